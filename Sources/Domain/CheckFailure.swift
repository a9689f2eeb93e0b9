/// Why a vendor gave no good answer: a class to decide on, and a sentence for the operator.
public struct CheckFailure: Error, Equatable, Sendable {
    /// The class, decided by the HTTP status first.
    public var reason: Reason
    /// The HTTP status; nil when no answer came.
    public var httpStatus: Int?
    /// The vendor's own error code.
    public var code: String?
    /// One sentence that an operator understands; no secret, no personal data, no control
    /// characters.
    public var message: String
    /// How long the vendor asked to be left alone (Retry-After).
    public var retryAfter: Duration?
    /// Whether the request may have reached the vendor although no usable answer came; a write
    /// with this set has an unknown outcome.
    public var mayHaveArrived: Bool

    /// A failure.
    public init(
        _ reason: Reason, httpStatus: Int? = nil, code: String? = nil, message: String,
        retryAfter: Duration? = nil, mayHaveArrived: Bool = false
    ) {
        self.reason = reason
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
        self.mayHaveArrived = mayHaveArrived
    }

    /// The classes of the contract, section 4; the raw value is the word in JSON.
    public enum Reason: String, CaseIterable, Sendable {
        /// The credentials were refused.
        case auth
        /// The vendor does not know the id.
        case notFound = "not_found"
        /// Too many requests.
        case rateLimited = "rate_limited"
        /// The vendor refused the request's content.
        case invalid
        /// The vendor is out of order.
        case vendor
        /// The vendor could not be reached.
        case network
        /// The answer could not be understood.
        case malformed
    }
}
