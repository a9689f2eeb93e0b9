import Domain
import Glibc
import Testing

@testable import Store

/// The activity record shows what was done to it.
struct ChainTests {
    let folder: Folder
    let path: String

    init() throws {
        folder = try Folder()
        path = folder.file()
    }

    /// A closed store with some entries.
    private func record(_ count: Int) async throws {
        let store = try SQLiteStore(path: path, origin: origin)
        for number in 1...count {
            try await store.append(
                ActivityEntry(
                    at: moment(Int64(number)), event: .stateChanged, key: try batch(number),
                    text: "entry \(number)", operatorName: "Mira", state: .completed, failed: 2))
        }
        await store.close()
    }

    private let origin = Origin(login: "mira", host: "desk-7", terminal: "/dev/pts/3")

    /// What somebody does to the file who can write it and has a way around the triggers.
    private func tamper(_ sql: String) throws {
        let connection = try Connection(path: path)
        for trigger in [
            "activity_is_never_changed", "activity_is_never_deleted", "activity_only_grows",
        ] {
            try connection.execute("DROP TRIGGER \(trigger)")
        }
        try connection.execute(sql)
        connection.close()
    }

    private func verdict() async throws -> ChainVerdict {
        let store = try SQLiteStore(path: path)
        let verdict = try await store.verifyActivity()
        await store.close()
        return verdict
    }

    @Test func `An entry says who did it, from where, and what came of it`() async throws {
        try await record(2)
        let store = try SQLiteStore(path: path)
        let newest = try #require(try await store.activityRecord(limit: 1).first)
        #expect(newest.sequence == 2)
        #expect(newest.origin == origin)
        #expect(newest.entry.state == .completed)
        #expect(newest.entry.failed == 2)
        #expect(newest.hash.count == 64)
    }

    @Test func `An untouched record verifies, with its length and newest hash`() async throws {
        try await record(5)
        let verdict = try await verdict()
        #expect(verdict.fault == nil)
        #expect(verdict.count == 5)
        #expect(ChainMark.read(beside: path) == ChainMark(count: 5, hash: verdict.hash))
        #expect(try mode(of: path + "-audit") == 0o600)
    }

    @Test func `An empty record verifies`() async throws {
        try await SQLiteStore(path: path).close()
        #expect(try await verdict() == ChainVerdict(count: 0, hash: ActivityChain.beginning))
    }

    @Test(arguments: [
        "UPDATE activity SET text = 'entry x' WHERE sequence = 3",
        "UPDATE activity SET operator = NULL WHERE sequence = 3",
        "UPDATE activity SET login = 'someone' WHERE sequence = 3",
        "UPDATE activity SET terminal = NULL WHERE sequence = 3",
        "UPDATE activity SET at = at + 1 WHERE sequence = 3",
        "UPDATE activity SET state = 'failed' WHERE sequence = 3",
        "UPDATE activity SET failed = 0 WHERE sequence = 3",
        "UPDATE activity SET outcome = 'accepted' WHERE sequence = 3",
        "UPDATE activity SET text = 'entry 33', operator = 'ira' WHERE sequence = 3",
        "DELETE FROM activity WHERE sequence = 3",
        "DELETE FROM activity WHERE sequence = 3; UPDATE activity SET sequence = sequence - 1 "
            + "WHERE sequence > 3",
        "UPDATE activity SET hash = (SELECT hash FROM activity WHERE sequence = 2) "
            + "WHERE sequence = 3",
    ])
    func `A change, however small, breaks the chain where it was made`(sql: String) async throws {
        try await record(5)
        try tamper(sql)
        let verdict = try await verdict()
        #expect(verdict.fault?.entry == 3)
        #expect(verdict.count == 2)
    }

    @Test func `A cut tail is noticed, also once entries were added after it`() async throws {
        try await record(5)
        try tamper("DELETE FROM activity WHERE sequence > 3")
        #expect(try await verdict().fault?.entry == 4)
        try await record(1)
        #expect(try await verdict().fault?.entry == 5)
        try await record(3)
        #expect(try await verdict().fault?.entry == 5)
    }

    @Test func `A missing file beside the store is told, not made anew`() async throws {
        try await record(5)
        unlink(path + "-audit")
        #expect(try await verdict().fault != nil)
        try await record(1)
        #expect(try await verdict().fault != nil)
    }

    @Test func `A file that a killed process left behind is no fault, and follows`() async throws {
        try await record(5)
        let second = try #require(
            try await SQLiteStore(path: path).activityRecord(after: 1, limit: 1).first)
        try ChainMark(count: 2, hash: second.hash).write(beside: path)
        let verdict = try await verdict()
        #expect(verdict.fault == nil)
        #expect(ChainMark.read(beside: path) == ChainMark(count: 5, hash: verdict.hash))
    }

    @Test func `The file follows without the store being closed`() async throws {
        let store = try SQLiteStore(path: path)
        try await store.append(ActivityEntry(at: moment(0), event: .locked, key: nil, text: "x"))
        let deadline = ContinuousClock.now + .seconds(60)
        while ChainMark.read(beside: path)?.count != 1, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(ChainMark.read(beside: path)?.count == 1)
    }

    @Test(arguments: [
        "UPDATE activity SET text = 'x'", "DELETE FROM activity",
        "DELETE FROM activity WHERE sequence = 3",
        "INSERT OR REPLACE INTO activity (sequence, at, event, text, hash) "
            + "VALUES (3, 0, 'locked', 'x', 'y')",
        "INSERT INTO activity (sequence, at, event, text, hash) VALUES (9, 0, 'locked', 'x', 'y')",
    ])
    func `The record refuses to be changed`(sql: String) async throws {
        try await record(5)
        let connection = try Connection(path: path)
        #expect(throws: StoreFailure.self) { try connection.execute(sql) }
        connection.close()
        #expect(try await verdict().count == 5)
    }

    @Test func `Two entries that look alike in a row are told apart by their lengths`() {
        func hash(_ values: Value...) -> String { ActivityChain.hash(of: values, after: "") }
        #expect(hash(.text("ab"), .text("c")) != hash(.text("a"), .text("bc")))
        #expect(hash(.text("a,"), .text(nil)) != hash(.text("a"), .text(",")))
        #expect(hash(.text("")) != hash(.text(nil)))
        #expect(hash(.text("-")) != hash(.text(nil)))
        #expect(hash(.text("1:a"), .text("b")) != hash(.text("1:a,1:b")))
    }

    @Test func `The record is filtered by item, operator and time, and read in pages`()
        async throws
    {
        try await record(5)
        let store = try SQLiteStore(path: path)
        try await store.append(
            ActivityEntry(at: moment(9), event: .locked, key: nil, text: "x", operatorName: "Asha"))
        func numbers(_ filter: ActivityFilter) async throws -> [Int] {
            try await store.activityRecord(filter, limit: 9).map(\.sequence)
        }
        #expect(try await numbers(ActivityFilter()) == [6, 5, 4, 3, 2, 1])
        #expect(try await numbers(ActivityFilter(key: try batch(3))) == [3])
        #expect(try await numbers(ActivityFilter(operatorName: "Asha")) == [6])
        #expect(try await numbers(ActivityFilter(since: moment(5))) == [6, 5])
        #expect(
            try await numbers(ActivityFilter(operatorName: "Mira", since: moment(5))) == [5])
        let pages = try await store.activityRecord(after: 2, limit: 2).map(\.sequence)
        #expect(pages == [3, 4])
        #expect(
            try await store.activityRecord(before: 3, limit: 9).map(\.sequence) == [2, 1])
    }
}
