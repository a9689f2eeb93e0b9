import Domain
import Testing

@testable import Store

/// The journal that keeps reports, orders, corrections and customers from being sent twice.
struct WriteTests {
    let folder: Folder
    let store: SQLiteStore

    init() throws {
        folder = try Folder()
        store = try SQLiteStore(path: folder.file())
    }

    private func record(
        _ id: String, _ sort: WriteRecord.Sort = .correction, _ target: String = "t",
        at seconds: Int64 = 0
    ) -> WriteRecord {
        WriteRecord(
            id: id, sort: sort, target: target, digest: "ab",
            masked: [Snapshot.Fact(name: "tax_number", value: "••••9Z")], begunAt: moment(seconds),
            operatorName: "Mira")
    }

    private func begin(_ record: WriteRecord, again: Bool = false) async -> StoreFailure.Reason? {
        await failure { () throws(StoreFailure) in
            try await store.beginWrite(record, again: again)
        }?.reason
    }

    private func settle(
        _ id: String, _ outcome: SubmissionRecord.Outcome, at seconds: Int64 = 1
    ) async throws {
        try await store.settleWrite(id: id, as: outcome, result: "r", at: moment(seconds))
    }

    @Test func `A write comes back as it was noted and as it was settled`() async throws {
        #expect(await begin(record("w1")) == nil)
        #expect(try await store.openWrites(at: moment(1)) == [record("w1")])
        try await settle("w1", .accepted, at: 5)
        var settled = record("w1")
        settled.outcome = .accepted
        settled.result = "r"
        settled.settledAt = moment(5)
        #expect(try await store.writes(.correction, target: "t") == [settled])
        #expect(try await store.openWrites(at: moment(6)).isEmpty)
    }

    @Test(arguments: WriteRecord.Sort.allCases)
    func `The same write is refused while one is on its way or unknown`(
        sort: WriteRecord.Sort
    ) async throws {
        #expect(await begin(record("w1", sort)) == nil)
        #expect(await begin(record("w2", sort)) == .refused)
        #expect(await begin(record("w2", sort), again: true) == .refused)
        #expect(await begin(record("w3", sort, "another")) == nil)
        try await settle("w1", .unknown)
        // One report more does no harm.
        guard sort != .report else { return }
        #expect(await begin(record("w4", sort, at: 2)) == .refused)
        #expect(await begin(record("w5", sort, at: 2), again: true) == nil)
    }

    @Test(arguments: [
        (WriteRecord.Sort.report, Int64(1), false), (.order, 599, true),
        (.order, 602, false), (.customer, 599, true), (.correction, 2, false),
    ])
    func `What was accepted a moment ago is not sent again unasked`(
        sort: WriteRecord.Sort, later: Int64, isRefused: Bool
    ) async throws {
        #expect(await begin(record("w1", sort)) == nil)
        try await settle("w1", .accepted)
        #expect(await begin(record("w2", sort, at: later)) == (isRefused ? .refused : nil))
    }

    @Test func `A report of unknown outcome is in nobody's way`() async throws {
        #expect(await begin(record("w1", .report)) == nil)
        try await settle("w1", .unknown)
        #expect(await begin(record("w2", .report, at: 2)) == nil)
    }

    @Test func `After a rejection the same may be sent at once`() async throws {
        #expect(await begin(record("w1", .order)) == nil)
        try await settle("w1", .rejected)
        #expect(await begin(record("w2", .order, at: 2)) == nil)
    }

    @Test func `What is accepted or rejected stays so`() async throws {
        #expect(await begin(record("w1")) == nil)
        try await settle("w1", .rejected)
        let refusal = await failure { () throws(StoreFailure) in
            try await store.settleWrite(id: "w1", as: .accepted, result: nil, at: moment(2))
        }
        #expect(refusal?.reason == .refused)
    }

    @Test func `A dead process's write becomes unknown and is never sent again blindly`()
        async throws
    {
        let dead = try SQLiteStore(path: folder.file(), process: ProcessMark.current + "0")
        try await dead.beginWrite(record("w1"))
        try await store.beginWrite(record("w2", .order))
        #expect(await begin(record("w3")) == .refused)
        let open = try await store.openWrites(at: moment(9))
        #expect(open.map(\.id) == ["w2", "w1"])
        #expect(open.map(\.outcome) == [.inFlight, .unknown])
        #expect(await begin(record("w4")) == .refused)
        #expect(await begin(record("w5"), again: true) == nil)
    }
}
