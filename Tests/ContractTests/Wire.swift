import Domain
import HTTP
import Synchronization
import Testing

/// How a client reaches the sandbox.
enum Wire: String, CaseIterable, CustomTestStringConvertible {
    case inProcess = "in process"
    case socket = "over a socket"

    var testDescription: String { rawValue }
}

/// The time that client and sandbox share; it moves only when a test moves it.
final class DrivenClock: Sendable {
    private let time: Mutex<Int64>

    init(startingAt time: Int64) { self.time = Mutex(time) }

    /// Milliseconds since 1970 UTC.
    var now: Int64 { time.withLock { $0 } }

    func pass(_ duration: Duration) {
        time.withLock { $0 += Timestamp.milliseconds(of: duration) }
    }
}

extension Timestamp {
    fileprivate static func milliseconds(of duration: Duration) -> Int64 {
        (Timestamp(milliseconds: 0) + duration).milliseconds
    }
}

/// Passes every request on and writes down what the vendor was asked and did, on either wire.
final class Witness: HTTPResponder {
    private let responder: any HTTPResponder
    private let seen = Mutex<[Event]>([])

    /// One request and what became of it at the vendor.
    struct Event: Sendable {
        let request: HTTPRequest
        let delivery: HTTPDelivery

        /// Such as `GET /v1/authorize`.
        var call: String { "\(request.method) \(request.url.prefix { $0 != "?" })" }
        /// Whether it asks for more than an answer.
        var isWrite: Bool { request.method != "GET" && !request.url.hasSuffix("/v1/authorize") }
    }

    init(_ responder: any HTTPResponder) { self.responder = responder }

    func respond(to request: HTTPRequest) -> HTTPResponse { deliver(request).response }

    func deliver(_ request: HTTPRequest) -> HTTPDelivery {
        let delivery = responder.deliver(request)
        var kept = delivery
        // Hostile answers are too large to keep hundreds of.
        if kept.response.body.count > 1 << 16 { kept.response.body = [] }
        seen.withLock { $0.append(Event(request: request, delivery: kept)) }
        return delivery
    }

    /// Everything since the last call.
    func take() -> [Event] {
        seen.withLock { seen in
            defer { seen = [] }
            return seen
        }
    }
}

/// Carries requests to a responder without a socket: what a delivery does to a connection becomes
/// the failure that a client would see.
struct InProcessTransport: HTTPTransport {
    let responder: any HTTPResponder
    /// An answer above this is too large, whatever the request allows.
    var answerLimit = Int.max

    static let authority = "127.0.0.1:8080"

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        var inside = request
        inside.url.trimPrefix("http://\(Self.authority)")
        inside.headers.append(name: "Host", value: Self.authority)
        let delivery = responder.deliver(inside)
        guard delivery.delay < request.timeout else {
            throw TransportFailure(.timedOut, message: "too late", mayHaveArrived: true)
        }
        guard delivery.ending == .whole else {
            throw TransportFailure(.broken, message: "cut off", mayHaveArrived: true)
        }
        guard delivery.response.body.count <= min(request.answerLimit, answerLimit) else {
            throw TransportFailure(.tooLarge, message: "too large", mayHaveArrived: true)
        }
        return delivery.response
    }
}

extension String {
    fileprivate mutating func trimPrefix(_ prefix: String) {
        if hasPrefix(prefix) { removeFirst(prefix.count) }
    }
}
