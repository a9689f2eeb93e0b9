import HTTP
import JSON
import Sandbox
import Testing

@Suite struct SurepassContractTests {
    private let probe: Probe

    init() throws { probe = try Probe() }

    @Test func `Without a good token each page's own 401 comes back`() throws {
        for headers in [[:], ["Authorization": "Bearer x"], ["Authorization": "surepass"]]
            as [HTTPHeaders]
        {
            let summary = probe.send(
                "POST", "/api/v1/stamper-v2/bulk-stamp-order-summary", headers)
            #expect(summary.status == 401)
            #expect(
                try summary.json
                    == page(
                        """
                        {"status_code": 401, "success": false,
                         "message": "Unauthorized. Invalid or missing authentication token.",
                         "message_code": "unauthorized"}
                        """))
            let initiate = probe.send(
                "POST", "/api/v1/stamper-v2/bulk-usage-report/initiate", headers)
            #expect(initiate.status == 401)
            #expect(
                try initiate.json
                    == page(
                        """
                        {"success": false, "status_code": 401,
                         "message": "Unauthorized - Invalid or expired token",
                         "message_code": "unauthorized"}
                        """))
        }
    }

    @Test func `An unknown id is not found and a missing one is a validation error`() throws {
        for path in ["bulk-stamp-order-summary", "bulk-usage-report/initiate"] {
            let unknown = probe.surepass(
                path, #"{"client_id":"bulk_stamp_v2_vomMHvHnecrKlzTPRtyL"}"#)
            #expect(unknown.status == 404)
            #expect(unknown.json?["message_code"] == "client_id_not_found")
            for body in ["", "[]", "{}", #"{"client_id":7}"#, #"{"client_id":"#] {
                let invalid = probe.surepass(path, body)
                #expect(invalid.status == 422)
                #expect(invalid.json?["message_code"] == "validation_error")
            }
        }
    }

    @Test func `An order's summary has the page's fields, and all three groups fill`() throws {
        let id = try probe.id("Rental deeds, Delhi")
        let answer = probe.surepass("bulk-stamp-order-summary", "{\"client_id\":\"\(id)\"}")
        let body = try #require(answer.json)
        #expect(body.names == ["data", "status_code", "success", "message", "message_code"])
        #expect(body["data"]?.names == ["client_id", "quantity", "summary"])
        #expect(body["data"]?["summary"]?.names == ["pending", "available", "failed"])
        let groups = try Groups(probe.order(id))
        #expect(groups.quantity == 400)
        #expect(!groups.pending.isEmpty && !groups.available.isEmpty && !groups.failed.isEmpty)
        let stamp = try #require(groups.available.first)
        #expect(stamp.hasPrefix("stamp_v2_") && stamp.count == 29)
    }

    @Test func `Stamps leave pending in clumps, never return, and counts fit their lists`() throws {
        let id = try probe.id("Loan agreements, April")
        var last: Groups?
        var steps: [Int] = []
        for second in stride(from: 0.0, through: 400, by: 4.75) {
            probe.pass(to: second)
            let groups = try Groups(probe.order(id))
            #expect(groups.all.count == 2_000)
            if let last {
                #expect(last.available.isSubset(of: groups.available))
                #expect(last.failed.isSubset(of: groups.failed))
                #expect(groups.pending.isSubset(of: last.pending))
                steps.append(last.pending.count - groups.pending.count)
            }
            last = groups
        }
        #expect(steps.contains(0) && steps.contains { $0 >= 15 })
        #expect(last?.pending.isEmpty == true)
        #expect(last?.failed.count == 31)
    }

    @Test func `Orders end completed, all failed or with stamps unaccounted for`() throws {
        let clean = try Groups(probe.order(probe.id("Franchise papers")))
        #expect((clean.pending.count, clean.available.count, clean.failed.count) == (0, 120, 0))
        let failed = try Groups(probe.order(probe.id("Affidavits, batch 3")))
        #expect((failed.pending.count, failed.available.count, failed.failed.count) == (0, 0, 25))
        let short = try Groups(probe.order(probe.id("Lease renewals")))
        #expect((short.quantity, short.all.count, short.pending.count) == (250, 247, 0))
    }

    @Test func `A started report gets an id of its own and ends with stats and a link`() throws {
        let order = try probe.id("Franchise papers")
        let body = "{\"client_id\":\"\(order)\"}"
        let first = try #require(probe.surepass("bulk-usage-report/initiate", body).json?["data"])
        let second = try #require(probe.surepass("bulk-usage-report/initiate", body).json?["data"])
        #expect(first.names == ["client_id", "bulk_stamp_client_id", "status"])
        #expect(first["bulk_stamp_client_id"]?.string == order)
        #expect(first["status"] == "pending")
        #expect(first["client_id"] != second["client_id"])

        let id = try #require(first["client_id"]?.string)
        let pending = try probe.report(id)
        #expect(pending["status"] == "pending")
        #expect(pending["stats"] == .null && pending["link"] == .null)
        probe.pass(to: 20)
        let done = try probe.report(id)
        #expect(done["status"] == "success")
        #expect(done["bulk_stamp_client_id"]?.string == order)
        #expect(done["stats"] == ["pending": 0, "available": 120, "failed": 0])
    }

    @Test func `A report's link works ten minutes, without credentials and only as given`() throws {
        probe.pass(to: 30)
        let link = try #require(
            try probe.report(probe.id("Usage of Franchise papers"))["link"]?.string)
        let host = "http://127.0.0.1:8080"
        #expect(link.hasPrefix(host))
        let target = String(link.dropFirst(host.count))
        let file = probe.send("GET", target)
        #expect(file.status == 200)
        #expect(file.text.split(separator: "\n").count == 121)
        #expect(
            probe.send("GET", target, ["Authorization": "Bearer surepass_demo_token"]).status
                == 400)
        #expect(probe.send("GET", target + "0").status == 403)
        probe.pass(to: 30 + 601)
        #expect(probe.send("GET", target).status == 403)
    }

    @Test func `A failed report has neither stats nor a link`() throws {
        let report = try probe.report(probe.id("Usage of Affidavits, batch 3"))
        #expect(report["status"] == "failed")
        #expect(report["stats"] == .null && report["link"] == .null)
    }
}

/// A summary's lists, read only when they agree with their counts.
private struct Groups {
    var quantity: Int
    var pending, available, failed: Set<String>
    var all: Set<String> { pending.union(available).union(failed) }

    init(_ data: JSON) throws {
        func group(_ name: String) throws -> Set<String> {
            let group = try #require(data["summary"]?[name])
            let stamps = try #require(group["stamps"]?.array).compactMap(\.string)
            #expect(group["count"]?.integer == stamps.count)
            #expect(Set(stamps).count == stamps.count)
            return Set(stamps)
        }
        quantity = try #require(data["quantity"]?.integer)
        pending = try group("pending")
        available = try group("available")
        failed = try group("failed")
    }
}
