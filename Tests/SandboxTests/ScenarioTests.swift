import HTTP
import JSON
import Sandbox
import Testing

@Suite struct ScenarioTests {
    /// Reads every kind of status a number of times, as deliveries.
    private func deliveries(_ faults: String, seed: UInt64 = 7, rounds: Int = 20) throws
        -> [HTTPDelivery]
    {
        let probe = try Probe(seed: seed, faults: Faults(parsing: faults))
        // Within an outage's second stretch.
        probe.pass(to: 35)
        let signed = probe.signed(at: probe.now / 1_000)
        let requests = [
            probe.request(
                "GET", "/entity/kyc/import/batch/\(try probe.id("March import"))",
                ["x-reap-api-key": "reap_demo_key"]),
            probe.request(
                "POST", "/api/v1/stamper-v2/bulk-stamp-order-summary",
                ["Authorization": "Bearer surepass_demo_token"],
                body: "{\"client_id\":\"\(try probe.id("Franchise papers"))\"}"),
            probe.request(
                "GET", "/cms/api/v1/customer/\(try probe.id("Exchange user 118"))",
                [
                    "X-API-KEY": "dollarpe_demo_key", "X-TIMESTAMP": signed.timestamp,
                    "X-SIGNATURE": signed.signature,
                ]),
            probe.request(
                "POST", "/v1/authorize",
                body: "client_id=deepvue_demo_id&client_secret=deepvue_demo_secret"),
        ]
        return (0..<rounds).flatMap { _ in requests.map(probe.sandbox.deliver) }
    }

    @Test(arguments: Faults.Scenario.allCases)
    func `The same requests in the same order meet the same faults`(scenario: Faults.Scenario)
        throws
    {
        let first = try deliveries(scenario.rawValue)
        #expect(try deliveries(scenario.rawValue) == first)
        let none = try deliveries("slow").map(\.response)
        if scenario == .slow {
            #expect(none == first.map(\.response))
        } else {
            #expect(scenario == .midnight || none != first.map(\.response))
        }
    }

    @Test func `Slow answers are right and late`() throws {
        let answers = try deliveries("slow")
        #expect(answers.allSatisfy { $0.response.status == 200 && $0.ending == .whole })
        let delays = Set(answers.map(\.delay))
        #expect(delays.allSatisfy { $0 >= .milliseconds(500) && $0 <= .seconds(25) })
        #expect(delays.contains(.seconds(25)) && delays.count > 30)
        #expect(try deliveries("reap:slow").count { $0.delay > .zero } == 20)
    }

    @Test func `A third of flaky requests fail, in every way there is`() throws {
        let answers = try deliveries("flaky", rounds: 100)
        let good = answers.count { $0.ending == .whole && $0.response.status == 200 }
        #expect((240...290).contains(good))
        let statuses = Set(answers.filter { $0.ending == .whole }.map(\.response.status))
        #expect(statuses == [200, 500, 502, 503])
        #expect(answers.contains { $0.ending == .unanswered })
        #expect(answers.contains { if case .cut = $0.ending { true } else { false } })
    }

    @Test func `A flaky upload may have been taken though the answer never came`() throws {
        let probe = try Probe(faults: Faults(parsing: "flaky"))
        var lost = 0
        for number in 0..<60 {
            let form = Probe.form("file", "externalId,shareToken\na,b\n")
            let request = probe.request(
                "POST", "/entity/kyc/import/batch",
                [
                    "x-reap-api-key": "reap_demo_key", "X-Provider": "sumsub",
                    "Content-Type": form.type, "Idempotency-Key": "\(number)",
                ], body: form.body)
            let delivery = probe.sandbox.deliver(request)
            lost += delivery.ending == .unanswered && delivery.response.status == 201 ? 1 : 0
        }
        #expect(lost > 0)
    }

    @Test func `An outage begins at once, ends and comes again`() throws {
        let probe = try Probe(faults: Faults(parsing: "reap:outage"))
        let request = probe.request(
            "GET", "/entity/kyc/import/batch/\(try probe.id("March import"))",
            ["x-reap-api-key": "reap_demo_key"])
        // Twenty times as fast: fifteen seconds away, fifteen there.
        let there = [0, 14, 15.5, 29, 30.5, 44, 46].map { second in
            probe.pass(to: second)
            let delivery = probe.sandbox.deliver(request)
            return delivery.ending == .whole && delivery.response.status == 200
        }
        #expect(there == [false, false, true, true, false, false, true])
        #expect(probe.surepassGet("stamper-v2/stats").status == 200)
    }

