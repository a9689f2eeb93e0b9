import Domain
import HTTP
import Testing
import Vendors

/// What is asked again, and what never is.
struct RetryPolicyTests {
    private func words(_ rule: RetryPolicy.Rule) -> String {
        switch rule {
        case .never: "-"
        case .onSchedule: "schedule"
        case .once(let remedy, let delay):
            delay > .zero
                ? "once after \(delay.components.seconds) s" : "once \(remedy.rawValue)"
        }
    }

    @Test func `The whole table`() {
        let table = VendorOperation.allCases.map { operation in
            let rules = CheckFailure.Reason.allCases.map { reason in
                "\(reason.rawValue): \(words(RetryPolicy.rule(operation, reason)))"
            }
            return ([operation.rawValue] + rules).joined(separator: " | ")
        }
        let nothing =
            "auth: - | not_found: - | rate_limited: - | invalid: - | vendor: - | network: - | malformed: -"
        let schedule =
            "not_found: schedule | rate_limited: schedule | invalid: schedule | vendor: schedule | network: schedule | malformed: schedule"
        #expect(
            table == [
                "check | auth: schedule | \(schedule)",
                "check, Deepvue | auth: once with a new token | \(schedule)",
                "authorize | auth: - | not_found: once in the other form | rate_limited: - | invalid: once in the other form | vendor: - | network: - | malformed: -",
                "look up | \(nothing)",
                "result file | auth: once with a fresh link | not_found: - | rate_limited: - | invalid: - | vendor: - | network: - | malformed: -",
                "start report | auth: - | not_found: - | rate_limited: - | invalid: - | vendor: once after 2 s | network: once after 2 s | malformed: once after 2 s",
                "upload | \(nothing)", "order | \(nothing)", "create customer | \(nothing)",
                "submit | \(nothing)", "update | \(nothing)", "reset | \(nothing)",
            ])
    }

    /// A status or, below 100, no answer at all.
    private static let troubles = [0, 200, 302, 400, 401, 403, 404, 408, 422, 429, 500, 503]

    private func transport(_ trouble: Int) -> ScriptedTransport {
        ScriptedTransport { request, _ throws(TransportFailure) in
            if request.url.hasSuffix("/v1/authorize") { return HTTPResponse(200, deepvueToken) }
            if trouble == 0 {
                throw TransportFailure(.timedOut, message: "no answer", mayHaveArrived: true)
            }
            return HTTPResponse(trouble, "")
        }
    }

    /// Every write of every client, as it goes through the wire.
    private static let writes:
        [(name: String, send: @Sendable (ScriptedTransport) async throws -> Void)] = [
            (
                "Reap, upload",
                { transport in
                    let client = ReapClient(
                        baseURL: "https://v.test", apiKey: Secret("k"), transport: transport,
                        now: { testMoment })
                    _ = try await client.upload(
                        UploadFile(name: "a.csv", bytes: [1]), idempotencyKey: "k")
                }
            ),
            (
                "Deepvue, upload",
                { transport in
                    let client = DeepvueClient(
                        baseURL: "https://v.test", clientID: Secret("i"), clientSecret: Secret("s"),
                        transport: transport, now: { testMoment })
                    _ = try await client.upload(
                        UploadFile(name: "a.csv", bytes: [1]), idempotencyKey: "k")
                }
            ),
            ("Surepass, order", { _ = try await surepass(on: $0).order(.invented) }),
            ("DollarPe, create", { _ = try await dollarPe(on: $0).createCustomer(.invented) }),
            ("DollarPe, submit", { _ = try await dollarPe(on: $0).submit(.invented) }),
            (
                "DollarPe, update",
                { transport in
                    _ = try await dollarPe(on: transport).update(
                        .taxNumber(Personal("ABCPE1234F")), ofCustomer: key(.kyc).id)
                }
            ),
            (
                "DollarPe, reset",
                { _ = try await dollarPe(on: $0).resetKYC(ofCustomer: key(.kyc).id) }
            ),
        ]

    @Test(arguments: troubles)
    func `No write is ever sent twice, whatever comes back`(trouble: Int) async {
        for write in Self.writes {
            let transport = transport(trouble)
            await #expect(throws: CheckFailure.self, "\(write.name)") {
                try await write.send(transport)
            }
            let writes = transport.requests.filter {
                $0.method != "GET" && !$0.url.hasSuffix("/v1/authorize")
            }
            #expect(writes.count == 1, "\(write.name) after \(trouble)")
        }
    }

    @Test(arguments: troubles)
    func `A report is started at most twice, and only after an unclear answer`(
        trouble: Int
    ) async throws {
        let transport = transport(trouble)
        await #expect(throws: CheckFailure.self) {
            try await surepass(on: transport).startReport(on: key(.stamps))
        }
        let isUnclear = [0, 200, 302, 408, 500, 503].contains(trouble)
        #expect(transport.requests.count == (isUnclear ? 2 : 1))
    }

    @Test func `A report that may have been started stays open after a refusal`() async throws {
        let transport = ScriptedTransport { _, count in HTTPResponse(count == 0 ? 502 : 401, "") }
        let failure = try await #require(throws: CheckFailure.self) {
            try await surepass(on: transport).startReport(on: key(.stamps))
        }
        #expect(failure.reason == .auth)
        #expect(failure.mayHaveArrived)
    }

    @Test func `A second start that is answered is the answer`() async throws {
        let transport = ScriptedTransport { _, count in
            count == 0
                ? HTTPResponse(502, "<html>")
                : HTTPResponse(
                    200,
                    #"{"data":{"client_id":"bulk_stamper_order_usage_report_X"},"success":true}"#)
        }
        let report = try await surepass(on: transport).startReport(on: key(.stamps))
        #expect(report.id == "bulk_stamper_order_usage_report_X")
        #expect(transport.requests[0] == transport.requests[1])
    }

    @Test func `A report that was given up is not started again`() async throws {
        let transport = transport(0)
        let client = SurepassClient(
            baseURL: "https://v.test", token: Secret("t"), transport: transport,
            now: { testMoment }, pause: { _ in throw CancellationError() })
        await #expect(throws: CheckFailure.self) {
            try await client.startReport(on: key(.stamps))
        }
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [Kind.reap, .stamps, .report, .kyc])
    func `A check asks once and leaves the rest to the schedule`(kind: Kind) async throws {
        for trouble in Self.troubles {
            let transport = transport(trouble)
            _ = try? await client(of: kind, on: transport).check(key(kind))
            #expect(transport.requests.count == 1)
        }
    }
}
