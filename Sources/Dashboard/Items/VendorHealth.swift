import Domain

/// How one vendor answers: what the poller knows of it, and what the items that are watched there
/// tell.
struct VendorHealth: Equatable {
    /// The company.
    let vendor: Vendor
    /// How its items stand.
    let counts: Counts
    /// When its last good answer came.
    private(set) var lastGoodAnswer: Timestamp?
    /// The latest asking that failed for a reason that concerns the whole vendor, with no good
    /// answer after it.
    private(set) var failure: CheckFailure?
    /// Since when it does not answer.
    private(set) var failingSince: Timestamp?
    /// When it is asked next.
    private(set) var nextCheckAt: Timestamp?
    /// What is wrong; nil while it answers.
    private(set) var trouble: Trouble?

    /// What can be wrong with a vendor, the worst first.
    enum Trouble: Equatable {
        /// It refuses the credentials: nothing gets better without the operator.
        case refused
        /// It cannot be reached.
        case unreachable
        /// It answers with errors.
        case failing
        /// It asked to be left alone, until then if that is known.
        case waiting(until: Timestamp?)
    }

    /// Every vendor. When each is asked next is found out only for the view that says so, because
    /// that takes a look at every item.
    static func all(_ state: State) -> PerVendor<VendorHealth> {
        var found = PerVendor(of: { vendor in
            var health = VendorHealth(
                vendor: vendor, counts: state.watchlist.counts { $0.vendor == vendor })
            let answers = state.watchlist.answers[vendor]
            health.lastGoodAnswer = answers.lastGood
            health.judge(
                answers.failing.values, state.conditions[vendor] ?? .ok, at: state.now)
            return health
        })
        if state.view == .vendors {
            for row in state.watchlist.rows.values {
                guard let next = row.item.nextCheckAt else { continue }
                let vendor = row.item.key.kind.vendor
                found[vendor].nextCheckAt = min(found[vendor].nextCheckAt ?? next, next)
            }
        }
        return found
    }

    private init(vendor: Vendor, counts: Counts) {
        self.vendor = vendor
        self.counts = counts
    }

    private mutating func judge(
        _ failing: some Collection<Row>, _ condition: VendorCondition, at now: Timestamp
    ) {
        let failing = failing.filter { row in
            guard let failure = row.item.failure, let attempt = row.item.attemptedAt else {
                return false
            }
            return failure.reason.concernsVendor && attempt >= (lastGoodAnswer ?? attempt)
        }
        let latest = failing.max { left, right in
            (left.item.attemptedAt ?? left.item.trackedAt)
                < (right.item.attemptedAt ?? right.item.trackedAt)
        }
        failure = latest?.item.failure
        failingSince = failing.compactMap(\.item.failedAt).min()
        switch condition {
        case .refused(let since):
            trouble = .refused
            failingSince = since
        case .waiting(let until) where until > now: trouble = .waiting(until: until)
        case .failing(let since):
            trouble = failure.map(Self.trouble) ?? .failing
            failingSince = since
        case .ok, .waiting: trouble = failure.map(Self.trouble)
        }
    }

    private static func trouble(of failure: CheckFailure) -> Trouble {
        switch failure.reason {
        case .auth: .refused
        case .rateLimited: .waiting(until: nil)
        case .network: .unreachable
        default: .failing
        }
    }
}

extension CheckFailure.Reason {
    /// Whether it says something about the vendor rather than about one item.
    fileprivate var concernsVendor: Bool {
        switch self {
        case .auth, .rateLimited, .vendor, .network: true
        case .notFound, .invalid, .malformed: false
        }
    }
}
