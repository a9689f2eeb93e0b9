import Domain
import HTTP
import Testing
import Vendors

struct SurepassClientTests {
    private func order(
        _ quantity: Int, pending: Int, available: Int, failed: Int
    ) async throws -> Snapshot {
        func group(_ name: String, _ count: Int) -> String {
            let ids = (0..<max(0, count)).map { #""stamp_v2_\#(name)\#($0)""# }
            return #""\#(name)":{"count":\#(count),"stamps":[\#(ids.joined(separator: ","))]}"#
        }
        let groups = [
            group("pending", pending), group("available", available), group("failed", failed),
        ]
        return try await snapshot(
            .stamps,
            """
            {"data":{"quantity":\(quantity),"summary":{\(groups.joined(separator: ","))}},
            "success":true}
            """)
    }

    static let orders: [([Int], WorkState, Int?)] = [
        ([3, 3, 0, 0], .pending, 0), ([3, 1, 2, 0], .inProgress, 0),
        ([3, 2, 0, 1], .inProgress, 0), ([3, 0, 3, 0], .completed, 0),
        ([3, 0, 2, 1], .completed, 0), ([3, 0, 0, 3], .failed, 0),
        // Stamps that were used are in no group.
        ([3, 0, 0, 1], .completed, 2), ([3, 0, 2, 0], .completed, 1), ([3, 0, 0, 0], .pending, 3),
    ]

    @Test(arguments: orders)
    func `An order's state follows from its groups`(
        numbers: [Int], state: WorkState, unaccounted: Int?
    ) async throws {
        let snapshot = try await order(
            numbers[0], pending: numbers[1], available: numbers[2], failed: numbers[3])
        #expect(snapshot.state == state)
        #expect(snapshot.vendorState == nil)
        #expect(snapshot.total == numbers[0])
        #expect(snapshot.processed == numbers[2] + numbers[3])
        #expect(snapshot.succeeded == numbers[2])
        #expect(snapshot.failed == numbers[3])
        #expect(snapshot.unaccounted == unaccounted)
        #expect(snapshot.contradictions.isEmpty)
    }

    @Test func `Too many stamps and a count that differs from its list are said`() async throws {
        let many = try await order(2, pending: 1, available: 2, failed: 0)
        #expect(many.unaccounted == -1)
        #expect(many.contradictions == ["the groups hold 3 stamps, more than the quantity 2"])
        let uncounted = try await snapshot(
            .stamps,
            """
            {"data":{"quantity":2,"summary":{"pending":{"count":0,"stamps":[]},
            "available":{"count":2,"stamps":["stamp_v2_a"]},"failed":{"count":0,"stamps":[]}}}}
            """)
        #expect(uncounted.contradictions == ["available: the count is 2, the list has 1"])
        #expect(uncounted.groups?.available.stamps == ["stamp_v2_a"])
    }

    static let untold = [
        "", #""pending":null,"#, #""pending":{},"#, #""pending":{"count":null},"#,
    ]

    @Test(arguments: untold)
    func `An order is not over because nothing is said of what is pending`(
        pending: String
    ) async throws {
        func order(_ quantity: String) async throws -> Snapshot {
            try await snapshot(
                .stamps,
                """
                {"data":{"quantity":\(quantity),"summary":{\(pending)"failed":{"count":0,"stamps":[]},
                "available":{"count":1,"stamps":["stamp_v2_a"]}}}}
                """)
        }
        for quantity in ["3", "null"] {
            let open = try await order(quantity)
            #expect(open.state == .inProgress)
            #expect(open.contradictions.count == 1)
        }
        // The others are all of it, so there is no other.
        #expect(try await order("1").state == .completed)
    }

    @Test func `An order with a negative count of pending stamps is not over`() async throws {
        let order = try await order(3, pending: -1, available: 3, failed: 0)
        #expect(order.state == .inProgress)
        #expect(!order.contradictions.isEmpty)
    }

    static let reports: [(String, WorkState)] = [
        (#""status":"pending","stats":null,"link":null"#, .pending),
        (#""status":"processing""#, .inProgress), (#""stats":null"#, .pending),
        (#""status":"completed""#, .completed), (#""status":"success""#, .completed),
        (#""status":"failed""#, .failed), (#""status":"queued again""#, .unknown),
    ]

    @Test(arguments: reports)
    func `A report's words are known`(members: String, state: WorkState) async throws {
        let snapshot = try await snapshot(.report, #"{"data":{\#(members)},"success":true}"#)
        #expect(snapshot.state == state)
        #expect(snapshot.total == nil)
        #expect(!snapshot.resultAvailable)
    }

    @Test func `A report that has nothing to tell yet is pending, one without data is not`()
        async throws
    {
        let pending = try await snapshot(.report, #"{"data":null,"success":true}"#)
        #expect(pending == Snapshot(state: .pending))
        for body in [#"{"success":true}"#, #"{"data":null}"#] {
            let transport = ScriptedTransport(200, body)
            guard case .failure(let failure) = try await outcome(.report, transport) else {
                Issue.record("taken for an answer: \(body)")
                continue
            }
            #expect(failure.reason == .malformed)
        }
    }

    @Test func `A finished report has its numbers and its order, but never its link`() async throws
    {
        let transport = ScriptedTransport(
            200,
            """
            {"data":{"client_id":"bulk_stamper_order_usage_report_UizlzAdTkllQnAsmqnco",
            "bulk_stamp_client_id":"bulk_stamp_v2_AAAA","status":"success",
            "stats":{"pending":1,"available":2,"failed":3},
            "link":"https://bucket.test/key.csv?X-Amz-Signature=abc"},"success":true}
            """)
        #expect(
            try await outcome(.report, transport).get()
                == Snapshot(
                    state: .completed, vendorState: "success", total: 6, processed: 5, failed: 3,
                    succeeded: 2, resultAvailable: true,
                    facts: [.init(name: "bulk_stamp_client_id", value: "bulk_stamp_v2_AAAA")]))
        #expect(transport.requests.map(\.method) == ["GET"])
        #expect(
            transport.requests.first?.target
                == "/prefix/api/v1/stamper-v2/bulk-usage-report/download"
                + "?client_id=bulk_stamper_order_usage_report_UizlzAdTkllQnAsmqnco")
    }

    static let routes: [(String, String, String)] = [
        ("GET /other", "/other?client_id=bulk_stamper_order_usage_report_X", ""),
        ("GET /r/{client_id}/link", "/r/bulk_stamper_order_usage_report_X/link", ""),
        ("POST /other", "/other", #"{"client_id":"bulk_stamper_order_usage_report_X"}"#),
    ]

    @Test(arguments: routes)
    func `The report's route can be corrected`(
        route: String, target: String, body: String
    ) async throws {
        let transport = ScriptedTransport(200, #"{"data":{"status":"pending"}}"#)
        var routes = SurepassClient.Routes()
        routes.reportDownload = try #require(SurepassRoute(route))
        let client = SurepassClient(
            baseURL: "https://vendor.test//", token: Secret("t"), transport: transport,
            routes: routes, now: { testMoment })
        let report = try #require(
            ItemKey(kind: .report, id: "bulk_stamper_order_usage_report_X"))
        _ = try await client.check(report)
        #expect(transport.requests.first?.target == target)
        #expect(transport.requests.first?.text == body)
    }

    @Test(arguments: ["", "GET", "/path", "DELETE /path", "GET path", "GET /a b", "GET /a#b"])
    func `A route that is none is refused`(text: String) {
        #expect(SurepassRoute(text) == nil)
    }

    @Test func `A report on another order than asked for is not taken`() async throws {
        let transport = ScriptedTransport(
            200,
            #"{"data":{"client_id":"bulk_stamper_order_usage_report_X","bulk_stamp_client_id":"bulk_stamp_v2_other"}}"#
        )
        let client = SurepassClient(
            baseURL: "https://vendor.test", token: Secret("t"), transport: transport,
            now: { testMoment }, pause: { _ in })
        let failure = try await #require(throws: CheckFailure.self) {
            try await client.startReport(on: key(.stamps))
        }
        #expect(failure.reason == .malformed)
        #expect(failure.mayHaveArrived)
    }
}
