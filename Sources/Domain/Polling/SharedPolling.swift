/// How processes on one store share the polling: who asks about an item, what is left of the rate
/// budgets, and which vendors are not to be asked.
public protocol SharedPolling: Sendable {
    /// Says that this process is there, and whether it polls by time.
    func attend(
        as operatorName: String?, isPolling: Bool, at moment: Timestamp
    ) async throws(StoreFailure)

    /// Goes on saying so, at each heartbeat until `depart()`; `changed` is called when others came
    /// or went, and must not wait.
    func remain(
        now: @escaping @Sendable () -> Timestamp, changed: @escaping @Sendable () -> Void
    ) async

    /// Says that this process polls no more; what it claimed is free.
    func depart() async throws(StoreFailure)

    /// Every process that is there, the longest first.
    func presences(at moment: Timestamp) async throws(StoreFailure) -> [Presence]

    /// Asks to be the one that checks an item now; in one step with counting the request.
    func claim(_ wish: ClaimWish, at moment: Timestamp) async throws(StoreFailure) -> ClaimAnswer

    /// Gives a claim up without a check.
    func release(_ key: ItemKey) async throws(StoreFailure)

    /// Counts a request that is no check of an item, if the budget has room for it. Gives the
    /// budget after it, nil when it is this process's own affair.
    func admit(
        _ account: VendorAccount, at moment: Timestamp
    ) async throws(StoreFailure) -> (isAdmitted: Bool, budget: RateBudget)?

    /// Tells the others what holds a vendor's polling back, unless they know of something later.
    func note(_ trouble: VendorTrouble, of vendor: Vendor) async throws(StoreFailure)

    /// What is known of the vendors, asked with these credentials.
    func troubles(
        of credentials: [Vendor: String]
    ) async throws(StoreFailure) -> [Vendor: VendorTrouble]
}

/// A wish to check an item.
public struct ClaimWish: Sendable {
    /// The item.
    public var key: ItemKey
    /// With which credential, and what that may use.
    public var account: VendorAccount
    /// The last asking that this process knows of.
    public var knownAttempt: Timestamp?
    /// Whether the operator asked for it.
    public var isAsked: Bool
    /// The share of the longest window to leave for others.
    public var reserve: Double

    /// A wish.
    public init(
        key: ItemKey, account: VendorAccount, knownAttempt: Timestamp?, isAsked: Bool,
        reserve: Double
    ) {
        self.key = key
        self.account = account
        self.knownAttempt = knownAttempt
        self.isAsked = isAsked
        self.reserve = reserve
    }
}

/// What comes of a wish to check an item.
public enum ClaimAnswer: Equatable, Sendable {
    /// Check it; with the budget after it where it is shared.
    case granted(RateBudget?)
    /// Another process is checking it, or another item of a vendor that takes one check at a time.
    case taken
    /// Another process asked since: this is how the item is now.
    case asked(TrackedItem)
    /// It is tracked no more.
    case gone
    /// Its vendor is not to be asked now.
    case held(VendorTrouble)
    /// Its credential has nothing left now.
    case spent(RateBudget)
}

/// A repository that one process has to itself: there is nobody to share the polling with.
public protocol SoleProcess: SharedPolling {}

extension SoleProcess {
    /// Nobody else needs to know.
    public func attend(
        as operatorName: String?, isPolling: Bool, at moment: Timestamp
    ) async throws(StoreFailure) {}

    /// Nobody else comes or goes.
    public func remain(
        now: @escaping @Sendable () -> Timestamp, changed: @escaping @Sendable () -> Void
    ) async {}

    /// Nobody else needs to know.
    public func depart() async throws(StoreFailure) {}

    /// Nobody else is there.
    public func presences(at moment: Timestamp) async throws(StoreFailure) -> [Presence] { [] }

    /// Nobody else could check it.
    public func claim(
        _ wish: ClaimWish, at moment: Timestamp
    ) async throws(StoreFailure) -> ClaimAnswer { .granted(nil) }

    /// Nobody else waits for it.
    public func release(_ key: ItemKey) async throws(StoreFailure) {}

    /// Nobody else counts.
    public func admit(
        _ account: VendorAccount, at moment: Timestamp
    ) async throws(StoreFailure) -> (isAdmitted: Bool, budget: RateBudget)? { nil }

    /// Nobody else needs to know.
    public func note(_ trouble: VendorTrouble, of vendor: Vendor) async throws(StoreFailure) {}

    /// Nothing is known.
    public func troubles(
        of credentials: [Vendor: String]
    ) async throws(StoreFailure) -> [Vendor: VendorTrouble] { [:] }
}
