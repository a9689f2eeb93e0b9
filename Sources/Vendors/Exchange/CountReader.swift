import JSON

/// Reads an answer's numbers and collects what is wrong with them.
struct CountReader {
    /// Sentences for `Snapshot.contradictions`.
    private(set) var contradictions: [String] = []

    /// The number of that name: nil when it is absent or null, or, with a sentence, unusable.
    mutating func read(_ name: String, in object: JSON?, named title: String? = nil) -> Int? {
        guard let value = object?[name], !value.isNull else { return nil }
        let name = title ?? name
        guard let count = value.count else {
            let number = value.double == nil ? "" : ": \(value.text())"
            contradictions.append("\(name) is not a number of records\(number)")
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
