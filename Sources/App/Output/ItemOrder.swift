import Domain
import JSON

/// The order of a list: by a key of the JSON form, what is absent last, ties as they were.
struct ItemOrder {
    private let key: String

    /// The order by a key, which has to be one of the form's.
    init(_ key: String) throws(ProgramFailure) {
        let names = ItemJSON.keys
        guard names.contains(key) else {
            throw ProgramFailure(
                .usage, "--sort: there is no key \(PlainText.quoted(key))",
                hint: Spelling.hint(for: key, among: names)
                    ?? "it is one of \(names.joined(separator: ", "))")
        }
        self.key = key
    }

    /// The items in this order: numbers by size, words by the alphabet.
    func sorted(
        _ items: [TrackedItem], at now: Timestamp, cadences: Cadences
    ) -> [TrackedItem] {
        let marked = items.enumerated().map { place, item in
            let object = ItemJSON.object(item, at: now, cadence: cadences[item.key.kind])
            return (place: place, item: item, value: object[key] ?? .null)
        }
        return marked.sorted { left, right in
            if precedes(left.value, right.value) { return true }
            return precedes(right.value, left.value) ? false : left.place < right.place
        }.map(\.item)
    }

    private func precedes(_ left: JSON, _ right: JSON) -> Bool {
        if left.isNull || right.isNull { return !left.isNull && right.isNull }
        if let left = left.double, let right = right.double { return left < right }
        if let left = left.string, let right = right.string {
            return left.lowercased() < right.lowercased()
        }
        return left.text() < right.text()
    }
}
