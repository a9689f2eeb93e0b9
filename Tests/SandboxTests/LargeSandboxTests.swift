import HTTP
import JSON
import Sandbox
import Testing

@Suite struct LargeSandboxTests {
    @Test func `A million items answer at any place, at once and without being kept`() throws {
        let probe = try Probe(batches: 1_000_000)
        probe.pass(to: 30)
        let start = ContinuousClock.now
        var asked: [String: Int] = [:]
        // Places spread over the whole, those of every kind.
        for step in 0..<500 {
            let offset = (step * 7_919_993) % 999_995
            let answer = probe.send("GET", "/items?offset=\(offset)&limit=5")
            for item in try #require(answer.json?.array) {
                let kind = try #require(item["kind"]?.string)
                let id = try #require(item["id"]?.string)
                let answer: HTTPResponse =
                    switch kind {
                    case "reap":
                        probe.send(
                            "GET", "/entity/kyc/import/batch/\(id)",
                            ["x-reap-api-key": "reap_demo_key"])
                    case "deepvue": try probe.deepvue(id)
                    case "stamps":
                        probe.surepass(
                            "bulk-stamp-order-summary", "{\"client_id\":\"\(id)\"}")
                    case "report":
                        probe.surepassGet("stamper-v2/bulk-usage-report/download?client_id=\(id)")
                    default: probe.dollarPe("GET", "customer/\(id)")
                    }
                #expect(answer.status == 200 && answer.text.contains(id))
                asked[kind, default: 0] += 1
            }
        }
        #expect(asked.values.reduce(0, +) == 2_500 && asked.count == 5)
        // The lists know their counts without walking through all the items.
        let list = probe.dollarPe("GET", "customer/list?page=10000").json?["data"]
        #expect((list?["count"]?.integer ?? 0) > 199_990)
        #expect(list?["results"]?.array?.count ?? 0 > 0)
        #expect(probe.surepassGet("stamper-v2/stats").status == 200)
        // A debug build on a busy machine; built as a product it is some hundred times faster.
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func `Items come in pages of a kind, and never all at once`() throws {
        let probe = try Probe(batches: 1_000_000)
        func page(_ query: String) throws -> (items: [JSON], total: String?) {
            let answer = probe.send("GET", "/items\(query)")
            return (try #require(answer.json?.array), answer.headers["X-Total-Count"])
        }
        #expect(try page("").items.count == 1_000)
        #expect(try page("").total == "1000000")
        #expect(try page("?limit=1000000").items.count == 10_000)
        #expect(try page("?offset=999999").items.count == 1)
        #expect(try page("?offset=1000000").items.isEmpty)
        let reports = try page("?kind=report&offset=99990&limit=50")
        #expect(reports.items.allSatisfy { $0["kind"] == "report" })
        #expect(Int(reports.total ?? "") == 99_990 + reports.items.count)
        for wrong in ["?kind=other", "?offset=-1", "?limit=x"] {
            #expect(probe.send("GET", "/items\(wrong)").status == 400)
        }

        let small = try Probe(batches: 137)
        for kind in ["reap", "deepvue", "stamps", "report", "kyc"] {
            let listed = small.send("GET", "/items?kind=\(kind)").json?.array ?? []
            #expect(listed.compactMap { $0["id"]?.string } == small.ids(kind))
        }
    }
}
