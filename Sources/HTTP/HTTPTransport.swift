/// Something that carries a request to a server and brings back its answer.
public protocol HTTPTransport: Sendable {
    /// Sends once and gives whatever answer comes, of any status. Cancelling the task ends the
    /// transfer at once with `.cancelled`.
    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse
    /// The same for what may be large: the body of a `200` goes to `sink` as it comes, whatever
    /// `answerLimit` says, and is not in the answer.
    func send(
        _ request: HTTPRequest, into sink: @escaping HTTPBodySink
    ) async throws(TransportFailure) -> HTTPResponse
    /// Where those run best who ask again and again; nil where that makes no difference.
    var executor: (any TaskExecutor)? { get }
}

/// Takes the pieces of a body in their order; false ends the transfer with `.cancelled`.
public typealias HTTPBodySink = @Sendable (UnsafeRawBufferPointer) -> Bool

extension HTTPTransport {
    /// For a transport without a thread that others could run on.
    public var executor: (any TaskExecutor)? { nil }

    /// For a transport that has the whole body at once.
    public func send(
        _ request: HTTPRequest, into sink: @escaping HTTPBodySink
    ) async throws(TransportFailure) -> HTTPResponse {
        var answer = try await send(request)
        guard answer.status == 200 else { return answer }
        guard answer.body.withUnsafeBytes(sink) else {
            throw TransportFailure(
                .cancelled, message: "the answer was not taken", mayHaveArrived: true)
        }
        answer.body = []
        return answer
    }
}

/// Why no answer came.
public struct TransportFailure: Error, Equatable, Sendable {
    /// A code to decide on.
    public var reason: Reason
    /// One sentence without secrets, in words an operator understands.
    public var message: String
    /// Whether any byte of the request may have reached the server.
    public var mayHaveArrived: Bool

    /// A failure.
    public init(_ reason: Reason, message: String, mayHaveArrived: Bool) {
        self.reason = reason
        self.message = message
        self.mayHaveArrived = mayHaveArrived
    }

    /// The classes of failure.
    public enum Reason: String, CaseIterable, Sendable {
        /// The host name is not known.
        case unknownHost
        /// Nobody listens there, or no route.
        case unreachable
        /// The server's certificate or the encryption is not good.
        case insecure
        /// It took too long.
        case timedOut
        /// The connection broke, or the answer was not HTTP.
        case broken
        /// The answer was larger than the request allows.
        case tooLarge
        /// The caller gave up.
        case cancelled
    }
}

/// Something that answers requests, as a server's inside.
public protocol HTTPResponder: Sendable {
    /// Answers one request. `url` of the request is the target as sent: path and query.
    func respond(to request: HTTPRequest) -> HTTPResponse
    /// Answers one request and says how the answer is to reach the client; at once and whole
    /// unless a responder has it otherwise.
    func deliver(_ request: HTTPRequest) -> HTTPDelivery
}
