import HTTP
import Synchronization

/// Answers requests from a script and remembers them.
final class ScriptedTransport: HTTPTransport {
    private let sent = Mutex<[HTTPRequest]>([])
    private let answer: @Sendable (HTTPRequest, Int) async throws(TransportFailure) -> HTTPResponse

    /// `answer` gets the request and how many came before it.
    init(
        _ answer:
            @escaping @Sendable (HTTPRequest, Int) async throws(TransportFailure) -> HTTPResponse
    ) {
        self.answer = answer
    }

    /// The same answer to everything.
    convenience init(_ status: Int, _ body: String, headers: HTTPHeaders = [:]) {
        self.init { _, _ in
            HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
        }
    }

    /// What was sent, in order.
    var requests: [HTTPRequest] { sent.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let count = sent.withLock { sent in
            sent.append(request)
            return sent.count - 1
        }
        await Task.yield()
        return try await answer(request, count)
    }
}

extension HTTPResponse {
    /// An answer with a text for a body.
    init(_ status: Int, _ body: String) {
        self.init(status: status, body: Array(body.utf8))
    }
}

extension HTTPRequest {
    /// The path and query.
    var target: String {
        let parts = url.split(separator: "/", maxSplits: 2)
        return parts.count > 2 ? "/" + parts[2] : "/"
    }

    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}
