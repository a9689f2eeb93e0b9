import Domain
import TestSupport
import Testing

@testable import Store

/// Items are read from their rows and from the log together: where a check stands makes no
/// difference to anybody.
struct CheckLogTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    /// Two processes that check the same items in turns, and what should come of it.
    private final class Shift {
        let account = VendorAccount(credential: "c", limits: [])
        var stores: [SQLiteStore]
        var expected: [ItemKey: TrackedItem] = [:]
        var points: [ItemKey: [HistoryPoint]] = [:]
        var seconds: Int64 = 0
        var random: SeededGenerator

        init(_ path: String, items: Int, seed: UInt64) async throws {
            stores = [try SQLiteStore(path: path), try SQLiteStore(path: path)]
            random = SeededGenerator(seed: seed)
            for number in 1...items {
                let key = number == 4 ? try order() : try batch(number)
                _ = try await stores[0].track(key, label: nil, at: moment(0), by: nil)
                expected[key] = TrackedItem(key: key, trackedAt: moment(0))
            }
            for store in stores {
                try await store.attend(as: nil, isPolling: true, at: moment(0))
            }
        }

        /// Claims an item, checks it and keeps the check with one of the two.
        func check(_ key: ItemKey) async throws {
            let store = stores[Int.random(in: 0...1, using: &random)]
            seconds += Int64.random(in: 1...40, using: &random)
            let now = moment(seconds)
            try await store.attend(as: nil, isPolling: true, at: now)
            guard var item = expected[key] else { return }
            let claim = try await store.claim(
                ClaimWish(
                    key: key, account: account, knownAttempt: item.attemptedAt, isAsked: false,
                    reserve: 0), at: now)
            guard case .granted = claim else {
                Issue.record("\(claim) at \(seconds) s")
                return
            }
            let facts = item.snapshot?.facts
            let changes = item.take(outcome(for: key), at: now)
            item.nextCheckAt = now + .seconds(30)
            expected[key] = item
            let answer = await store.keep(
                [
                    EndedCheck(
                        item, changes: changes, hasSameFacts: facts == item.snapshot?.facts)
                ], claiming: [], at: now)
            #expect(answer.failures == [nil])
            let said = item.failure == nil ? item.snapshot : nil
            points[key, default: []].append(
                HistoryPoint(
                    at: now, state: item.state, vendorState: said?.vendorState,
                    total: said?.total, processed: said?.processed, failed: said?.failed,
                    succeeded: said?.succeeded, failure: item.failure?.reason))
        }

        private func outcome(for key: ItemKey) -> Result<Snapshot, CheckFailure> {
            let number = Int.random(in: 0...99, using: &random)
            guard number > 15 else {
                return .failure(
                    CheckFailure(number > 7 ? .network : .vendor, message: "no answer \(number)"))
            }
            var answer = Snapshot(
                state: number > 90 ? .pending : .inProgress, vendorState: "word \(number / 30)",
                total: 100, processed: number, failed: 1, succeeded: number - 1,
                facts: number > 30 ? [.init(name: "n", value: "\(number / 30)")] : [])
            if key.kind == .stamps {
                answer.groups = StampGroups(
                    pending: .init(count: 1, stamps: ["p\(number)"]),
                    available: .init(count: 0, stamps: []), failed: .init(count: 0, stamps: []))
            }
            return .success(answer)
        }

        /// Whether a store says what should have come of it.
        func isTold(by store: SQLiteStore) async throws -> Bool {
            let items = try await store.items(includingUntracked: true)
            for item in items where item != expected[item.key] {
                Issue.record("\(item) instead of \(String(describing: expected[item.key]))")
                return false
            }
            return items.count == expected.count
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `Items and histories are the same wherever their checks stand`(seed: UInt64) async throws {
        let shift = try await Shift(folder.file(), items: 8, seed: seed)
        let keys = shift.expected.keys.sorted()
        for turn in 1...240 {
            guard let key = keys.randomElement(using: &shift.random) else { return }
            try await shift.check(key)
            guard turn.isMultiple(of: 12) else { continue }
            let store = shift.stores[turn / 12 % 2]
            // Half of the items' checks, then the others', then all.
            try await store.putInPlace(items: turn.isMultiple(of: 48) ? .max : 4)
            #expect(try await shift.isTold(by: store))
            #expect(try await shift.isTold(by: try SQLiteStore(path: folder.file())))
        }
        // All of it happened within the time for which everything is kept, or the record is.
        for key in keys {
            let points = try #require(shift.points[key])
            for store in shift.stores {
                let kept = try await store.history(of: key)
                let edge = moment(shift.seconds) - .seconds(3600)
                #expect(kept.filter { $0.at >= edge } == points.filter { $0.at >= edge })
                let checks = try await store.checks(of: key)
                #expect(checks.map(\.point) == points.reversed())
                #expect(checks.map(\.number) == (1...points.count).reversed())
            }
        }
    }

    @Test func `Another process learns what was checked, once, and wherever it stands`()
        async throws
    {
        let shift = try await Shift(folder.file(), items: 6, seed: 9)
        let reader = try SQLiteStore(path: folder.file())
        try await reader.forgetChanges()
        let keys = shift.expected.keys.sorted()
        for _ in 1...3 {
            try await shift.check(keys[2])
            try await shift.check(keys[0])
            try await shift.check(keys[2])
            try await shift.stores[0].putInPlace(items: 4)
            try await shift.check(keys[3])
            let changed = try await reader.changedItems()
            #expect(changed == [keys[0], keys[2], keys[3]].map { shift.expected[$0] })
            #expect(try await reader.changedItems() == [])
        }
    }

    @Test func `A process that was stopped for longer than the log lasts is told of everything`()
        async throws
    {
        let shift = try await Shift(folder.file(), items: 3, seed: 4)
        let reader = try SQLiteStore(path: folder.file())
        try await reader.forgetChanges()
        let keys = shift.expected.keys.sorted()
        try await shift.check(keys[1])
        shift.seconds += 4000
        for _ in 1...3 { try await shift.check(keys[0]) }
        let changed = try await reader.changedItems()
        #expect(Set(changed.map(\.key)) == Set(keys))
        #expect(changed.allSatisfy { $0 == shift.expected[$0.key] })
        #expect(try await reader.changedItems() == [])
    }

    @Test func `Checks from before the clock was set back do not fill the log for ever`()
        async throws
    {
        let shift = try await Shift(folder.file(), items: 2, seed: 7)
        let keys = shift.expected.keys.sorted()
        shift.seconds = 365 * 86_400
        for _ in 1...5 { try await shift.check(keys[0]) }
        shift.seconds = 0
        for _ in 1...5 { try await shift.check(keys[1]) }
        for key in keys {
            #expect(try await !shift.stores[0].history(of: key).isEmpty)
            #expect(try await shift.stores[0].checks(of: key).count == 5)
        }
        #expect(try await shift.stores[0].loggedChecks() == 5)
    }

    @Test func `A store whose log lost its end goes on behind it`() async throws {
        let shift = try await Shift(folder.file(), items: 2, seed: 8)
        let keys = shift.expected.keys.sorted()
        for _ in 1...6 { try await shift.check(keys[0]) }
        try await shift.stores[0].putInPlace(items: .max)
        try await shift.stores[0].loseChecks(from: 3)
        shift.stores = [try SQLiteStore(path: folder.file()), try SQLiteStore(path: folder.file())]
        for store in shift.stores {
            try await store.attend(as: nil, isPolling: true, at: moment(shift.seconds))
        }
        for _ in 1...6 { try await shift.check(keys[0]) }
        #expect(try await shift.isTold(by: try SQLiteStore(path: folder.file())))
        #expect(try await shift.stores[0].checks(of: keys[0]).count == 6)
    }

    @Test(arguments: [
        "INSERT INTO check_log_settled VALUES (1, -5, NULL, 0)",
        "INSERT INTO check_log_settled VALUES (1, 0, 9223372036854775807, 9223372036854775807)",
        "UPDATE check_log SET number = 9223372036854775807 WHERE number = 2",
    ])
    func `Numbers that only a damaged store has are said to be that`(sql: String) async throws {
        let shift = try await Shift(folder.file(), items: 2, seed: 8)
        let keys = shift.expected.keys.sorted()
        for _ in 1...2 { try await shift.check(keys[0]) }
        try await shift.stores[0].damage(sql)
        let store = try SQLiteStore(path: folder.file())
        let failure = await #expect(throws: StoreFailure.self) {
            try await store.items(includingUntracked: false)
        }
        #expect(failure?.reason == .damaged)
    }

    @Test func `A check is asked about only by who knows of the one before`() async throws {
        let shift = try await Shift(folder.file(), items: 1, seed: 5)
        let key = try #require(shift.expected.keys.first)
        try await shift.check(key)
        let known = try #require(shift.expected[key])
        for store in shift.stores + [try SQLiteStore(path: folder.file())] {
            let claim = try await store.claim(
                ClaimWish(
                    key: key, account: shift.account, knownAttempt: nil, isAsked: true, reserve: 0),
                at: moment(100))
            #expect(claim == .asked(known))
        }
        // What is watched no more is nobody's to ask about, whoever untracked it.
        _ = try await shift.stores[0].untrack(key, at: moment(101), by: nil)
        for store in shift.stores {
            let claim = try await store.claim(
                ClaimWish(
                    key: key, account: shift.account, knownAttempt: known.attemptedAt,
                    isAsked: true, reserve: 0), at: moment(102))
            #expect(claim == .gone)
        }
    }

    @Test func `An item that is untracked with checks in the log has no next check`() async throws {
        let shift = try await Shift(folder.file(), items: 1, seed: 6)
        let key = try #require(shift.expected.keys.first)
        try await shift.check(key)
        let store = shift.stores[1]
        _ = try await store.untrack(key, at: moment(50), by: nil)
        let item = try #require(try await store.items(includingUntracked: true).first)
        #expect(item.nextCheckAt == nil)
        #expect(item.checkedAt == shift.expected[key]?.checkedAt)
    }
}

extension SQLiteStore {
    /// How many checks are in the log.
    fileprivate func loggedChecks() throws -> Int {
        try connection.number("SELECT count(*) FROM check_log")
    }

    /// Takes the end of the log away, as a damaged page does.
    fileprivate func loseChecks(from number: Int) throws {
        try damage("DELETE FROM check_log WHERE number >= \(number)")
    }

    /// Changes the file as no program should.
    fileprivate func damage(_ sql: String) throws { try connection.execute(sql) }

    /// Brings the rows of some items up to date now.
    fileprivate func putInPlace(items: Int) throws {
        try connection.transaction { () throws(StoreFailure) in
            try readLog()
            log.extent.settled.target = log.extent.settled.target ?? log.extent.newest
            try settle(items: items)
        }
    }
}
