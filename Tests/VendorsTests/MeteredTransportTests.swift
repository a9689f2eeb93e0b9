import Domain
import HTTP
import Synchronization
import Testing
import Vendors

/// What goes out with a limited credential is counted, whatever it is.
struct MeteredTransportTests {
    /// Counts what is sent and answers it.
    private final class Sink: HTTPTransport {
        private let urls = Mutex<[String]>([])
        var sent: [String] { urls.withLock { $0 } }

        func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
            urls.withLock { $0.append(request.url) }
            return HTTPResponse(status: 200, headers: [:], body: [])
        }
    }

    private let sink = Sink()
    private let meter = RateMeter(
        VendorAccount(credential: "c", limits: [RateLimit(2, in: .seconds(60))]), of: .deepvue)

    private func transport() -> MeteredTransport {
        MeteredTransport(
            sink, meter: meter, prefix: "https://vendor.example/v1/",
            now: { Timestamp(milliseconds: 1_760_000_000_000) })
    }

    private func send(_ url: String) async throws -> Int {
        try await transport().send(HTTPRequest(method: "POST", url: url)).status
    }

    @Test func `Beyond the budget nothing is sent, and the caller is told when to come again`()
        async throws
    {
        for call in ["authorize", "upload"] {
            #expect(try await send("https://vendor.example/v1/\(call)") == 200)
        }
        let refusal = try await transport().send(
            HTTPRequest(method: "POST", url: "https://vendor.example/v1/upload"))
        #expect(refusal.status == 429)
        #expect(refusal.headers["Retry-After"].flatMap { Int($0) } ?? 0 >= 60)
        #expect(sink.sent.count == 2)
        // Result files come from elsewhere and cost nothing.
        #expect(try await send("https://files.example/result.csv") == 200)
    }

    @Test func `A check was counted when it began; what it sends beyond that is counted too`()
        async throws
    {
        let reservation = RateReservation()
        await RateReservation.$current.withValue(reservation) {
            _ = try? await send("https://vendor.example/v1/authorize")
            _ = try? await send("https://vendor.example/v1/status")
            #expect(sink.sent.count == 2)
            // The next check was counted when it began as well.
            reservation.renew()
            _ = try? await send("https://vendor.example/v1/status")
        }
        #expect(sink.sent.count == 3)
        #expect(try await send("https://vendor.example/v1/status") == 429)
    }
}
