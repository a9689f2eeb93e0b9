import Domain

/// How one vendor answers, judged by the items that are watched there.
struct VendorHealth: Equatable {
    /// The company.
    let vendor: Vendor
    /// Its items.
    let rows: [Row]
    /// When its last good answer came.
    let lastGoodAnswer: Timestamp?
    /// The asking that fails for a reason that concerns the whole vendor.
    let failure: CheckFailure?
    /// Since when it fails.
    let failingSince: Timestamp?

    /// Judges a vendor.
    init(_ vendor: Vendor, rows: [Row]) {
        self.vendor = vendor
        self.rows = rows.filter { $0.item.key.kind.vendor == vendor }
        let lastGood = self.rows.compactMap(\.item.checkedAt).max()
        lastGoodAnswer = lastGood
        let failing = self.rows.filter { row in
            guard let failure = row.item.failure, let attempt = row.item.attemptedAt else {
                return false
            }
            return failure.reason.concernsVendor && attempt >= (lastGood ?? attempt)
        }
        let latest = failing.max { left, right in
            (left.item.attemptedAt ?? left.item.trackedAt)
                < (right.item.attemptedAt ?? right.item.trackedAt)
        }
        failure = latest?.item.failure
        failingSince = failing.compactMap(\.item.failedAt).min()
    }

    /// The trouble in a few words; nil while it answers.
    var trouble: String? {
        switch failure?.reason {
        case nil: nil
        case .auth: "credentials refused"
        case .rateLimited: "rate limited"
        case .network: "unreachable"
        default: "failing"
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
