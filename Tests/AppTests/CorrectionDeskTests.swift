import Domain
import Testing

@testable import App
@testable import Store

/// A vendor that takes a correction and loses the answer.
private struct LosingVendor: CustomerDesk, VendorClient {
    var vendor: Vendor { .dollarpe }
    var account: VendorAccount { VendorAccount() }
    private let lost = CheckFailure(.network, message: "no answer", mayHaveArrived: true)

    func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot { throw lost }
    func createCustomer(_ customer: NewCustomer) async throws(CheckFailure) -> Customer {
        throw lost
    }
    func customer(_ id: String) async throws(CheckFailure) -> Customer { throw lost }
    func customers() async throws(CheckFailure) -> Listing<Customer> { throw lost }
    func update(
        _ update: KYCUpdate, ofCustomer id: String
    ) async throws(CheckFailure) -> KYCReceipt { throw lost }
    func resetKYC(ofCustomer id: String) async throws(CheckFailure) -> KYCReceipt { throw lost }
}

/// What a customer's later words say of a correction nobody answered.
@Suite struct CorrectionDeskTests {
    private let folder: ScratchFolder
    private let store: SQLiteStore
    private let customer = "4e6f1b20-a73c-11ec-b909-0242ac120002"

    init() throws {
        folder = try ScratchFolder()
        store = try SQLiteStore(path: folder.path + "/vigil.db")
    }

    private func desk() -> CorrectionDesk {
        CorrectionDesk(
            vendor: LosingVendor(), body: { update, _ in Array("\(update.part)".utf8) },
            store: store, settling: .seconds(60), operatorName: "asha",
            gate: WriteGate(isReadOnly: false))
    }

    /// Sends one, and reads the customer's word so many seconds later, again and again.
    private func outcome(
        _ words: [(String, after: Int)]
    ) async throws -> (SubmissionRecord.Outcome?, left: Int?) {
        let key = try #require(ItemKey(kind: .kyc, id: customer))
        let desk = desk()
        _ = await desk.send(.taxNumber(Personal("ZZZPZ9876Z")), of: key)
        let begun = try #require(
            try await store.writes(.correction, target: customer).first
        ).begunAt
        for (word, seconds) in words {
            var item = TrackedItem(key: key, trackedAt: begun)
            _ = item.take(
                .success(Snapshot(state: .unknown, vendorState: word)),
                at: begun + .seconds(seconds))
            _ = await desk.learn(from: item)
        }
        let write = try await store.writes(.correction, target: customer).first
        return (write?.outcome, await desk.left(of: customer))
    }

    @Test func `A customer who failed as before was not corrected, once that can be told`()
        async throws
    {
        let early = try await outcome([("FAILED", after: 5)])
        #expect(early == (.unknown, left: 2))
    }

    @Test func `One who failed for long enough has all corrections left`() async throws {
        let late = try await outcome([("FAILED", after: 61)])
        #expect(late == (.rejected, left: 3))
    }

    @Test(arguments: ["PROCESSING", "UNVERIFIED", "VERIFIED"])
    func `One who was worked on counts as corrected though the correction failed as well`(
        word: String
    ) async throws {
        let settled = try await outcome([("FAILED", after: 1), (word, after: 5), ("FAILED", 61)])
        #expect(settled == (.accepted, left: 2))
    }
}
