import HTTP
import JSON
import Testing

@Suite struct SurepassOrderTests {
    @Test(arguments: ["bulk-order-stamp", "order-bulk-stamp", "bulk-order"], [false, true])
    func `An order placed at any path is listed and delivered`(
        path: String, overSocket: Bool
    ) throws {
        let probe = try Probe(overSocket: overSocket)
        let before = try #require(
            probe.surepassGet("utils/usage/balance").json?["balance"]?.integer)
        let made = try #require(probe.surepass(path, Probe.order).json?["data"])
        #expect(
            made.names == [
                "client_id", "created_at", "amount", "consideration_amount", "first_party",
                "second_party", "article_id", "state", "quantity", "description",
            ])
        #expect(made["article_id"] == "22128" && made["quantity"] == 40)
        // In Indian time, without a zone.
        #expect(made["created_at"] == "2025-10-08T17:10:00.250000")
        let balance = probe.surepassGet("utils/usage/balance").json
        #expect(balance?["balance"]?.integer == before - 4_000)
        #expect(balance?["data"] == nil)

        let id = try #require(made["client_id"]?.string)
        #expect(try probe.order(id)["summary"]?["pending"]?["count"] == 40)
        probe.pass(to: 50)
        let summary = try #require(try probe.order(id)["summary"])
        #expect(summary["available"]?["count"] == 39 && summary["failed"]?["count"] == 1)
        let page = try #require(
            probe.surepass(
                "bulk-stamp-orders-list",
                "{\"start_date\":\"2025-10-08\",\"end_date\":\"2025-10-08\",\"page\":1}"
            ).json?["data"])
        #expect(page["stamps"]?.array?.contains(made) == true)
    }

    @Test func `The list pages through the orders of its days, without repeating one`() throws {
        let probe = try Probe(speed: 1, batches: 2_000)
        func page(_ number: Int, from start: String, to end: String) throws -> JSON {
            let answer = probe.surepass(
                "bulk-stamp-orders/list",
                "{\"start_date\":\"\(start)\",\"end_date\":\"\(end)\",\"page\":\(number)}")
            return try #require(answer.json?["data"])
        }
        func all(from start: String, to end: String) throws -> [String] {
            var ids: [String] = []
            for number in 1...100 {
                let orders = try #require(
                    try page(number, from: start, to: end)["stamps"]?.array)
                guard !orders.isEmpty else { return ids }
                #expect(orders.count <= 10)
                for order in orders {
                    let day = try #require(order["created_at"]?.string).prefix(10)
                    #expect(start <= day && day <= end)
                }
                ids += orders.compactMap { $0["client_id"]?.string }
            }
            return ids
        }
        let every = try all(from: "2025-01-01", to: "2025-12-31")
        #expect(Set(every) == Set(probe.ids("stamps")) && every.count == Set(every).count)
        let one = try all(from: "2025-10-08", to: "2025-10-08")
        #expect(!one.isEmpty && one.count < every.count)
        #expect(try page(1, from: "2025-10-08", to: "2025-10-08")["pagination"]?["per_page"] == 10)
        for wrong in ["{}", "{\"start_date\":\"2025-10-08\",\"end_date\":\"8 Oct\"}"] {
            #expect(probe.surepass("bulk-stamp-orders-list", wrong).status == 422)
        }
    }

    @Test func `An order's faults are named one at a time`() throws {
        let probe = try Probe()
        func message(_ find: String, _ replacement: String) -> String? {
            let answer = probe.surepass(
                "bulk-order", Probe.order.replacing(find, with: replacement))
            #expect(answer.status == 422 && answer.json?["message_code"] == "validation_error")
            return answer.json?["message"]?.string
        }
        #expect(message("first_party", "party") == "first_party is required")
        #expect(message("\"DL\"", "\"CG\"") == "state is not valid")
        #expect(message("22128", "\"22128\"") == "article_id must be an integer of at least 1")
        #expect(message("40,", "0,") == "quantity must be an integer of at least 1")
        #expect(message("40,", "10001,") == "quantity must be at most 10000")
        #expect(message("\"Borrower\"", "\" \"")?.hasPrefix("second_party must be") == true)
    }

    @Test func `Each stamp of an order has a status, and a paper once it is available`() throws {
        let probe = try Probe()
        let summary = try #require(
            try probe.order(probe.id("Franchise papers"))["summary"]?["available"]?["stamps"])
        var statuses: [String: Int] = [:]
        for id in try #require(summary.array).compactMap(\.string) {
            let byQuery = probe.surepassGet("stamper-v2/order-status?client_id=\(id)")
            #expect(probe.surepassGet("stamper-v2/fetch-stamp/\(id)") == byQuery)
            let stamp = try #require(byQuery.json?["data"])
            #expect(stamp["stamp_id"]?.string == id)
            #expect(stamp["certificate_details"]?.array?.count == 1)
            #expect(stamp["on_hold"] == .bool(stamp["status"] == "on_hold"))
            statuses[try #require(stamp["status"]?.string), default: 0] += 1
        }
        #expect(Set(statuses.keys) == ["available", "on_hold", "used"])
        let failed = try probe.order(probe.id("Affidavits, batch 3"))["summary"]?["failed"]
        let id = try #require(failed?["stamps"]?.array?.first?.string)
        let stamp = probe.surepassGet("stamper-v2/order-status?client_id=\(id)").json?["data"]
        #expect(stamp?["status"] == "failed" && stamp?["link"] == .null)
        #expect(probe.surepassGet("stamper-v2/order-status?client_id=stamp_v2_x").status == 404)
    }

    @Test func `Stock, articles and the bare refusals have the pages' shapes`() throws {
        let probe = try Probe()
        let stats = try #require(probe.surepassGet("stamper-v2/stats").json?["data"])
        #expect(stats.names == ["pending", "available", "on_hold"])
        let item = try #require(stats["available"]?.array?.first)
        #expect(item.names == ["state", "amount", "article_id", "count"])
        #expect(item["article_id"] == "22128" && (item["count"]?.integer ?? 0) > 0)
        let articles = probe.surepassGet("stamper-v2/list-articles?state=DL").json?["data"]
        #expect(articles?.array?.first?["article_id"] == 22_128)
        #expect(probe.surepassGet("stamper-v2/list-articles?state=CG").status == 422)
        let refused = probe.send("GET", "/api/v1/stamper-v2/stats").json
        #expect(refused?["message_code"] == "authentication_failed")
        let bare = probe.send("GET", "/api/v1/utils/usage/balance")
        #expect(bare.status == 401 && bare.json?["error"] == "unauthorized")
        #expect(bare.json?["status_code"] == nil)
    }
}
