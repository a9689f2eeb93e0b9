import Domain
import Testing

@testable import Store

/// Checks that end and begin together: what one of them cannot do is no other one's affair.
struct RoundTests {
    private let folder: Folder
    private let store: SQLiteStore
    private let account = VendorAccount(
        credential: "c", limits: [RateLimit(5, in: .seconds(60))])

    init() async throws {
        folder = try Folder()
        store = try SQLiteStore(path: folder.file())
        for number in 1...4 {
            _ = try await store.track(try batch(number), label: nil, at: moment(0), by: nil)
        }
    }

    private func ended(_ number: Int, total: Int, at seconds: Int64 = 1) throws -> EndedCheck {
        let key = try batch(number)
        var item = TrackedItem(key: key, trackedAt: moment(0))
        _ = item.take(.success(Snapshot(state: .inProgress, total: total)), at: moment(seconds))
        let entry = ActivityEntry(
            at: moment(seconds), event: .stateChanged, key: key,
            text: "batch \(number) has \(total)")
        return EndedCheck(item, activity: [entry])
    }

    private func wish(_ number: Int) throws -> ClaimWish {
        ClaimWish(
            key: try batch(number), account: account, knownAttempt: nil, isAsked: false, reserve: 0)
    }

    @Test func `What is brought together is kept together, and counted to the request`()
        async throws
    {
        let answer = await store.keep(
            [try ended(1, total: 10), try ended(2, total: 20)],
            claiming: [try wish(3), try wish(4), try wish(3)], at: moment(2))
        #expect(answer.failures == [nil, nil])
        let granted = try answer.claims.map { try $0.get() }
        #expect(
            granted.allSatisfy { if case .granted = $0 { true } else { false } }, "\(granted)")
        #expect(try await store.budget(of: account)?.standing(at: moment(2)).first?.used == 3)
        let items = try await store.items(includingUntracked: false)
        #expect(items.map(\.snapshot?.total) == [10, 20, nil, nil])
        #expect(try await store.activity(limit: 2).map(\.key) == [try batch(2), try batch(1)])
    }

    @Test func `One check that cannot be kept costs no other one its place`() async throws {
        try await store.refuse("batch 2 has 666")
        let answer = await store.keep(
            [try ended(1, total: 10), try ended(2, total: 666), try ended(3, total: 30)],
            claiming: [try wish(4)], at: moment(2))
        #expect(answer.failures.map { $0 == nil } == [true, false, true])
        #expect(answer.failures[1]?.message.contains("no such number") == true)
        guard case .success(.granted) = answer.claims[0] else {
            Issue.record("the claim fell with another check: \(answer.claims)")
            return
        }
        // What the transaction that failed had done is undone: nothing is kept or counted twice.
        #expect(try await store.budget(of: account)?.standing(at: moment(2)).first?.used == 1)
        let items = try await store.items(includingUntracked: false)
        #expect(items.map(\.snapshot?.total) == [10, nil, 30, nil])
        #expect(try await store.history(of: try batch(1)).count == 1)
        #expect(try await store.history(of: try batch(2)).isEmpty)
        let told = try await store.activity(limit: 10).filter { $0.event == .stateChanged }
        #expect(told.map(\.key) == [try batch(3), try batch(1)])
        #expect(try await store.verifyActivity().fault == nil)
        #expect(await store.busyStatements == 0)
        // Nor does anybody believe in it later: not this process, and not another one.
        let claim = try await store.claim(try wish(2), at: moment(3))
        guard case .granted = claim else {
            Issue.record("what was not kept counts as asked: \(claim)")
            return
        }
        let again = await store.keep(
            [try ended(1, total: 11, at: 70), try ended(2, total: 22, at: 71)], claiming: [],
            at: moment(72))
        #expect(again.failures == [nil, nil])
        for store in [store, try SQLiteStore(path: folder.file())] {
            let items = try await store.items(includingUntracked: false)
            #expect(items.map(\.snapshot?.total) == [11, 22, 30, nil])
            #expect(try await store.history(of: try batch(1)).map(\.total) == [10, 11])
            #expect(try await store.history(of: try batch(2)).map(\.total) == [22])
        }
    }

    @Test func `A closed store says so to everybody who waits`() async throws {
        await store.close()
        let answer = await store.keep(
            [try ended(1, total: 10), try ended(2, total: 20)], claiming: [try wish(3)],
            at: moment(2))
        #expect(answer.failures.allSatisfy { $0 != nil })
        guard case .failure = answer.claims[0] else {
            Issue.record("a closed store grants a check")
            return
        }
    }
}

extension SQLiteStore {
    /// Lets the store refuse this entry of the record, and with it what belongs to it.
    fileprivate func refuse(_ text: String) throws(StoreFailure) {
        try connection.execute(
            """
            CREATE TRIGGER refuse BEFORE INSERT ON activity WHEN NEW.text = '\(text)' BEGIN
                SELECT RAISE(ABORT, 'no such number');
            END
            """)
    }
}
