import Domain
import HTTP
import Testing
import Vendors

/// Orders, lists and stock at Surepass.
struct StampDeskTests {
    private func sent(_ transport: ScriptedTransport) -> [String] {
        transport.requests.map { "\($0.method) \($0.target) \($0.text)" }
    }

    private static let order = """
        {"client_id": "bulk_stamp_v2_AAAA", "created_at": "2025-11-01T10:00:00.123456",
         "amount": 100, "consideration_amount": 0, "first_party": "Asha R",
         "second_party": "Borrower", "article_id": "22128", "state": "DL", "quantity": 3}
        """

    private func day(_ day: Int) throws -> CivilDate {
        try #require(CivilDate(year: 2025, month: 11, day: day))
    }

    @Test func `An order is sent whole and answered with its id`() async throws {
        let transport = ScriptedTransport(
            200, #"{"data":\#(Self.order),"status_code":200,"success":true}"#)
        #expect(
            try await surepass(on: transport).order(.invented)
                == StampOrder(
                    key: try #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_AAAA")),
                    createdAt: "2025-11-01T10:00:00.123456", state: "DL", articleID: "22128",
                    amount: 100, considerationAmount: 0, quantity: 3,
                    firstParty: Personal("Asha R"), secondParty: "Borrower"))
        #expect(
            sent(transport) == [
                #"POST /prefix/api/v1/stamper-v2/bulk-order-stamp {"first_party":"Asha Rāo","#
                    + #""second_party":"Borrower","state":"DL","article_id":22128,"amount":100,"#
                    + #""consideration_amount":0,"quantity":3,"description":"Loan","#
                    + #""courier_address":"1 Nowhere Road"}"#
            ])
        #expect(
            transport.requests.first?.headers == [
                "Authorization": "Bearer token-of-surepass", "Content-Type": "application/json",
                "Accept": "application/json",
            ])
    }

    @Test func `A refused order does not repeat the person`() async throws {
        let transport = ScriptedTransport(
            422, #"{"success":false,"message":"Asha Rāo of 1 nowhere road is not allowed"}"#)
        let failure = try await #require(throws: CheckFailure.self) {
            try await surepass(on: transport).order(.invented)
        }
        #expect(failure.message == "Surepass refused the request: •••• of •••• is not allowed")
    }

    @Test(arguments: [404, 405])
    func `A path that is not there names the setting that corrects it`(status: Int) async throws {
        let client = surepass(on: ScriptedTransport(status, "<html>"))
        let order = try await #require(throws: CheckFailure.self) {
            try await client.order(.invented)
        }
        #expect(order.reason == .malformed)
        #expect(order.hint.contains("vendors.surepass.paths.order_create"))
        #expect(!order.mayHaveArrived)
        let list = try await #require(throws: CheckFailure.self) {
            try await client.orders(from: day(1), to: day(2))
        }
        #expect(list.hint.contains("vendors.surepass.paths.order_list"))
    }

    private func listing(_ pages: [String]) async throws -> (Listing<StampOrder>, [String]) {
        let transport = ScriptedTransport { _, count in
            let entries = pages[min(count, pages.count - 1)]
            return HTTPResponse(
                200, #"{"data":{"start_date":"x","stamps":[\#(entries)]},"success":true}"#)
        }
        let listing = try await surepass(on: transport).orders(from: day(1), to: day(30))
        return (listing, sent(transport))
    }

    private static func entry(_ id: String) -> String {
        #"{"client_id":"bulk_stamp_v2_\#(id)","article_id":22128}"#
    }

    @Test func `Orders are listed until a page is empty`() async throws {
        let (listing, sent) = try await listing([
            Self.entry("A") + "," + Self.entry("B"), Self.entry("C"), "",
        ])
        #expect(listing.entries.map(\.key.shortID) == ["A", "B", "C"])
        // Text or number, an article's id is the same.
        #expect(listing.entries.map(\.articleID) == ["22128", "22128", "22128"])
        #expect(listing.shortfall == nil)
        let path = "POST /prefix/api/v1/stamper-v2/bulk-stamp-orders-list"
        #expect(
            sent
                == (1...3).map {
                    path + #" {"start_date":"2025-11-01","end_date":"2025-11-30","page":\#($0)}"#
                })
    }

    @Test func `Orders are listed until an id repeats`() async throws {
        let (listing, sent) = try await listing([Self.entry("A"), Self.entry("A")])
        #expect(listing.entries.map(\.key.shortID) == ["A"])
        #expect(sent.count == 2)
    }

    @Test func `Orders that cannot be read are said`() async throws {
        let (listing, _) = try await listing([Self.entry("A") + ",{},7", ""])
        #expect(listing.entries.count == 1)
        #expect(listing.shortfall == "2 orders could not be read")
    }

    @Test func `The list's route can be corrected to a query`() async throws {
        var routes = SurepassClient.Routes()
        routes.orderList = try #require(SurepassRoute("GET /orders/{page}?all=1"))
        let transport = ScriptedTransport(200, #"{"data":{"stamps":[]},"success":true}"#)
        let client = SurepassClient(
            baseURL: "https://vendor.test", token: Secret("t"), transport: transport,
            routes: routes, now: { testMoment })
        _ = try await client.orders(from: day(1), to: day(2))
        #expect(
            sent(transport) == ["GET /orders/1?all=1&start_date=2025-11-01&end_date=2025-11-02 "])
    }

    @Test func `One stamp is read without its link`() async throws {
        let transport = ScriptedTransport(
            200,
            """
            {"data": {"client_id": "stamp_v2_a", "stamp_id": "stamp_v2_a", "status": "on_hold",
              "on_hold": true, "created_at": "2025-11-01T10:00:00", "amount": 100, "state": "DL",
              "article_id": "22128", "link": "https://b.test/a.pdf?sig=1", "certificate_details":
              [{"certificate_number": "IN-DL1", "issue_date": "2025-11-02", "denomination": 100},
               {}, 7]}, "success": true}
            """)
        #expect(
            try await surepass(on: transport).stamp("stamp_v2_a")
                == Stamp(
                    id: "stamp_v2_a", status: "on_hold", isOnHold: true,
                    createdAt: "2025-11-01T10:00:00", state: "DL", articleID: "22128", amount: 100,
                    certificates: [
                        .init(number: "IN-DL1", issueDate: "2025-11-02", denomination: 100)
                    ], hasDocument: true))
        #expect(
            sent(transport) == [
                "GET /prefix/api/v1/stamper-v2/order-status?client_id=stamp_v2_a "
            ])
    }

    @Test func `Another stamp than asked for is not taken`() async throws {
        let client = surepass(
            on: ScriptedTransport(
                200, #"{"data":{"client_id":"stamp_v2_b","status":"used"},"success":true}"#))
        await #expect(throws: CheckFailure.self) { try await client.stamp("stamp_v2_a") }
    }

    @Test func `The stock is read by state, article and amount`() async throws {
        let transport = ScriptedTransport(
            200,
            """
            {"data": {"pending": [], "available": [{"state": "DL", "amount": 100,
              "article_id": "22128", "count": 7}], "on_hold": [{"state": "DL", "amount": "50",
              "article_id": 22128, "count": "2"}, {"count": 1}]}, "success": true}
            """)
        #expect(
            try await surepass(on: transport).stock()
                == StampStock(
                    pending: [],
                    available: [.init(state: "DL", articleID: "22128", amount: 100, count: 7)],
                    onHold: [.init(state: "DL", articleID: "22128", amount: 50, count: 2)]))
        #expect(sent(transport) == ["GET /prefix/api/v1/stamper-v2/stats "])
    }

    @Test func `Articles have text for numbers`() async throws {
        let transport = ScriptedTransport(
            200,
            #"{"data":[{"article_id":22128,"article_code":"4","article_name":"Affidavit"},{"article_id":"7"},{}],"success":true}"#
        )
        #expect(
            try await surepass(on: transport).articles(ofState: "DL") == [
                StampArticle(id: "22128", code: "4", name: "Affidavit"),
                StampArticle(id: "7", code: nil, name: nil),
            ])
        #expect(sent(transport) == ["GET /prefix/api/v1/stamper-v2/list-articles?state=DL "])
    }

    static let balances: [(String, Double?)] = [
        (#"{"success": true, "balance": 4200, "message": "ok"}"#, 4200),
        (#"{"success": true, "balance": "42.5"}"#, 42.5),
        (#"{"success": true, "data": {"balance": 7}}"#, 7),
        (#"{"success": true, "balance": "nan"}"#, nil), (#"{"success": true}"#, nil),
        (#"{"success": false, "balance": 7}"#, nil),
    ]

    @Test(arguments: balances)
    func `The balance stands beside success`(body: String, balance: Double?) async throws {
        let transport = ScriptedTransport(200, body)
        #expect((try? await surepass(on: transport).balance()) == balance)
        #expect(sent(transport) == ["GET /prefix/api/v1/utils/usage/balance "])
    }

    @Test func `A refused balance has the vendor's code`() async throws {
        let client = surepass(
            on: ScriptedTransport(401, #"{"success":false,"error":"unauthorized","message":"x"}"#))
        let failure = try await #require(throws: CheckFailure.self) { try await client.balance() }
        #expect(failure.reason == .auth)
        #expect(failure.code == "unauthorized")
    }

    @Test(arguments: [429, 500])
    func `What nobody repeats does not promise to be repeated`(status: Int) async throws {
        let failure = try await #require(throws: CheckFailure.self) {
            try await surepass(on: ScriptedTransport(status, "")).stock()
        }
        #expect(failure.hint == "Ask again in a while.")
        let check = try await #require(throws: CheckFailure.self) {
            try await surepass(on: ScriptedTransport(status, "")).check(key(.stamps))
        }
        #expect(check.hint.contains("Vigil"))
    }

    @Test(arguments: [404, 422])
    func `A report that was just started may not be known yet`(status: Int) async throws {
        let transport = ScriptedTransport { request, _ in
            request.method == "POST"
                ? HTTPResponse(
                    200,
                    #"{"data":{"client_id":"bulk_stamper_order_usage_report_X"},"success":true}"#)
                : HTTPResponse(status, #"{"success":false}"#)
        }
        let client = surepass(on: transport)
        let report = try await client.startReport(on: key(.stamps))
        #expect(try await client.check(report) == Snapshot(state: .pending))
        await #expect(throws: CheckFailure.self) { try await client.check(key(.report)) }
        let later = SurepassClient(
            baseURL: "https://vendor.test", token: Secret("t"), transport: transport,
            now: { testMoment })
        await #expect(throws: CheckFailure.self) { try await later.check(report) }
    }
}
