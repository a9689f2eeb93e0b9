import Domain

/// What the schedule knows of one vendor: what waits for it, what is on its way, and how it
/// takes to being asked.
struct VendorLine {
    /// What is due by time, as far as the entries say the same.
    var due = DueList()
    /// What the operator asked for and was not begun yet, by when it may be.
    var asked = AskedList()
    /// The checks on their way.
    var inFlight = ItemTable<Flight>()
    /// What the credential has used of its limits; nil when the vendor names none.
    var budget: RateBudget?
    /// How many checks ended while the store was last asked.
    var pace = 0
    /// How many items there are to ask about, by kind.
    var load: [Kind: Load] = [:]

    /// What holds polling back, as it is told to others.
    private(set) var trouble = VendorTrouble() {
        didSet { troubleChanges += 1 }
    }
    /// How often that may have changed, for those who need not look again.
    var troubleChanges = 0
    /// Failures in a row that were the vendor's or the network's.
    private var failures = 0
    /// After trouble one check at a time until then, so that nothing comes back in a burst.
    private var easesUntil: Timestamp?

    /// A check on its way, with what it was before.
    struct Flight: Keyed {
        let key: ItemKey
        var begunAt: Timestamp
        var isAsked: Bool
        var due: Timestamp?
        var begunBefore: Timestamp?
    }

    /// Items whose work goes on, by their cadence.
    struct Load {
        var usual = 0
        var overdue = 0
    }

    /// So many failures in a row and the vendor counts as failing: one alone can be chance.
    private static let patience = 3
    private static let ease = Duration.seconds(1)
    /// So many checks are claimed ahead at most.
    private static let farthest = 2048

    /// Whether the credential in use is refused.
    var isRefused: Bool { trouble.refusedSince != nil }

    /// Whether the vendor counts as failing and is only tried.
    var isTrying: Bool { trouble.retryAt != nil }

    /// How the vendor stands; every moment in it is this line's.
    func condition(at now: Timestamp) -> VendorCondition {
        if let since = trouble.refusedSince { return .refused(since: since) }
        if let waitUntil = trouble.waitUntil, now < waitUntil { return .waiting(until: waitUntil) }
        if trouble.isCautious, let since = trouble.failingSince { return .failing(since: since) }
        return .ok
    }

    /// How many items may be asked about at once.
    func limit(of usual: Int, at now: Timestamp) -> Int { isGoingSlow(at: now) ? 1 : usual }

    /// Whether another check may be claimed. A vendor that answers faster than the store keeps gets
    /// its next questions at once, for they are claimed ahead; a slow one's items, and what a budget
    /// has to last for, stay free for other processes. What was claimed ahead keeps nobody waiting
    /// who asks.
    func hasRoom(_ usual: Int, isAsked: Bool, at now: Timestamp) -> Bool {
        if isGoingSlow(at: now) { return inFlight.isEmpty }
        let limit = budget == nil ? usual + min(5 * pace, Self.farthest) : usual
        if inFlight.count < limit { return true }
        return isAsked && inFlight.count > usual
            && inFlight.values.count(where: \.isAsked) < usual
    }

    private func isGoingSlow(at now: Timestamp) -> Bool {
        let isEasing = easesUntil.map { now < $0 } ?? false
        return trouble.isCautious || isRefused || isEasing
    }

    /// When more may be on their way than now by itself; nil when time does not change that.
    func relief(at now: Timestamp) -> Timestamp? { easesUntil.flatMap { now < $0 ? $0 : nil } }

    /// From when on something may be asked at a moment at which it is due; never when nil.
    func opening(for moment: Timestamp, isAsked: Bool) -> Timestamp? {
        if isRefused && !isAsked { return nil }
        let wait = max(moment, trouble.waitUntil ?? moment)
        return isAsked ? wait : max(wait, trouble.retryAt ?? wait)
    }

    /// Takes in how a check ended that began at `start`; says whether the vendor is well again
    /// after it was not. `backOff` gives the time to the next try after so many rounds, `retry`
    /// that to the next try of a vendor that is away.
    mutating func take(
        _ outcome: Result<Snapshot, CheckFailure>, begunAt start: Timestamp, at now: Timestamp,
        backOff: (Int) -> Duration, retry: () -> Duration
    ) -> Bool {
        guard case .failure(let failure) = outcome else { return answered(at: now) }
        switch failure.reason {
        case .notFound, .invalid:
            // It knows the credentials and answers; the fault is the item's.
            return answered(at: now)
        case .malformed: break
        case .auth:
            trouble.refusedSince = trouble.refusedSince ?? now
            note(at: now)
            // Trying the rest of what was asked for could lock the account.
            asked.removeAll()
        case .rateLimited, .vendor, .network:
            failed(failure, begunAt: start, at: now, backOff: backOff, retry: retry)
        }
        return false
    }

