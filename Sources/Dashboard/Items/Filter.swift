public import Domain

/// What the operator wants to see: terms that must all hold.
///
/// A term is a word, `!word` for what must not be there, or `field:word` with one of the fields
/// label, id, vendor, kind, state, flag, error. Upper and lower case are the same.
public struct Filter: Equatable, Sendable {
    private let terms: [Term]

    private struct Term: Equatable, Sendable {
        var field: Field?
        var text: SearchText
        var isExcluded: Bool
    }

    private enum Field: String {
        case label, id, vendor, kind, state, flag, error
    }

    /// Reads what was typed.
    public init(_ text: String) {
        terms = text.lowercased().split(whereSeparator: \.isWhitespace).compactMap { word in
            var word = word
            let isExcluded = word.hasPrefix("!")
            if isExcluded { word = word.dropFirst() }
            var field: Field?
            if let colon = word.firstIndex(of: ":"),
                let named = Field(rawValue: String(word[..<colon]))
            {
                field = named
                word = word[word.index(after: colon)...]
            }
            return word.isEmpty
                ? nil : Term(field: field, text: SearchText(word), isExcluded: isExcluded)
        }
    }

    /// Whether everything that this filter wants is wanted by another one too; false when that is
    /// not plain to see.
    func narrows(_ other: Filter) -> Bool {
        terms.count >= other.terms.count
            && zip(terms, other.terms).allSatisfy { new, old in
                new == old
                    || !new.isExcluded && !old.isExcluded && new.field == old.field
                        && new.text.begins(with: old.text)
            }
    }

    /// Whether an item is wanted as it is at a moment.
    public func matches(_ item: TrackedItem, at now: Timestamp, cadence: Cadence) -> Bool {
        matches(Row(item, at: now, cadence: cadence))
    }

    /// Whether a row is wanted.
    func matches(_ row: Row) -> Bool {
        terms.allSatisfy { Self.holds($0, in: row) != $0.isExcluded }
    }

    /// Whether an entry of the activity record is wanted.
    func matches(_ entry: ActivityEntry) -> Bool {
        terms.allSatisfy { Self.holds($0, in: entry) != $0.isExcluded }
    }

    private static func holds(_ term: Term, in row: Row) -> Bool {
        let item = row.item
        func has(_ field: Field, _ text: @autoclosure () -> String?) -> Bool {
            (term.field == nil || term.field == field) && term.text.isIn(text())
        }
        if has(.label, item.label) || has(.id, item.key.id) { return true }
        if has(.vendor, item.key.kind.vendor.title) || has(.kind, item.key.kind.rawValue) {
            return true
        }
        if has(.state, item.state.rawValue) || has(.state, row.standing.summary)
            || has(.state, item.snapshot?.vendorState)
        {
            return true
        }
        if row.flags.contains(where: { has(.flag, $0.rawValue) }) { return true }
        if let failure = item.failure,
            has(.error, failure.reason.rawValue) || has(.error, failure.reason.words)
                || has(.error, failure.message)
        {
            return true
        }
        return term.field == nil && term.text.isIn(item.snapshot?.failureReason)
    }

    private static func holds(_ term: Term, in entry: ActivityEntry) -> Bool {
        func has(_ field: Field?, _ text: String?) -> Bool {
            (term.field == nil || term.field == field) && term.text.isIn(text)
        }
        return has(nil, entry.text) || has(nil, entry.event.rawValue)
            || has(nil, entry.operatorName) || has(.id, entry.key?.id)
            || has(.kind, entry.key?.kind.rawValue) || has(.vendor, entry.key?.kind.vendor.title)
    }
}
