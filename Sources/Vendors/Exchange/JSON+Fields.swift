import Domain
import JSON

extension JSON {
    /// A string or number as plain text; nil for anything else and for nothing visible.
    var plainText: String? {
        let text: String? =
            switch self {
            case .string(let text): VendorText.plain(text)
            case .integer(let number): String(number)
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
    fileprivate var count: Int? {
        let number = integer ?? string.flatMap { Int($0) }
        return number.flatMap { $0.magnitude < 1 << 53 ? $0 : nil }
    }
}

/// Reads an answer's numbers and collects what is wrong with them.
struct CountReader {
    /// Sentences for `Snapshot.contradictions`.
    private(set) var contradictions: [String] = []

    /// The number of that name: nil when it is absent or null, or, with a sentence, unusable.
    mutating func read(_ name: String, in object: JSON?, named title: String? = nil) -> Int? {
        guard let value = object?[name], !value.isNull else { return nil }
        let name = title ?? name
        guard let count = value.count else {
            contradictions.append("\(name) is not a number")
            return nil
        }
        if count < 0 { contradictions.append("\(name) is negative: \(count)") }
        return count
    }

    /// Adds a sentence unless the statement holds.
    mutating func check(_ sentence: @autoclosure () -> String, holds: Bool) {
        if !holds { contradictions.append(sentence()) }
    }
}

/// The vendor's remaining fields as facts.
struct FactReader {
    /// In the order of reading.
    private(set) var facts: [Snapshot.Fact] = []

    /// Adds the field when it is there.
    mutating func add(_ name: String, in object: JSON?) {
        guard let text = object?[name]?.plainText else { return }
        facts.append(Snapshot.Fact(name: name, value: VendorText.safe(text)))
    }

    /// Adds a field that holds the vendor's own id, which can look like a person's number.
    mutating func addID(_ name: String, in object: JSON?) {
        guard let text = object?[name]?.plainText else { return }
        facts.append(Snapshot.Fact(name: name, value: text))
    }

    /// Adds a personal field masked, when it is there.
    mutating func addMasked(_ name: String, in object: JSON?) {
        guard let text = object?[name]?.plainText else { return }
        facts.append(Snapshot.Fact(name: name, value: Personal(text).masked))
    }

    /// Adds a field worked out by the mapping.
    mutating func add(_ name: String, _ value: String) {
        facts.append(Snapshot.Fact(name: name, value: value))
    }
}
