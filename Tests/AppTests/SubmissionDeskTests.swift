import Dashboard
import Domain
import Store
import Synchronization
import Testing

@testable import App

private let customer = "4e6f1b20-a73c-11ec-b909-0242ac120002"

/// A vendor that answers as the test says and counts what reaches it.
private final class ScriptedDesk: KYCDesk, VendorClient {
    let vendor = Vendor.dollarpe
    let sent = Mutex(0)
    private let answer: Result<KYCReceipt, CheckFailure>

    init(_ answer: Result<KYCReceipt, CheckFailure>) {
        self.answer = answer
    }

    func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        throw CheckFailure(.notFound, message: "not asked for here")
    }

    func requirements(
        forCustomer id: String
    ) async throws(CheckFailure) -> KYCRequirements {
        KYCRequirements(documentTypes: ["PASSPORT"], additionalFields: [], rule: .allOf)
    }

    func submit(_ submission: KYCSubmission) async throws(CheckFailure) -> KYCReceipt {
        sent.withLock { $0 += 1 }
        return try answer.get()
    }
}

@Suite struct SubmissionDeskTests {
    private let folder: ScratchFolder
    private let store: SQLiteStore

    init() throws {
        folder = try ScratchFolder()
        store = try SQLiteStore(path: folder.path + "/vigil.db")
    }

    private func desk(
        _ answer: Result<KYCReceipt, CheckFailure>, isReadOnly: Bool = false
    ) -> (SubmissionDesk, ScriptedDesk) {
        let vendor = ScriptedDesk(answer)
        let desk = SubmissionDesk(
            vendor: vendor, body: { Array($0.description.utf8) }, store: store,
            settling: .seconds(60), operatorName: "asha",
            gate: WriteGate(isReadOnly: isReadOnly, needsFourEyes: false))
        return (desk, vendor)
    }

    private func submission() throws -> KYCSubmission {
        let day = try #require(CivilDate(year: 2000, month: 1, day: 2))
        return KYCSubmission(
            customerID: customer, fullName: Personal("Testa Beispiel"),
            phone: Personal("9900000000"), fullAddress: Personal("1 Sample Street"),
            dateOfBirth: day, registeredDate: day, taxNumber: Personal("ZZZPZ9999Z"),
            documentType: "PASSPORT", documentFrontImageURL: Personal("https://f.example/a.png"),
            documentBackImageURL: Personal("https://f.example/b.png"),
            documentNumber: Personal("Z0000000"), selfieURL: Personal("https://f.example/c.png"),
            selfieVerified: true, additionalInfo: [])
    }

    private func outcomes() async throws -> [SubmissionRecord.Outcome] {
        try await store.submissions(forCustomer: customer).map(\.outcome)
    }

    /// The customer as read this long after the submission was begun.
    private func read(saying word: String, after delay: Duration) async throws -> TrackedItem {
        let key = try #require(ItemKey(kind: .kyc, id: customer))
        let begun = try #require(try await store.submissions(forCustomer: customer).first).begunAt
        var item = TrackedItem(key: key, trackedAt: begun)
        let snapshot = Snapshot(state: .unknown, vendorState: word)
        _ = item.take(.success(snapshot), at: begun + delay)
        return item
    }

    @Test func `An accepted submission is noted with masked values and never sent twice`()
        async throws
    {
        let (desk, vendor) = desk(.success(KYCReceipt(status: "PROCESSING", failureReason: nil)))
        let dispatch = await desk.submit(try submission())
        let (answer, entries) = (dispatch.answer, dispatch.entries)
        #expect(answer == .accepted(KYCReceipt(status: "PROCESSING", failureReason: nil)))
        #expect(entries.map(\.event) == [.submissionSent, .submissionAccepted])
        #expect(entries.first?.operatorName == "asha")
        let record = try #require(try await store.submissions(forCustomer: customer).first)
        #expect(record.outcome == .accepted)
        #expect(record.digest.count == 64)
        let kept = record.masked.map(\.value).joined(separator: " ")
        for personal in ["Beispiel", "9900000000", "ZZZPZ9999Z", "Z0000000", "02-01-2000"] {
            #expect(!kept.contains(personal))
        }
        let second = await desk.submit(try submission()).answer
        guard case .rejected = second else {
            Issue.record("the second was not refused: \(second)")
            return
        }
        #expect(vendor.sent.withLock { $0 } == 1)
    }

    @Test func `A refused submission can be corrected and sent again`() async throws {
        let (desk, vendor) = desk(
            .failure(CheckFailure(.invalid, httpStatus: 400, message: "KYC already in use")))
        let answer = await desk.submit(try submission()).answer
        #expect(answer == .rejected("KYC already in use"))
        _ = await desk.submit(try submission())
        #expect(vendor.sent.withLock { $0 } == 2)
        #expect(try await outcomes() == [.rejected, .rejected])
    }

    @Test(arguments: [
        ("PROCESSING", SubmissionRecord.Outcome.accepted), ("VERIFIED", .accepted),
        ("FAILED", .accepted), ("UNVERIFIED", .rejected), ("ON_HOLD", .unknown),
    ])
    func `A submission nobody answered is settled by what the customer shows later`(
        word: String, outcome: SubmissionRecord.Outcome
    ) async throws {
        let lost = CheckFailure(.network, message: "no answer within 20 s", mayHaveArrived: true)
        let (desk, vendor) = desk(.failure(lost))
        let answer = await desk.submit(try submission()).answer
        #expect(answer == .unknown("no answer within 20 s"))
        _ = await desk.submit(try submission())
        #expect(vendor.sent.withLock { $0 } == 1)
        // A read from before proves nothing, and one right behind it only that it has arrived.
        _ = await desk.learn(from: try await read(saying: word, after: .seconds(-1)))
        #expect(try await outcomes() == [.unknown])
        var entries = await desk.learn(from: try await read(saying: word, after: .seconds(1)))
        let isTold = word == "PROCESSING" || word == "VERIFIED"
        #expect(try await outcomes() == [isTold ? .accepted : .unknown])
        entries += await desk.learn(
            from: try await read(saying: word, after: .seconds(61)))
        #expect(try await outcomes() == [outcome])
        #expect(entries.count == (outcome == .unknown ? 0 : 1))
    }

    @Test func `A read-only session sends nothing and notes nothing`() async throws {
        let (desk, vendor) = desk(
            .success(KYCReceipt(status: "PROCESSING", failureReason: nil)), isReadOnly: true)
        let answer = await desk.submit(try submission()).answer
        #expect(answer == .rejected("nothing is sent: this session is read-only"))
        #expect(vendor.sent.withLock { $0 } == 0)
        #expect(try await outcomes().isEmpty)
    }
}
