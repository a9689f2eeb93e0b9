import HTTP
import HTTPServer
import Synchronization
import Testing

@Suite struct DeliveryTests {
    /// Delivers as its path says.
    private struct Deliverer: HTTPResponder {
        func respond(to request: HTTPRequest) -> HTTPResponse { deliver(request).response }

        func deliver(_ request: HTTPRequest) -> HTTPDelivery {
            let answer = HTTPResponse(status: 200, body: Array(repeating: 120, count: 200_000))
            return switch request.url {
            case "/late": HTTPDelivery(answer, delay: .seconds(1))
            case "/never": HTTPDelivery(answer, delay: .seconds(3_600))
            case "/cut": HTTPDelivery(answer, ending: .cut(after: 150_000))
            case "/unanswered": HTTPDelivery(answer, ending: .unanswered)
            default: HTTPDelivery(answer)
            }
        }
    }

    private func request(_ path: String) -> [UInt8] {
        Array("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8)
    }

    @Test func `A late answer keeps nobody else waiting`() throws {
        let server = try HTTPServer(responder: Deliverer())
        defer { server.stop() }
        let late = try Socket(port: server.port)
        try late.send(request("/late"))
        let start = ContinuousClock.now
        for _ in 0..<20 {
            let answer = try Socket.roundTrip(request("/"), port: server.port)
            #expect(answer.count > 200_000)
        }
        #expect(ContinuousClock.now - start < .seconds(1))
        #expect(try late.receive().count > 200_000)
        #expect(ContinuousClock.now - start > .milliseconds(900))
    }

    @Test func `A cut answer announces all and brings less, and one may not come at all`() throws {
        let server = try HTTPServer(responder: Deliverer())
        defer { server.stop() }
        let cut = try Socket.roundTrip(request("/cut"), port: server.port)
        let text = String(decoding: cut.prefix(1_000), as: UTF8.self)
        #expect(text.contains("Content-Length: 200000"))
        #expect((100_000...151_000).contains(cut.count))
        #expect(try Socket.roundTrip(request("/unanswered"), port: server.port).isEmpty)
    }

    @Test func `A server that stops does not wait for its late answers`() throws {
        let server = try HTTPServer(responder: Deliverer())
        let late = try (0..<5).map { _ in try Socket(port: server.port) }
        for socket in late { try socket.send(request("/never")) }
        // Answered after those five were taken.
        #expect(try Socket.roundTrip(request("/"), port: server.port).count > 200_000)
        let start = ContinuousClock.now
        server.stop()
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
