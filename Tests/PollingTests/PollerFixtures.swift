import Domain
import Glibc
import Polling
import Synchronization
import TestSupport
import Testing

/// A vendor that answers as it is told, one script for each item; the last line repeats.
final class ScriptedVendor: VendorClient {
    let vendor: Vendor
    private let scripts: Mutex<[ItemKey: [Result<Snapshot, CheckFailure>]]>
    private let asked = Mutex<[ItemKey]>([])
    private let isHolding: Mutex<Bool>

    init(
        _ vendor: Vendor, _ scripts: [ItemKey: [Result<Snapshot, CheckFailure>]],
        holding: Bool = false
    ) {
        self.vendor = vendor
        self.scripts = Mutex(scripts)
        isHolding = Mutex(holding)
    }

    /// Every check that came, in order.
    var checks: [ItemKey] { asked.withLock { $0 } }

    /// Answers what is held back.
    func release() { isHolding.withLock { $0 = false } }

    func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        asked.withLock { $0.append(key) }
        while isHolding.withLock({ $0 }), !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(1))
        }
        if Task.isCancelled { throw CheckFailure(.network, message: "cancelled") }
        let outcome = scripts.withLock { scripts in
            let script = scripts[key] ?? []
            if script.count > 1 { scripts[key] = Array(script.dropFirst()) }
            return script.first ?? .failure(CheckFailure(.notFound, message: "unknown id"))
        }
        return try outcome.get()
    }
}

/// A store in memory that can be told to fail.
final class MemoryRepository: Repository, SoleProcess {
    private struct Content {
        var items: [ItemKey: TrackedItem] = [:]
        var activity: [ActivityEntry] = []
        var failure: StoreFailure?
        var isSaving = false
        var claimed: [ItemKey] = []
        var released: [ItemKey] = []
        var isReady: @Sendable () -> Bool = { true }
    }

    private let content = Mutex(Content())

    init(_ keys: [ItemKey]) {
        for key in keys { put(TrackedItem(key: key, trackedAt: wallClock())) }
    }

    func put(_ item: TrackedItem) { content.withLock { $0.items[item.key] = item } }

    func fail(_ failure: StoreFailure?) { content.withLock { $0.failure = failure } }

    /// Lets saves wait until something is so.
    func wait(until isReady: @escaping @Sendable () -> Bool) {
        content.withLock { $0.isReady = isReady }
    }

    /// Whether a save has begun.
    var isSaving: Bool { content.withLock { $0.isSaving } }

    func item(_ key: ItemKey) -> TrackedItem? { content.withLock { $0.items[key] } }

    /// Every claim that was granted, in order.
    var claimed: [ItemKey] { content.withLock { $0.claimed } }

    /// How many claims were granted.
    var claims: Int { content.withLock(\.claimed.count) }

    /// Every claim that was given up.
    var released: [ItemKey] { content.withLock { $0.released } }

    func claim(
        _ wish: ClaimWish, at moment: Timestamp
    ) async throws(StoreFailure) -> ClaimAnswer {
        content.withLock { $0.claimed.append(wish.key) }
        return .granted(nil)
    }

    func release(_ key: ItemKey) async throws(StoreFailure) {
        content.withLock { $0.released.append(key) }
    }

    /// The activity record's sentences, oldest first.
    var sentences: [String] { content.withLock { $0.activity.map(\.text) } }

    func items(includingUntracked: Bool) async throws(StoreFailure) -> [TrackedItem] {
        try answer { $0.items.values.sorted { $0.key < $1.key } }
    }

    func save(_ item: TrackedItem, activity: [ActivityEntry]) async throws(StoreFailure) {
        content.withLock { $0.isSaving = true }
        while !content.withLock(\.isReady)() { try? await Task.sleep(for: .milliseconds(1)) }
        try answer { content in
            content.items[item.key] = item
            content.activity += activity
        }
    }

    private func answer<Answer: Sendable>(
        _ body: @Sendable (inout Content) -> Answer
    ) throws(StoreFailure) -> Answer {
        let outcome: Result<Answer, StoreFailure> = content.withLock { content in
            if let failure = content.failure { return .failure(failure) }
            return .success(body(&content))
        }
        return try outcome.get()
    }

    // The poller needs nothing of the rest.
    private static let notHere = StoreFailure(.other, message: "not part of this test")

    func track(
        _ key: ItemKey, label: String?, at moment: Timestamp, by operatorName: String?
    ) async throws(StoreFailure) -> Tracking { throw Self.notHere }

    func untrack(
        _ key: ItemKey, at moment: Timestamp, by operatorName: String?
    ) async throws(StoreFailure) -> Bool { throw Self.notHere }

    func append(_ entry: ActivityEntry) async throws(StoreFailure) { throw Self.notHere }

    func activity(limit: Int) async throws(StoreFailure) -> [ActivityEntry] { throw Self.notHere }

    func beginSubmission(_ record: SubmissionRecord) async throws(StoreFailure) {
        throw Self.notHere
    }

    func settleSubmission(
        id: String, as outcome: SubmissionRecord.Outcome, at moment: Timestamp
    ) async throws(StoreFailure) { throw Self.notHere }

    func submissions(
        forCustomer id: String?
    ) async throws(StoreFailure) -> [SubmissionRecord] { throw Self.notHere }
}

/// What a poller reported, in order.
final class Reports: Sendable {
    private let list = Mutex<[PollerReport]>([])

    func append(_ report: PollerReport) { list.withLock { $0.append(report) } }

    var all: [PollerReport] { list.withLock { $0 } }

    /// The items of the checks that ended, in order.
    var checked: [TrackedItem] {
        all.compactMap { if case .checked(let item, _, _) = $0 { item } else { nil } }
    }

    var conditions: [VendorCondition] {
        all.compactMap { if case .vendorChanged(_, let condition) = $0 { condition } else { nil } }
    }

    var storeFailures: [StoreFailure] {
        all.compactMap { if case .storeFailed(let failure) = $0 { failure } else { nil } }
    }
}

/// Waits until something is so; what is not so in time ends the test, which would go on with less
/// than it needs. Time during which other tests hold all threads does not count: the condition is
/// looked at some thousand times at least.
func eventually(
    _ what: Comment, _ sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    var looks = 0
    while await !condition() {
        looks += 1
        guard looks < 5000 || ContinuousClock.now < deadline else {
            Issue.record(what, sourceLocation: sourceLocation)
            throw TestFailure("\(what)")
        }
        try? await Task.sleep(for: .milliseconds(2))
    }
}

func wallClock() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}
