public import Domain

/// What the operator wants to see: terms that must all hold.
///
/// A term is a word, `!word` for what must not be there, or `field:word` with one of the fields
/// label, id, vendor, kind, state, flag, error. Upper and lower case are the same.
public struct Filter: Equatable, Sendable {
    private let terms: [Term]

    private struct Term: Equatable, Sendable {
        var field: String?
        var text: String
        var isExcluded: Bool
    }

    /// Reads what was typed.
    public init(_ text: String) {
        terms = text.lowercased().split(whereSeparator: \.isWhitespace).compactMap { word in
            var word = word
            let isExcluded = word.hasPrefix("!")
            if isExcluded { word = word.dropFirst() }
            var field: String?
            if let colon = word.firstIndex(of: ":"), Self.fields.contains(String(word[..<colon])) {
                field = String(word[..<colon])
                word = word[word.index(after: colon)...]
            }
            return word.isEmpty
                ? nil : Term(field: field, text: String(word), isExcluded: isExcluded)
        }
    }

    /// Whether an item is wanted as it is at a moment.
    public func matches(_ item: TrackedItem, at now: Timestamp, cadence: Cadence) -> Bool {
        matches(Row(item, at: now, cadence: cadence))
    }

    /// Whether a row is wanted.
    func matches(_ row: Row) -> Bool {
        terms.isEmpty || matches(fields: Self.texts(of: row))
    }

    /// Whether an entry of the activity record is wanted.
    func matches(_ entry: ActivityEntry) -> Bool {
        guard !terms.isEmpty else { return true }
        var fields = ["text": [entry.text, entry.event.rawValue, entry.operatorName ?? ""]]
        if let key = entry.key {
            fields["id"] = [key.id]
            fields["kind"] = [key.kind.rawValue]
            fields["vendor"] = [key.kind.vendor.title]
        }
        return matches(fields: fields)
    }

    private func matches(fields: [String: [String]]) -> Bool {
        terms.allSatisfy { term in
            let texts = term.field.map { fields[$0] ?? [] } ?? fields.values.flatMap(\.self)
            return texts.contains { $0.lowercased().contains(term.text) } != term.isExcluded
        }
    }

    private static let fields: Set<String> = [
        "label", "id", "vendor", "kind", "state", "flag", "error",
    ]

    private static func texts(of row: Row) -> [String: [String]] {
        let item = row.item
        var texts = [
            "label": [item.label ?? ""],
            "id": [item.key.id],
            "vendor": [item.key.kind.vendor.title],
            "kind": [item.key.kind.rawValue],
            "state": [item.state.rawValue, row.standing.summary, item.snapshot?.vendorState ?? ""],
            "flag": row.flags.map(\.rawValue),
            "reason": [item.snapshot?.failureReason ?? ""],
        ]
        if let failure = item.failure {
            texts["error"] = [failure.reason.rawValue, failure.reason.words, failure.message]
        }
        return texts
    }
}
