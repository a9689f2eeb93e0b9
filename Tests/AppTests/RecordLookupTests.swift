import Domain
import Testing

@testable import App

/// What a vendor's lists tell of a customer or an order of unknown outcome.
@Suite struct RecordLookupTests {
    private static let made = "4e6f1b20-a73c-11ec-b909-0242ac120002"

    /// A vendor that has what it is told.
    private struct Lists: CustomerDesk, StampDesk {
        var people: [Customer] = []
        var made: [StampOrder] = []

        private func never<Value>() throws(CheckFailure) -> Value {
            throw CheckFailure(.invalid, message: "nobody asks this")
        }

        func customers() async throws(CheckFailure) -> Listing<Customer> {
            Listing(entries: people)
        }
        func orders(
            from first: CivilDate, to last: CivilDate
        ) async throws(CheckFailure) -> Listing<StampOrder> { Listing(entries: made) }
        func createCustomer(_: NewCustomer) async throws(CheckFailure) -> Customer { try never() }
        func customer(_: String) async throws(CheckFailure) -> Customer { try never() }
        func update(_: KYCUpdate, ofCustomer: String) async throws(CheckFailure) -> KYCReceipt {
            try never()
        }
        func resetKYC(ofCustomer: String) async throws(CheckFailure) -> KYCReceipt { try never() }
        func order(_: StampOrderRequest) async throws(CheckFailure) -> StampOrder { try never() }
        func stamp(_: String) async throws(CheckFailure) -> Stamp { try never() }
        func stock() async throws(CheckFailure) -> StampStock { try never() }
        func articles(ofState: String) async throws(CheckFailure) -> [StampArticle] { try never() }
        func balance() async throws(CheckFailure) -> Double { try never() }
    }

    private func write(_ record: NewRecord) -> WriteRecord {
        WriteRecord(
            id: "w1", sort: record.sort == .customer ? .customer : .order, target: record.digest,
            masked: record.masked, begunAt: Timestamp(milliseconds: 1_760_000_000_000),
            operatorName: "asha")
    }

    private func customer(_ email: String, _ facts: [Snapshot.Fact]) throws -> Customer {
        var snapshot = Snapshot(state: .pending, vendorState: "UNVERIFIED")
        snapshot.facts = [.init(name: "country", value: "IND")] + facts
        return Customer(
            key: try #require(ItemKey(kind: .kyc, id: Self.made)),
            fullName: Personal("Asha Testwala"), email: Personal(email),
            phone: Personal("+919911002211"), clientReferenceID: "u-1", snapshot: snapshot)
    }

    @Test(arguments: [(nil, nil), ("u-1", nil), (nil, true), ("u-1", false)] as [(String?, Bool?)])
    func `A customer is recognised by everything that was sent`(
        reference: String?, isNonResident: Bool?
    ) async throws {
        let sent = NewRecord.customer(
            NewCustomer(
                fullName: Personal("Asha Testwala"), email: Personal("asha@example.com"),
                phone: Personal("9911002211"), country: "IND", clientReferenceID: reference,
                isNonResident: isNonResident, residenceCountry: nil))
        let facts = [Snapshot.Fact(name: "residence_alpha_3_country_code", value: "IND")]
        let lookup = RecordLookup(
            customers: Lists(people: [try customer("asha@example.com", facts)]), stamps: nil,
            known: [])
        #expect(try await lookup.find(write(sent))?.made?.id == Self.made)
        let other = RecordLookup(
            customers: Lists(people: [try customer("ravi@example.com", facts)]), stamps: nil,
            known: [])
        #expect(try await other.find(write(sent)) == RecordLookup.Finding())
    }

    @Test func `An order can only look alike, and one that is tracked is another`() async throws {
        let sent = NewRecord.order(
            StampOrderRequest(
                firstParty: Personal("Invented Traders"), secondParty: "Borrower", state: "DL",
                articleID: 22128, amount: 100, considerationAmount: 0, quantity: 3,
                description: "Loan papers"))
        let key = try #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_abcdefghijklmnopqrst"))
        let order = StampOrder(
            key: key, state: "DL", articleID: "22128", amount: 100, considerationAmount: 0,
            quantity: 3, secondParty: "Borrower")
        var fewer = order
        fewer.quantity = 2
        let lists = Lists(made: [order])
        #expect(
            try await RecordLookup(customers: nil, stamps: lists, known: []).find(write(sent))
                == RecordLookup.Finding(alike: [key]))
        #expect(
            try await RecordLookup(customers: nil, stamps: lists, known: [key]).find(write(sent))
                == RecordLookup.Finding())
        #expect(
            try await RecordLookup(customers: nil, stamps: Lists(made: [fewer]), known: [])
                .find(write(sent)) == RecordLookup.Finding())
    }
}
