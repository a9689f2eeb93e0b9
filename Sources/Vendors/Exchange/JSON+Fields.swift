import Domain
import JSON

extension ItemKey {
    /// Whether an answer that names this id, or none, is about the item.
    func isNamed(_ id: String?) -> Bool {
        id.map { ItemKey(kind: kind, id: $0) == self } ?? true
    }
}

extension JSON {
    /// A string or number as plain text; nil for anything else and for nothing visible.
    var plainText: String? {
        let text: String? =
            switch self {
            case .string(let text): VendorText.plain(text)
            case .integer(let number): String(number)
            case .double: integer.map { String($0) }
            case .bool(let value): String(value)
            default: nil
            }
        return text?.isEmpty == false ? text : nil
    }

    /// A moment in ISO 8601.
    var timestamp: Timestamp? { string.flatMap { Timestamp(iso8601: $0) } }

    /// Whether it is a text with something in it, as a link that is there.
    var isFilled: Bool { string?.isEmpty == false }

    /// A number of records, also when written as a text. Beyond what a double holds exactly
    /// nothing is a count, and sums of counts stay far from overflow.
    var count: Int? {
        let number = integer ?? string.flatMap { Int($0) }
        return number.flatMap { $0.magnitude < 1 << 53 ? $0 : nil }
    }
}
