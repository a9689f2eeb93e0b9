import Domain
import TestSupport
import Testing

@testable import Store

/// What was seen of an item over time.
struct HistoryTests {
    let folder: Folder
    let store: SQLiteStore

    init() throws {
        folder = try Folder()
        store = try SQLiteStore(path: folder.file())
    }

    /// One item that is checked again and again.
    private final class Watch {
        let store: SQLiteStore
        var item: TrackedItem

        init(_ store: SQLiteStore, _ number: Int = 1) async throws {
            self.store = store
            item = TrackedItem(key: try batch(number), trackedAt: moment(0))
            _ = try await store.track(item.key, label: nil, at: moment(0), by: nil)
        }

        func see(_ processed: Int, _ state: WorkState = .inProgress, at seconds: Int64) async throws
        {
            let answer = Snapshot(
                state: state, vendorState: state.rawValue, total: 900, processed: processed,
                failed: 1, succeeded: processed - 1)
            _ = item.take(.success(answer), at: moment(seconds))
            try await store.save(item, activity: [])
        }

        func fail(at seconds: Int64) async throws {
            let failure = CheckFailure(
                .vendor, httpStatus: 503, code: "X1", message: "out of order")
            _ = item.take(.failure(failure), at: moment(seconds))
            try await store.save(item, activity: [])
        }
    }

    @Test func `The history tells each check: its state, word, counts and error`() async throws {
        let watch = try await Watch(store)
        try await watch.see(5, at: 0)
        try await watch.fail(at: 30)
        try await watch.see(9, .completed, at: 60)
        #expect(
            try await store.history(of: watch.item.key) == [
                HistoryPoint(
                    at: moment(0), state: .inProgress, vendorState: "in_progress", total: 900,
                    processed: 5, failed: 1, succeeded: 4),
                HistoryPoint(at: moment(30), state: .inProgress, failure: .vendor),
                HistoryPoint(
                    at: moment(60), state: .completed, vendorState: "completed", total: 900,
                    processed: 9, failed: 1, succeeded: 8),
            ])
        let checks = try await store.checks(of: watch.item.key)
        #expect(checks.map(\.number) == [3, 2, 1])
        #expect(checks[1].httpStatus == 503)
        #expect(checks[1].code == "X1")
        #expect(checks[1].message == "out of order")
        #expect(try await store.history(of: try batch(2)).isEmpty)
    }

    @Test func `A check that is saved twice is one check, and its change of state stays one`()
        async throws
    {
        let watch = try await Watch(store)
        try await watch.see(5, at: 0)
        try await store.save(watch.item, activity: [])
        #expect(try await store.history(of: watch.item.key).count == 1)
        #expect(try await store.checks(of: watch.item.key).count == 1)
        // Hours later it is still there although a later check was in the same minute.
        for seconds in stride(from: Int64(10), to: 4 * 3600, by: 10) {
            try await watch.see(5, at: seconds)
        }
        #expect(try await store.history(of: watch.item.key).first?.at == moment(0))
    }

    @Test(.ownThread) func `A year of watching stays small and keeps every change of state`()
        async throws
    {
        let watch = try await Watch(store)
        let day: Int64 = 86_400
        var seconds: Int64 = 0
        var changes: Set<Timestamp> = []
        var state = WorkState.inProgress
        // Every four hours at first, every hour for some forty days, at last every half minute.
        let fast = 365 * day - 3 * day / 2
        var number = 0
        while seconds <= 365 * day {
            number += 1
            if number.isMultiple(of: 250) {
                state = state == .inProgress ? .pending : .inProgress
            }
            if number == 1 || number.isMultiple(of: 250) { changes.insert(moment(seconds)) }
            try await watch.see(min(number, 900), state, at: seconds)
            seconds += seconds < 325 * day ? 4 * 3600 : seconds < fast ? 3600 : 30
        }
        let now = moment(seconds - 30)
        let points = try await store.history(of: watch.item.key)
        let times = Set(points.map(\.at))
        #expect(changes.count > 20)
        #expect(changes.isSubset(of: times))

        func count(_ from: Duration, _ to: Duration) -> Int {
            points.count { now - $0.at >= from && now - $0.at < to }
        }
        // All of the last hour; a point a minute for a day, an hour for a month, a day beyond. An
        // hour can pass until a point that has come of age is looked at.
        #expect(count(.zero, .seconds(3600)) == 120)
        #expect((22 * 60...23 * 60 + 2 * 60 + 10).contains(count(.seconds(3600), .seconds(day))))
        #expect((29 * 24 - 1...29 * 24 + 90).contains(count(.seconds(day), .seconds(30 * day))))
        #expect((335...335 + 40).contains(count(.seconds(30 * day), .seconds(400 * day))))
        #expect(points.count < 3000)
        #expect(try await store.checks(of: watch.item.key).count == 100)
    }

    @Test func `An item at rest is thinned while others are checked`() async throws {
        let resting = try await Watch(store, 1)
        for seconds in stride(from: Int64(0), to: 3600, by: 10) {
            try await resting.see(5, at: seconds)
        }
        #expect(try await store.history(of: resting.item.key).count == 360)
        let other = try await Watch(store, 2)
        func pass(until days: Int64) async throws {
            for hour in 1...(days * 24) where hour.isMultiple(of: 2) {
                try await other.see(1, at: 3600 + hour * 3600)
            }
        }
        try await pass(until: 1)
        #expect(try await (61...62).contains(store.history(of: resting.item.key).count))
        try await pass(until: 3)
        // The first check, the state's change, stays beside the last of its hour.
        #expect(try await (2...3).contains(store.history(of: resting.item.key).count))
    }

    @Test func `A fetched file is noted by digest and name, never by its folder`() async throws {
        let key = try batch()
        _ = try await store.track(key, label: "March", at: moment(0), by: nil)
        let record = FetchRecord(
            key: key, at: moment(5), operatorName: "Mira",
            digest: String(repeating: "ab", count: 32),
            size: 1234, path: "/home/mira/customers/asha/march.csv")
        try await store.noteFetched(record)
        #expect(record.name == "march.csv")
        #expect(try await store.fetched(for: key) == [record])
        let entry = try #require(try await store.activity(limit: 1).first)
        #expect(entry.event == .downloaded)
        #expect(entry.operatorName == "Mira")
        #expect(entry.text.contains(record.digest))
        #expect(!entry.text.contains("customers"))
    }
}
