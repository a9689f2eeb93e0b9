import Domain

/// What the schedule knows of one vendor: what waits for it, what is on its way, and how it
/// takes to being asked.
struct VendorLine {
    /// What is due by time.
    var due = DueList()
    /// What the operator asked for and was not begun yet, in the order of asking.
    var asked: [ItemKey] = []
    /// The checks on their way and when they began.
    var inFlight: [ItemKey: Timestamp] = [:]

    /// Since when the credentials are refused.
    private var refusedSince: Timestamp?
    /// Until when nothing at all is asked.
    private(set) var waitUntil: Timestamp?
    /// Until when nothing is asked that the operator did not ask for.
    private var retryAt: Timestamp?
    /// One check at a time until one is answered.
    private var isCautious = false
    /// Failures in a row that were the vendor's or the network's, and when they began.
    private var failures = 0
    private var failingSince: Timestamp?
    /// How often the vendor was tried in vain since it counts as failing.
    private var rounds = 0
    /// When the latest of these rounds failed.
    private var roundFailedAt: Timestamp?

    /// So many failures in a row and the vendor counts as failing: one alone can be chance.
    private static let patience = 3
    /// No vendor's Retry-After silences polling for longer.
    private static let longestWait = Duration.seconds(24 * 3600)

    var isRefused: Bool { refusedSince != nil }

    /// How the vendor stands.
    func condition(at now: Timestamp) -> VendorCondition {
        if let refusedSince { return .refused(since: refusedSince) }
        if let waitUntil, now < waitUntil { return .waiting(until: waitUntil) }
        if isCautious, let failingSince { return .failing(since: failingSince) }
        return .ok
    }

    /// How many checks may be on their way at once.
    func limit(of usual: Int) -> Int { isCautious || isRefused ? 1 : usual }

    /// From when on something may be asked at a moment at which it is due; never when nil.
    func opening(for moment: Timestamp, isAsked: Bool) -> Timestamp? {
        if isRefused && !isAsked { return nil }
        let waits = [waitUntil, isAsked ? nil : retryAt].compactMap { $0 }
        return waits.reduce(moment, max)
    }

    /// Takes in how a check ended that began at `start`; says whether the vendor is well again
    /// after it was not. `backOff` gives the time to the next try after so many rounds.
    mutating func take(
        _ outcome: Result<Snapshot, CheckFailure>, begunAt start: Timestamp, at now: Timestamp,
        backOff: (Int) -> Duration
    ) -> Bool {
        guard case .failure(let failure) = outcome else { return answered(at: now) }
        switch failure.reason {
        case .notFound, .invalid:
            // It knows the credentials and answers; the fault is the item's.
            return answered(at: now)
        case .malformed: break
        case .auth:
            refusedSince = refusedSince ?? now
            // Trying the rest of what was asked for could lock the account.
            asked = []
        case .rateLimited, .vendor, .network:
            failed(failure, begunAt: start, at: now, backOff: backOff)
        }
        return false
    }

    /// New credentials: one check tries them before the others follow.
    mutating func credentialsChanged() {
        refusedSince = nil
        retryAt = nil
        isCautious = true
    }

    /// Moves everything planned or remembered with a clock that was set back.
    mutating func shift(by step: Duration) {
        refusedSince = refusedSince.map { $0 + step }
        waitUntil = waitUntil.map { $0 + step }
        retryAt = retryAt.map { $0 + step }
        failingSince = failingSince.map { $0 + step }
        roundFailedAt = roundFailedAt.map { $0 + step }
        inFlight = inFlight.mapValues { $0 + step }
    }

    private mutating func answered(at now: Timestamp) -> Bool {
        failures = 0
        failingSince = nil
        rounds = 0
        roundFailedAt = nil
        retryAt = nil
        // Asked before the vendor asked for quiet, so it says nothing about that.
        if let waitUntil, now < waitUntil { return false }
        let wasUnwell = isCautious || isRefused
        waitUntil = nil
        refusedSince = nil
        isCautious = false
        return wasUnwell
    }

    private mutating func failed(
        _ failure: CheckFailure, begunAt start: Timestamp, at now: Timestamp,
        backOff: (Int) -> Duration
    ) {
        if let pause = failure.retryAfter {
            wait(until: now + min(pause, Self.longestWait))
            return
        }
        failures += 1
        failingSince = failingSince ?? now
        guard isCautious || failures >= Self.patience || failure.reason == .rateLimited
        else { return }
        isCautious = true
        // What fails for one fails for all: what else was asked for keeps its turn by time.
        if failure.reason != .rateLimited { asked = [] }
        // Checks that were on their way together fail together: that is one round.
        if let roundFailedAt, start <= roundFailedAt { return }
        rounds += 1
        roundFailedAt = now
        let next = now + backOff(rounds)
        if failure.reason == .rateLimited { wait(until: next) } else { retryAt = next }
    }

    private mutating func wait(until moment: Timestamp) {
        waitUntil = max(waitUntil ?? moment, moment)
        isCautious = true
    }
}
