public import Domain

/// Counts what goes out with one credential beside the checks of items, such as signing in and
/// uploads, against the same budget: in the store where it is shared, else in memory.
public actor RateMeter {
    private let account: VendorAccount
    private var budget: RateBudget
    private var repository: (any SharedPolling)?

    /// A meter of which nothing is used.
    public init(_ account: VendorAccount) {
        self.account = account
        budget = RateBudget(account.limits)
    }

    /// Whether there is nothing to count for.
    nonisolated var isUnlimited: Bool { account.limits.isEmpty }

    /// Counts together with everybody on this store from now on.
    public func share(through repository: any SharedPolling) { self.repository = repository }

    /// Counts a request that goes out now, nil; or says from when on there is room for it.
    public func admit(at now: Timestamp) async -> Timestamp? {
        if let shared = try? await repository?.admit(account, at: now) {
            budget = shared.budget
            return shared.isAdmitted ? nil : max(now + .milliseconds(1), budget.opening(at: now))
        }
        let opening = budget.opening(at: now)
        guard opening <= now else { return opening }
        budget.take(at: now)
        return nil
    }

    /// Counts a request that was counted in the store already.
    public func count(at now: Timestamp) { budget.take(at: now) }
}
