import Domain
import Store
import Synchronization
import Testing

/// What is tracked and what was seen.
struct ItemTests {
    let folder: Folder
    let store: SQLiteStore

    init() throws {
        folder = try Folder()
        store = try SQLiteStore(path: folder.file())
    }

    @Test func `An item comes back from a reopened store exactly as it was saved`() async throws {
        let key = try order()
        #expect(try await store.track(key, label: "Rent 日本", at: moment(0), by: nil) == .added)
        var item = TrackedItem(key: key, label: "Rent 日本", trackedAt: moment(0))
        item.snapshot = Snapshot(
            state: .inProgress, vendorState: "odd \u{0} word", total: 10, processed: 5, failed: 2,
            succeeded: 3,
            groups: StampGroups(
                pending: .init(count: 5, stamps: ["a\"b", "\u{1}"]),
                available: .init(count: 3, stamps: ["c"]), failed: .init(count: 2, stamps: [])),
            resultAvailable: true, failureReason: "", createdAt: moment(1), startedAt: moment(2),
            completedAt: moment(3), updatedAt: moment(4), contradictions: ["2 is not 1"],
            facts: [.init(name: "state", value: "DL"), .init(name: "state", value: "")])
        item.checkedAt = moment(5)
        item.attemptedAt = moment(6)
        item.nextCheckAt = moment(7)
        item.checks = 8
        item.failure = CheckFailure(
            .rateLimited, httpStatus: 429, code: "x", message: "Too many requests",
            retryAfter: .seconds(3), mayHaveArrived: true, hint: "Try the other door.")
        item.failedAt = moment(6)
        item.movedAt = moment(5)
        item.progress = [.init(at: moment(4), processed: 4), .init(at: moment(5), processed: 5)]
        try await store.save(item, activity: [])
        await store.close()

        let reopened = try SQLiteStore(path: folder.file())
        #expect(try await reopened.items(includingUntracked: false) == [item])
    }

    @Test func `An item nobody has checked yet comes back without an answer`() async throws {
        _ = try await store.track(try batch(), label: nil, at: moment(0), by: nil)
        let items = try await store.items(includingUntracked: false)
        #expect(items == [TrackedItem(key: try batch(), trackedAt: moment(0))])
    }

    @Test func `An order of a hundred thousand stamps is kept whole`() async throws {
        let key = try order()
        _ = try await store.track(key, label: nil, at: moment(0), by: nil)
        var item = TrackedItem(key: key, trackedAt: moment(0))
        let stamps = (0..<100_000).map { "stamp_v2_\($0)_abcdefghijkl" }
        let groups = StampGroups(
            pending: .init(count: 0, stamps: []),
            available: .init(count: stamps.count, stamps: stamps),
            failed: .init(count: 0, stamps: []))
        _ = item.take(.success(Snapshot(state: .completed, groups: groups)), at: moment(1))
        try await store.save(item, activity: [])
        #expect(try await store.items(includingUntracked: false) == [item])
    }

