/// A JSON value whose objects keep the order and the repetitions of their members, as signing
/// and mapping vendors' answers need.
public enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    /// A whole number that fits.
    case integer(Int)
    /// Any other number.
    case double(Double)
    case string(String)
    case array([JSON])
    /// An array of texts, packed: only made where the parser is asked for it.
    case texts(JSONTexts)
    case object([Member])

    /// One name and value of an object.
    public struct Member: Equatable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: JSON

        /// A name and a value.
        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }
}

extension JSON {
    /// The last member of that name in an object, as other parsers take it; nil otherwise.
    public subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The text of a string.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number when it is whole and fits, also when it was written with a fraction of zero.
    public var integer: Int? {
        switch self {
        case .integer(let number): number
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }

    /// The number.
    public var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    /// True or false.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements of an array.
    public var array: [JSON]? {
        switch self {
        case .array(let elements): elements
        case .texts(let texts): texts.texts.map(JSON.string)
        default: nil
        }
    }

    /// The members of an object.
    public var object: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// Whether it is `null`.
    public var isNull: Bool { self == .null }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByNilLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// An object in the literal's order.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
}

extension JSON {
    /// The string, or `null`.
    public init(_ text: String?) { self = text.map(JSON.string) ?? .null }
    /// The number, or `null`.
    public init(_ number: Int?) { self = number.map(JSON.integer) ?? .null }
    /// The number, or `null` when there is none or it is not finite.
    public init(_ number: Double?) {
        self = number.flatMap { $0.isFinite ? .double($0) : nil } ?? .null
    }
}
