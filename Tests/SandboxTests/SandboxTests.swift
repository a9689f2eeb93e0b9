import HTTP
import JSON
import Sandbox
import Testing

@Suite struct SandboxTests {
    @Test func `The same seed and clock give the same bytes, another seed gives others`() throws {
        func answers(seed: UInt64) throws -> [HTTPResponse] {
            let probe = try Probe(seed: seed, batches: 120)
            probe.pass(to: 33)
            var answers = [probe.send("GET", "/items"), probe.send("GET", "/")]
            for item in probe.sandbox.items {
                switch item.kind {
                case "deepvue": answers.append(try probe.deepvue(item.id))
                case "stamps":
                    answers.append(
                        probe.surepass(
                            "bulk-stamp-order-summary", "{\"client_id\":\"\(item.id)\"}"))
                case "kyc": answers.append(probe.dollarPe("GET", "customer/\(item.id)"))
                default: break
                }
            }
            return answers
        }
        let first = try answers(seed: 3)
        #expect(try answers(seed: 3) == first)
        let other = try answers(seed: 4)
        #expect(zip(first, other).allSatisfy { $0.body != $1.body })
    }

    @Test func `Every id of a large sandbox is known, and no other`() throws {
        let probe = try Probe(batches: 1_000)
        let items = probe.sandbox.items
        #expect(Set(items.map(\.id)).count == 1_000)
        func status(_ kind: String, _ id: String, at probe: Probe = probe) throws -> Int {
            switch kind {
            case "reap":
                probe.send(
                    "GET", "/entity/kyc/import/batch/\(id)",
                    ["x-reap-api-key": "reap_demo_key"]
                ).status
            case "deepvue": try probe.deepvue(id).status
            case "stamps":
                probe.surepass("bulk-stamp-order-summary", "{\"client_id\":\"\(id)\"}").status
            case "report":
                probe.send(
                    "GET", "/api/v1/stamper-v2/bulk-usage-report/download?client_id=\(id)",
                    ["Authorization": "Bearer surepass_demo_token"]
                ).status
            default: probe.dollarPe("GET", "customer/\(id)").status
            }
        }
        let other = try Probe(seed: 8, batches: 1_000)
        let smaller = try Probe(batches: 999)
        for item in items {
            #expect(try status(item.kind, item.id) == 200)
            let unknown = item.kind == "kyc" ? 400 : 404
            #expect(try status(item.kind, tampered(item.id)) == unknown)
            #expect(try status(item.kind, item.id, at: other) == unknown)
        }
        let last = try #require(items.last)
        #expect(try status(last.kind, last.id, at: smaller) != 200)
    }

    /// One character changed, at a place that depends on the id.
    private func tampered(_ id: String) -> String {
        var characters = Array(id)
        let place = id.count - 1 - Int(id.utf8.reduce(0) { $0 + Int($1) }) % 20
        let at = characters[place] == "-" ? place - 1 : place
        characters[at] = characters[at] == "a" ? "b" : "a"
        return String(characters)
    }

    @Test func `Ids have the vendors' forms`() throws {
        let probe = try Probe(batches: 200)
        let uuid = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
        for item in probe.sandbox.items {
            let fits =
                switch item.kind {
                case "reap", "kyc": item.id.wholeMatch(of: uuid) != nil
                case "deepvue": item.id.wholeMatch(of: /[0-9a-f]{32}/) != nil
                case "stamps": item.id.wholeMatch(of: /bulk_stamp_v2_[A-Za-z]{20}/) != nil
                default:
                    item.id.wholeMatch(of: /bulk_stamper_order_usage_report_[A-Za-z]{20}/) != nil
                }
            #expect(fits, "\(item)")
        }
    }

    @Test func `At the demo's speed items finish all along and some still move after ten minutes`()
        throws
    {
        let probe = try Probe(speed: 20)
        let ids = probe.ids("reap")
        func ended(at second: Double) throws -> Int {
            probe.pass(to: second)
            return try ids.count { try probe.reap($0)["completedAt"] != .null }
        }
        let counts = try [0, 35, 60, 90, 125].map { try ended(at: $0) }
        #expect(counts == counts.sorted() && Set(counts).count == counts.count)
        func fingerprint(at second: Double) throws -> [JSON?] {
            probe.pass(to: second)
            return try ids.map { try probe.reap($0)["processedRecords"] }
        }
        #expect(try fingerprint(at: 600) != fingerprint(at: 610))
    }

    @Test func `Other paths and methods are refused, whatever they hold`() throws {
        let probe = try Probe()
        #expect(probe.send("GET", "/nothing/here").status == 404)
        #expect(probe.send("GET", "/nothing/here").json?["error"] == "not_found")
        let wrong = probe.send("DELETE", "/items")
        #expect(wrong.status == 405)
        #expect(wrong.headers["Allow"] == "GET")
        for target in ["", "?", "//", "/%ff%00", "*", "/items?%%%&=&", "/entity/kyc/import/batch/"]
        {
            #expect([200, 404, 405].contains(probe.send("GET", target).status))
        }
    }

    @Test func `The front page explains itself and lists every item`() throws {
        let probe = try Probe()
        let text = probe.send("GET", "/").text
        for word in ["add-kyc-data", "reap_demo_key", "March import", "/items"] {
            #expect(text.contains(word))
        }
        let items = try #require(probe.send("GET", "/items").json?.array)
        #expect(items.count == SandboxConfiguration.standardBatches)
        #expect(items.first?.names == ["kind", "id", "label"])
        #expect(Set(items.compactMap { $0["kind"]?.string }).count == 5)
    }

    @Test func `Its configuration names the sandbox and asks as much faster as it is`() throws {
        let yaml = try Probe(speed: 20).sandbox.configurationYAML(baseURL: "http://127.0.0.1:8123")
        #expect(yaml.contains("base_url: \"http://127.0.0.1:8123\""))
        #expect(yaml.contains("result_hosts: [\"127.0.0.1:8123\"]"))
        #expect(
            yaml.contains(
                "  reap: {first: 3s, every: 1500ms, overdue_after: 90s, then_every: 15s, "
                    + "stuck_after: 45s}"))
        let fastest = try Probe(speed: 10_000).sandbox.configurationYAML(baseURL: "http://[::1]:1")
        #expect(fastest.contains("report: {first: 0ms, every: 100ms"))
        #expect(!yaml.contains("\t"))
    }
}
