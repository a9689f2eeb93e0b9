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
    /// What the vendor says against single fields of a write that it refused.
    public var refusals: [Refusal] = []
    /// What to do about this very failure, where more is known than its class tells.
    private var specificHint: String?

    /// A failure; without a hint of its own it has the one of its class.
    public init(
        _ reason: Reason, httpStatus: Int? = nil, code: String? = nil, message: String,
        retryAfter: Duration? = nil, mayHaveArrived: Bool = false, hint: String? = nil
    ) {
        self.reason = reason
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
        self.mayHaveArrived = mayHaveArrived
        specificHint = hint == reason.hint ? nil : hint
    }

    /// One sentence that says what an operator can do about it; the only source of such words.
    public var hint: String {
        get { specificHint ?? reason.hint }
        set { specificHint = newValue == reason.hint ? nil : newValue }
    }

    /// What a vendor says against one field; no personal data, no control characters.
    public struct Refusal: Equatable, Sendable {
        /// The vendor's name of the field, after those of the objects it is inside of and dots.
        public var field: String
        /// The vendor's words.
        public var text: String

        /// What is said against a field.
        public init(field: String, text: String) {
            self.field = field
            self.text = text
        }
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

extension CheckFailure.Reason {
    /// What an operator can do about the class.
    fileprivate var hint: String {
        switch self {
        case .auth: "The credentials were refused: check them in the configuration file."
        case .notFound: "The vendor does not know this id: check it, or untrack it."
        case .rateLimited: "The vendor asks for fewer requests; Vigil waits and asks again."
        case .invalid: "The vendor refused the request itself: check the id and the base URL."
        case .vendor: "The vendor is out of order; Vigil goes on asking, more slowly."
        case .network: "The vendor could not be reached; Vigil goes on trying, more slowly."
        case .malformed: "The answer could not be understood: check that the base URL is right."
        }
    }
}
