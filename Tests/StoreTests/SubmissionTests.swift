import Domain
import Glibc
import Testing

@testable import Store

/// The journal that keeps a submission from being sent twice.
struct SubmissionTests {
    let folder: Folder
    let store: SQLiteStore

    init() throws {
        folder = try Folder()
        store = try SQLiteStore(path: folder.file())
    }

    /// Tries to begin a submission; the reason when it is refused.
    private func begin(_ id: String) async -> StoreFailure.Reason? {
        await failure { () throws(StoreFailure) in
            try await store.beginSubmission(submission(id))
        }?.reason
    }

    private func settle(
        _ id: String, _ outcome: SubmissionRecord.Outcome, at seconds: Int64
    ) async throws {
        try await store.settleSubmission(id: id, as: outcome, at: moment(seconds))
    }

    /// The vendor's word on the customer, fetched at that time.
    private func see(_ state: WorkState, at seconds: Int64) async throws {
        _ = try await store.track(try customer(), label: nil, at: moment(0), by: nil)
        var item = TrackedItem(key: try customer(), trackedAt: moment(0))
        _ = item.take(.success(Snapshot(state: state)), at: moment(seconds))
        try await store.save(item, activity: [])
    }

    @Test func `A submission comes back as it was noted and as it was settled`() async throws {
        try await store.beginSubmission(submission("s1"))
        #expect(try await store.submissions(forCustomer: customerID) == [submission("s1")])
        try await settle("s1", .rejected, at: 5)
        try await store.beginSubmission(submission("s2"))
        var first = submission("s1")
        first.outcome = .rejected
        first.settledAt = moment(5)
        #expect(try await store.submissions(forCustomer: nil) == [submission("s2"), first])
        #expect(try await store.submissions(forCustomer: "nobody").isEmpty)
    }

    @Test(arguments: [SubmissionRecord.Outcome.inFlight, .unknown, .accepted])
    func `A second submission is refused while one is open or accepted`(
        outcome: SubmissionRecord.Outcome
    ) async throws {
        #expect(await begin("s1") == nil)
        if outcome != .inFlight { try await settle("s1", outcome, at: 1) }
        #expect(await begin("s2") == .refused)
        #expect(try await store.submissions(forCustomer: nil).map(\.id) == ["s1"])
        // What was refused holds up nobody else.
        let other = try SQLiteStore(path: folder.file())
        _ = try await other.track(try customer(), label: nil, at: moment(2), by: nil)
        #expect(try await store.items(includingUntracked: false).count == 1)
    }

    @Test func `A customer written in capitals is the same customer`() async throws {
        var capitals = submission("s1")
        capitals.customerID = customerID.uppercased()
        try await store.beginSubmission(capitals)
        #expect(await begin("s2") == .refused)
    }

    @Test func `After a rejection another submission may be sent`() async throws {
        #expect(await begin("s1") == nil)
        try await settle("s1", .rejected, at: 1)
        #expect(await begin("s2") == nil)
    }

    @Test func `An unknown submission that turns out rejected makes way`() async throws {
        #expect(await begin("s1") == nil)
        try await settle("s1", .unknown, at: 1)
        try await settle("s1", .rejected, at: 2)
        #expect(await begin("s2") == nil)
    }

    @Test func `What is accepted or rejected stays so`() async throws {
        #expect(await begin("s1") == nil)
        try await settle("s1", .accepted, at: 1)
        let refusal = await failure { () throws(StoreFailure) in
            try await store.settleSubmission(id: "s1", as: .rejected, at: moment(2))
        }
        #expect(refusal?.reason == .refused)
        #expect(try await store.submissions(forCustomer: nil).map(\.outcome) == [.accepted])
    }

    @Test(arguments: [
        (WorkState.failed, Int64(20), true), (.pending, 20, true), (.failed, 5, false),
        (.inProgress, 20, false), (.completed, 20, false), (.unknown, 20, false),
    ])
    func `An accepted submission blocks until the vendor, asked later, says it is not valid`(
        state: WorkState, checkedAt: Int64, isFree: Bool
    ) async throws {
        #expect(await begin("s1") == nil)
        try await settle("s1", .accepted, at: 10)
        try await see(state, at: checkedAt)
        #expect(await begin("s2") == (isFree ? nil : .refused))
    }

    @Test func `Of two processes that begin at once only one may send`() async throws {
        let other = try SQLiteStore(path: folder.file())
        let stores = [store, other, store, other, store, other]
        let begun = await withTaskGroup(of: Bool.self) { group in
            for (number, store) in stores.enumerated() {
                group.addTask {
                    await failure { () throws(StoreFailure) in
                        try await store.beginSubmission(submission("s\(number)"))
                    } == nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(begun == 1)
    }

    @Test func `A dead process's submission becomes unknown, a live one's is left alone`()
        async throws
    {
        // The mark of a process that had this number before this one got it.
        let dead = try SQLiteStore(
            path: folder.file(), process: ProcessMark.current + "0")
        try await dead.beginSubmission(submission("s1"))
        var theirs = submission("s2")
        theirs.customerID = "5e6f1b20-a73c-11ec-b909-0242ac120002"
        try await store.beginSubmission(theirs)

        let other = try SQLiteStore(path: folder.file())
        let abandoned = try await other.abandonedSubmissions(at: moment(9))
        #expect(abandoned.map(\.id) == ["s1"])
        #expect(abandoned.map(\.outcome) == [.unknown])
        #expect(
            try await other.submissions(forCustomer: nil).map(\.outcome) == [.inFlight, .unknown])
        #expect(try await other.abandonedSubmissions(at: moment(10)).isEmpty)
        #expect(await begin("s3") == .refused)
    }
}
