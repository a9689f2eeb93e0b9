/// One request to a server: where, how and with what.
public struct HTTPRequest: Equatable, Sendable {
    /// `GET`, `POST`, `PATCH`.
    public var method: String
    /// The absolute URL, percent-encoded.
    public var url: String
    /// The headers in the order to send them.
    public var headers: HTTPHeaders
    /// The body's bytes; empty for none.
    public var body: [UInt8]
    /// From the start until the answer's last byte.
    public var timeout: Duration
    /// The most bytes of answer that are taken; a larger one is `TransportFailure.tooLarge`.
    public var answerLimit: Int

    /// A request.
    public init(
        method: String, url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [],
        timeout: Duration = .seconds(20), answerLimit: Int = 64 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.answerLimit = answerLimit
    }
}

/// A server's answer.
public struct HTTPResponse: Equatable, Sendable {
    /// The status, 100 to 599.
    public var status: Int
    /// The headers in the order they came.
    public var headers: HTTPHeaders
    /// The body's bytes.
    public var body: [UInt8]

    /// An answer.
    public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Header fields in order; names are compared without regard to case.
public struct HTTPHeaders: Equatable, Sendable, ExpressibleByDictionaryLiteral {
    /// The fields in order.
    public private(set) var fields: [Field]

    /// One header field.
    public struct Field: Equatable, Sendable {
        /// The name as written.
        public var name: String
        /// The value.
        public var value: String

        fileprivate func isNamed(_ other: String) -> Bool {
            name.utf8.count == other.utf8.count
                && zip(name.utf8, other.utf8).allSatisfy { Self.folded($0) == Self.folded($1) }
        }

        private static func folded(_ byte: UInt8) -> UInt8 {
            (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        }
    }

    /// No fields.
    public init() {
        fields = []
    }

    /// The fields of a literal, in its order.
    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// Makes room for so many fields.
    public mutating func reserve(_ count: Int) { fields.reserveCapacity(count) }

    /// Adds a field after the others.
    public mutating func append(name: String, value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// The first field of that name; setting replaces every field of that name.
    public subscript(name: String) -> String? {
        get { fields.first { $0.isNamed(name) }?.value }
        set {
            fields.removeAll { $0.isNamed(name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }
}
