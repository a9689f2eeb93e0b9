/// An answer and the way it reaches the client: at once and whole, late, cut off or not at all.
public struct HTTPDelivery: Equatable, Sendable {
    /// What is answered.
    public var response: HTTPResponse
    /// How long the client waits for the first byte.
    public var delay: Duration
    /// Where the connection is closed.
    public var ending: Ending

    /// Where a connection is closed.
    public enum Ending: Equatable, Sendable {
        /// The whole answer is sent.
        case whole
        /// The head announces the whole body, but the connection ends after that many bytes.
        case cut(after: Int)
        /// The connection ends without a byte of answer.
        case unanswered
    }

    /// A delivery; by default at once and whole.
    public init(_ response: HTTPResponse, delay: Duration = .zero, ending: Ending = .whole) {
        self.response = response
        self.delay = delay
        self.ending = ending
    }
}

extension HTTPResponder {
    /// The answer at once and whole.
    public func deliver(_ request: HTTPRequest) -> HTTPDelivery {
        HTTPDelivery(respond(to: request))
    }
}
