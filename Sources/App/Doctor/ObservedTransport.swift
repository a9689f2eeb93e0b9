import Domain
import HTTP
import Synchronization
import Vendors

/// Carries requests and notes how far the servers' clocks are from this machine's (RFC 9110,
/// 6.6.1, `Date`).
final class ObservedTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let difference = Mutex<Duration?>(nil)

    init(_ transport: any HTTPTransport) {
        self.transport = transport
    }

    /// How far the clock of the server that answered last is ahead of this machine's, to about a
    /// second; nil when none has said its time.
    var lead: Duration? { difference.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let before = SystemClock.now()
        let response = try await transport.send(request)
        let middle = before + .milliseconds((SystemClock.now() - before).milliseconds / 2)
        if let date = response.headers["Date"].flatMap({ Timestamp(httpDate: $0) }) {
            // The header has whole seconds: on average half a one is cut off.
            difference.withLock { $0 = date + .milliseconds(500) - middle }
        }
        return response
    }
}
