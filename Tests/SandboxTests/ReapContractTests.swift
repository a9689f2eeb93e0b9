import HTTP
import JSON
import Sandbox
import Testing

@Suite struct ReapContractTests {
    private let probe: Probe

    init() throws { probe = try Probe() }

    @Test
    func `Without a key, with a wrong one and for an unknown batch the bodies are the page's`()
        throws
    {
        let target = "/entity/kyc/import/batch/\(try probe.id("March import"))"
        let missing = probe.send("GET", target)
        #expect(missing.status == 401)
        #expect(
            try missing.json
                == page(
                    """
                    {"code": "0000000100", "message": "Invalid Authorization: missing API key",
                     "parameter": ""}
                    """))
        let wrong = probe.send("GET", target, ["x-reap-api-key": "other"])
        #expect(wrong.status == 401)
        #expect(
            try wrong.json
                == page(
                    """
                    {"code": "0000000200", "message": "Invalid Authorization", "parameter": ""}
                    """))
        for id in ["784d4045-c900-4050-aad6-8fe4c8d2fb16", "nonsense", "%00", "-"] {
            let unknown = probe.send(
                "GET", "/entity/kyc/import/batch/\(id)", ["x-reap-api-key": "reap_demo_key"])
            #expect(unknown.status == 404)
            #expect(
                try unknown.json
                    == page(
                        """
                        {"code": "0701020100", "message": "Batch not found", "parameter": ""}
                        """))
        }
    }

    @Test func `A batch goes from the queue through progress to its end, field for field`() throws {
        let id = try probe.id("Payout partners, Kochi")
        let pending = try probe.reap(id)
        #expect(
            pending.names == [
                "batchId", "status", "totalRecords", "processedRecords", "failedRecords",
                "createdAt", "updatedAt", "startedAt", "completedAt", "summary",
            ])
        #expect(pending["summary"] == ["successfulRecords": 0, "errors": []])
        #expect(pending["batchId"]?.string == id)
        #expect(pending["status"] == "pending")
        #expect(pending["startedAt"] == .null && pending["completedAt"] == .null)
        // Created 90 of the vendor's seconds before the start, 4.5 of ours.
        #expect(pending["createdAt"] == "2025-10-08T11:39:55.750Z")
        #expect(pending["updatedAt"] == pending["createdAt"])

        probe.pass(to: 20)
        let moving = try probe.reap(id)
        #expect(moving["status"] == "in_progress")
        #expect((1..<640).contains(moving["processedRecords"]?.integer ?? 0))
        #expect(moving["startedAt"]?.string == "2025-10-08T11:40:10.750Z")

        probe.pass(to: 60)
        let done = try probe.reap(id)
        #expect(done["status"] == "completed")
        #expect(done["processedRecords"] == 640 && done["failedRecords"] == 4)
        #expect(done["summary"]?["successfulRecords"] == 636)
        let completed = try #require(done["completedAt"]?.string)
        let updated = try #require(done["updatedAt"]?.string)
        #expect(completed < updated)
    }

    @Test func `The showcase has every ending a batch can have`() throws {
        probe.pass(to: 600)
        func counts(_ label: String) throws -> (String?, Int?, Int?, Int?) {
            let batch = try probe.reap(probe.id(label))
            return (
                batch["status"]?.string, batch["totalRecords"]?.integer,
                batch["processedRecords"]?.integer, batch["failedRecords"]?.integer
            )
        }
        #expect(try counts("Pilot cohort") == ("completed", 19, 19, 0))
        #expect(try counts("Merchant backfill") == ("completed", 2_310, 2_310, 184))
        #expect(try counts("February import") == ("completed", 1_000, 995, 5))
        #expect(try counts("Night run 14") == ("failed", 800, 344, 5))
        #expect(try counts("Legacy wallet users") == ("in_progress", 1_500, 915, 11))
        #expect(try counts("Nordic contractors") == ("awaiting_review", 260, 260, 3))
        #expect(try counts("IMPORT-2291") == ("COMPLETED", 900, 900, 27))
    }

    @Test(arguments: [1.0, 20, 500])
    func `Progress never goes back, and processed is succeeded and failed`(speed: Double) throws {
        let probe = try Probe(speed: speed, batches: 150)
        var last: [String: (processed: Int, failed: Int, updated: String)] = [:]
        var moves = 0
        let ids = probe.ids("reap")
        // Neighbouring moments as well as distant ones, in the vendor's seconds.
        let moments = stride(from: 0.0, through: 6_000, by: 150).flatMap { [$0, $0 + 5, $0 + 11] }
        for moment in moments {
            probe.pass(to: moment / speed)
            for id in ids {
                let batch = try probe.reap(id)
                let processed = try #require(batch["processedRecords"]?.integer)
                let failed = try #require(batch["failedRecords"]?.integer)
                let total = try #require(batch["totalRecords"]?.integer)
                let updated = try #require(batch["updatedAt"]?.string)
                let succeeded = try #require(batch["summary"]?["successfulRecords"]?.integer)
                #expect(processed == succeeded + failed)
                #expect(0 <= failed && failed <= processed && processed <= total)
                if let before = last[id] {
                    #expect(before.processed <= processed && before.failed <= failed)
                    #expect(before.updated <= updated)
                    moves += before.processed < processed ? 1 : 0
                }
                last[id] = (processed, failed, updated)
            }
        }
        #expect(moves > 100)
    }
}
