public import Domain

/// What holds requests to one vendor with one credential back, beside the checks of items: what
/// its rate budget leaves for signing in, uploads and the like, and its own wish to be left alone
/// (Retry-After). Both are in the store where that is shared, else in memory.
public actor RateMeter {
    private let vendor: Vendor
    private let account: VendorAccount
    private var budget: RateBudget
    private var repository: (any SharedPolling)?
    /// Until when the vendor wants no request, as far as this process was told.
    private var waitUntil: Timestamp?

    /// A meter of which nothing is used.
    public init(_ account: VendorAccount, of vendor: Vendor) {
        self.vendor = vendor
        self.account = account
        budget = RateBudget(account.limits)
    }

    /// Counts together with everybody on this store from now on.
    public func share(through repository: any SharedPolling) { self.repository = repository }

    /// Why a request has to wait.
    public struct Hold: Equatable, Sendable {
        /// From when on it may go out, as things stand.
        public var until: Timestamp
        /// Whether the vendor asked for it; otherwise the rate budget is used up.
        public var isWish: Bool
    }

    /// Counts a request that goes out now, nil; or says until when it has to wait.
    public func admit(at now: Timestamp) async -> Hold? {
        if let quiet = await quiet(at: now) { return Hold(until: quiet, isWish: true) }
        if let shared = try? await repository?.admit(account, at: now) {
            budget = shared.budget
            if shared.isAdmitted { return nil }
            let opening = max(now + .milliseconds(1), budget.opening(at: now))
            return Hold(until: opening, isWish: false)
        }
        let opening = budget.opening(at: now)
        guard opening <= now else { return Hold(until: opening, isWish: false) }
        budget.take(at: now)
        return nil
    }

    /// Counts a request that was counted in the store already.
    public func count(at now: Timestamp) { budget.take(at: now) }

    /// Whether there is anything to count.
    nonisolated var isLimited: Bool { !account.limits.isEmpty }

    /// Takes note that the vendor wants no request for a while, for everybody on the store.
    public func leaveAlone(for pause: Duration, at now: Timestamp) async {
        let end = now + min(pause, VendorTrouble.longestWait)
        waitUntil = max(waitUntil ?? end, end)
        guard let repository, !account.credential.isEmpty else { return }
        var trouble = await shared() ?? VendorTrouble()
        trouble.credential = account.credential
        trouble.notedAt = max(now, trouble.notedAt + .milliseconds(1))
        trouble.waitUntil = max(trouble.waitUntil ?? end, end)
        trouble.isCautious = true
        try? await repository.note(trouble, of: vendor)
    }

    /// Until when the vendor wants no request; nil when it may be asked.
    private func quiet(at now: Timestamp) async -> Timestamp? {
        let ends = [waitUntil, await shared()?.waitUntil].compactMap(\.self)
        guard let end = ends.max(), end > now else { return nil }
        return min(end, now + VendorTrouble.longestWait)
    }

    private func shared() async -> VendorTrouble? {
        (try? await repository?.troubles(of: [vendor: account.credential]))?[vendor]
    }
}