    @Test func `Tracking twice says so, and a label given now replaces the older`() async throws {
        let key = try batch()
        #expect(try await store.track(key, label: "March", at: moment(0), by: nil) == .added)
        #expect(try await store.track(key, label: nil, at: moment(1), by: nil) == .alreadyTracked)
        #expect(try await store.items(includingUntracked: false).map(\.label) == ["March"])
        #expect(
            try await store.track(key, label: "April", at: moment(2), by: nil) == .alreadyTracked)
        let items = try await store.items(includingUntracked: false)
        #expect(items.map(\.label) == ["April"])
        #expect(items.map(\.trackedAt) == [moment(0)])
    }

    @Test func `Untracking keeps the history, and tracking again brings it back`() async throws {
        let key = try batch()
        _ = try await store.track(key, label: "March", at: moment(0), by: nil)
        var item = TrackedItem(key: key, label: "March", trackedAt: moment(0))
        _ = item.take(.success(Snapshot(state: .completed, total: 5)), at: moment(1))
        try await store.save(item, activity: [])
        #expect(try await store.untrack(key, at: moment(2), by: "Mira"))
        #expect(try await !store.untrack(key, at: moment(3), by: "Mira"))
        #expect(try await store.items(includingUntracked: false).isEmpty)
        let kept = try await store.items(includingUntracked: true)
        #expect(kept.map(\.isTracked) == [false])
        #expect(kept.map(\.snapshot) == [item.snapshot])

        #expect(try await store.track(key, label: nil, at: moment(4), by: "Mira") == .added)
        let again = try await store.items(includingUntracked: false)
        #expect(again.map(\.snapshot) == [item.snapshot])
        #expect(again.map(\.label) == ["March"])
        #expect(
            try await store.activity(limit: 9).map(\.text)
                == ["March is tracked", "March is no longer tracked", "March is tracked"])
    }

    @Test func `Items come in the order of tracking`() async throws {
        for number in [3, 1, 2, 4] {
            _ = try await store.track(
                try batch(number), label: nil, at: moment(number == 2 ? 1 : 0), by: nil)
        }
        let keys = try await store.items(includingUntracked: false).map(\.key)
        #expect(keys == [try batch(3), try batch(1), try batch(4), try batch(2)])
    }

    @Test func `What is read is told of in stretches that make up the whole`() async throws {
        for number in 1...600 {
            _ = try await store.track(try batch(number), label: nil, at: moment(0), by: nil)
        }
        let whole = try await store.items(includingUntracked: false)
        let told = Mutex<[[TrackedItem]]>([])
        let items = try await store.items(includingUntracked: false) { stretch in
            told.withLock { $0.append(stretch) }
        }
        #expect(items == whole)
        #expect(told.withLock { Array($0.joined()) } == whole)
        #expect(told.withLock(\.count) > 1)
    }

    @Test func `A check that ends late revives nothing and changes no label`() async throws {
        let key = try batch()
        _ = try await store.track(key, label: "Old", at: moment(0), by: nil)
        var item = try #require(try await store.items(includingUntracked: false).first)
        let other = try SQLiteStore(path: folder.file())
        _ = try await other.track(key, label: "New", at: moment(1), by: nil)
        _ = try await other.untrack(key, at: moment(2), by: nil)
        _ = item.take(.success(Snapshot(state: .completed)), at: moment(3))
        item.nextCheckAt = moment(9)
        try await store.save(item, activity: [])

        let kept = try #require(try await store.items(includingUntracked: true).first)
        #expect(!kept.isTracked)
        #expect(kept.label == "New")
        #expect(kept.state == .completed)
        #expect(kept.nextCheckAt == nil)
    }

    @Test func `A failed check does not replace the newer answer of another process`()
        async throws
    {
        let key = try batch()
        _ = try await store.track(key, label: nil, at: moment(0), by: nil)
        var behind = TrackedItem(key: key, trackedAt: moment(0))
        _ = behind.take(.success(Snapshot(state: .inProgress, processed: 1)), at: moment(1))
        var ahead = behind
        _ = ahead.take(.success(Snapshot(state: .inProgress, processed: 9)), at: moment(2))
        try await store.save(ahead, activity: [])
        _ = behind.take(.failure(CheckFailure(.network, message: "no route")), at: moment(3))
        try await store.save(behind, activity: [])

        let kept = try #require(try await store.items(includingUntracked: false).first)
        #expect(kept.snapshot?.processed == 9)
        #expect(kept.checkedAt == moment(2))
        #expect(kept.failure?.reason == .network)
        #expect(kept.attemptedAt == moment(3))
    }

    @Test func `An answer is kept although the clock was set back`() async throws {
        let key = try batch()
        _ = try await store.track(key, label: nil, at: moment(0), by: nil)
        var item = TrackedItem(key: key, trackedAt: moment(0))
        _ = item.take(.success(Snapshot(state: .inProgress, processed: 1)), at: moment(5000))
        try await store.save(item, activity: [])
        _ = item.take(.success(Snapshot(state: .inProgress, processed: 2)), at: moment(10))
        try await store.save(item, activity: [])
        #expect(try await store.items(includingUntracked: false) == [item])
    }

    @Test func `The activity record gives the latest entries, newest first`() async throws {
        for number in 1...5 {
            try await store.append(
                ActivityEntry(
                    at: moment(0), event: .checkFailed, key: number == 5 ? nil : try batch(number),
                    text: "entry \(number)", operatorName: number == 4 ? "Mira" : nil))
        }
        let latest = try await store.activity(limit: 2)
        #expect(latest.map(\.text) == ["entry 5", "entry 4"])
        #expect(latest.map(\.key) == [nil, try batch(4)])
        #expect(latest.map(\.operatorName) == [nil, "Mira"])
    }
}