    /// Begins with a credential of which nothing is known, unless it is the one in use.
    mutating func use(_ account: VendorAccount) {
        if trouble.credential != account.credential {
            trouble = VendorTrouble(
                notedAt: Timestamp(milliseconds: 0), credential: account.credential)
        }
        budget = account.limits.isEmpty ? nil : RateBudget(account.limits)
    }

    /// New credentials: one check tries them before the others follow.
    mutating func credentialsChanged(at now: Timestamp) {
        trouble.refusedSince = nil
        trouble.retryAt = nil
        trouble.isCautious = true
        note(at: now)
    }

    /// Takes over what another process learned later; says whether the vendor is well again after
    /// it was not.
    mutating func adopt(_ other: VendorTrouble, at now: Timestamp) -> Bool {
        guard other.credential == trouble.credential, other.notedAt > trouble.notedAt
        else { return false }
        let wasUnwell = isRefused || trouble.isCautious
        var other = other
        // No moment that others name silences polling for longer than a vendor could.
        other.waitUntil = other.waitUntil.map { min($0, now + VendorTrouble.longestWait) }
        other.retryAt = other.retryAt.map { min($0, now + VendorTrouble.longestWait) }
        trouble = other
        if isRefused { asked.removeAll() }
        let isWell = wasUnwell && !isRefused && !trouble.isCautious
        if isWell {
            failures = 0
            easesUntil = now + Self.ease
        }
        return isWell
    }

    /// Two things learned at one moment are told apart by order.
    private mutating func note(at now: Timestamp) {
        trouble.notedAt = max(now, trouble.notedAt + .milliseconds(1))
    }

    private mutating func answered(at now: Timestamp) -> Bool {
        failures = 0
        // Asked before the vendor asked for quiet, so it says nothing about that.
        if let waitUntil = trouble.waitUntil, now < waitUntil { return false }
        guard !trouble.isNone else { return false }
        let wasUnwell = trouble.isCautious || isRefused
        trouble = VendorTrouble(notedAt: trouble.notedAt, credential: trouble.credential)
        note(at: now)
        if wasUnwell { easesUntil = now + Self.ease }
        return wasUnwell
    }

    private mutating func failed(
        _ failure: CheckFailure, begunAt start: Timestamp, at now: Timestamp,
        backOff: (Int) -> Duration, retry: () -> Duration
    ) {
        if let pause = failure.retryAfter {
            wait(until: now + min(pause, VendorTrouble.longestWait))
            note(at: now)
            return
        }
        failures += 1
        trouble.failingSince = trouble.failingSince ?? now
        guard trouble.isCautious || failures >= Self.patience || failure.reason == .rateLimited
        else { return }
        trouble.isCautious = true
        // What fails for one fails for all: what else was asked for keeps its turn by time.
        if failure.reason != .rateLimited { asked.removeAll() }
        // Checks that were on their way together fail together: that is one round.
        if let roundFailedAt = trouble.roundFailedAt, start <= roundFailedAt { return }
        trouble.rounds += 1
        trouble.roundFailedAt = now
        if failure.reason == .rateLimited {
            wait(until: now + backOff(trouble.rounds))
        } else {
            trouble.retryAt = now + retry()
        }
        note(at: now)
    }

    private mutating func wait(until moment: Timestamp) {
        trouble.waitUntil = max(trouble.waitUntil ?? moment, moment)
        trouble.isCautious = true
    }
}

extension VendorTrouble {
    fileprivate init(notedAt: Timestamp, credential: String) {
        self.init()
        self.notedAt = notedAt
        self.credential = credential
    }

    /// The same with every moment moved.
    func moved(by step: Duration) -> VendorTrouble {
        var moved = self
        moved.notedAt = notedAt + step
        moved.refusedSince = refusedSince.map { $0 + step }
        moved.waitUntil = waitUntil.map { $0 + step }
        moved.retryAt = retryAt.map { $0 + step }
        moved.failingSince = failingSince.map { $0 + step }
        moved.roundFailedAt = roundFailedAt.map { $0 + step }
        return moved
    }
}