    @Test func `A plan's windows are enforced one by one`() throws {
        let probe = try Probe(faults: Faults(parsing: "deepvue:throttled,deepvue-plan=starter"))
        var taken: [Int] = []
        for second in 0..<70 {
            probe.pass(to: Double(second) + 20)
            let form = "client_id=deepvue_demo_id&client_secret=deepvue_demo_secret"
            let answer = probe.send("POST", "/v1/authorize", body: form)
            if answer.status == 200 { taken.append(second) }
            #expect(answer.status == 200 || answer.status == 429)
        }
        // 30 a minute: the minutes of the clock begin at 11:41 and 11:42.
        #expect(taken == Array(0..<30) + Array(40..<70))
    }

    @Test func `A customer is told once in sixty of the vendor's seconds`() throws {
        let probe = try Probe(faults: Faults(parsing: "dollarpe:throttled,retry-after"))
        let (one, other) = (try probe.id("Exchange user 118"), try probe.id("Exchange user 131"))
        func status(_ id: String) -> Int { probe.dollarPe("GET", "customer/\(id)").status }
        #expect(status(one) == 200 && status(one) == 429 && status(other) == 200)
        #expect(
            probe.dollarPe("GET", "customer/\(one)").headers["Retry-After"] == "3")
        probe.pass(to: 3.1)
        #expect(status(one) == 200)
        probe.pass(to: 6)
        #expect(status(one) == 429)
    }

    @Test func `Lapsed credentials are refused though they are right`() throws {
        let probe = try Probe(faults: Faults(parsing: "expired-tokens"))
        let headers = try probe.deepvueHeaders()
        let target = "/v1/verification/batch-processing-status?request_id=x"
        #expect(probe.send("GET", target, headers).status == 404)
        probe.pass(to: 61)
        #expect(probe.send("GET", target, headers).status == 401)
        #expect(probe.send("GET", target, try probe.deepvueHeaders()).status == 404)
        #expect(try probe.reap("x")["code"] == "0000000200")
        #expect(probe.surepassGet("stamper-v2/stats").status == 401)
        #expect(probe.dollarPe("GET", "customer/x").status == 401)
    }

    @Test func `Hostile answers come in every way, beside good ones`() throws {
        let answers = try deliveries("hostile", rounds: 60).map(\.response)
        #expect(answers.contains { $0.body.count > 64 << 20 }, "beyond the usual limit")
        let good = try Set(deliveries("midnight", rounds: 1).map(\.response.body))
        let bodies = answers.filter { $0.body.count < 1 << 20 }
        let json = bodies.map(\.json)
        #expect(json.contains(nil), "malformed or truncated")
        #expect(bodies.contains { $0.text.contains("[[[[[[") }, "deep")
        #expect(json.contains { $0?["status"] == "yes" || $0?["status"]?.object != nil })
        #expect(json.contains { $0?["status"]?.string?.contains("\u{1B}[2J") == true })
        #expect(json.contains { ($0?["totalRecords"]?.integer ?? 0) < 0 }, "negative counts")
        #expect(bodies.contains { String(validating: $0.body, as: UTF8.self) == nil })
        #expect(json.contains { ($0?.names.count { $0 == "status" } ?? 0) > 1 }, "repeated")
        #expect(bodies.contains { $0.headers["Content-Type"]?.hasPrefix("text/html") == true })
        #expect(bodies.contains { good.contains($0.body) }, "good ones")
    }

    @Test func `At midnight times are odd, and nothing else is`() throws {
        let odd = try deliveries("reap:midnight", rounds: 60).map(\.response)
            .filter { $0.headers["Date"] != nil }
        #expect(odd.count == 60)
        let times = odd.compactMap { $0.json?["createdAt"]?.string }
        for form in ["+05:30", "-11:00", "+1405", "23:59:60Z", "T00:00:00.000Z", "23:59:59.999Z"] {
            #expect(times.contains { $0.hasSuffix(form) }, "\(form)")
        }
        #expect(times.contains { $0.contains(" ") } && times.contains { $0 > "2025-10-09T11" })
        #expect(times.contains { $0.hasSuffix("000") } && times.contains { $0.hasSuffix("000Z") })
        #expect(Set(odd.map { $0.json?["processedRecords"]?.integer }).count == 1)
        // Ten minutes off, either way, at 11:40:35.
        #expect(
            Set(odd.compactMap { $0.headers["Date"] }) == [
                "Wed, 08 Oct 2025 11:50:35 GMT", "Wed, 08 Oct 2025 11:30:35 GMT",
            ])
    }
}
