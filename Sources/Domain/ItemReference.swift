/// How an operator names one item: `kind:id`, `kind:prefix`, an id, or the front of an id.
public struct ItemReference: Equatable, Sendable {
    /// As it was typed.
    public let text: String
    private let kind: Kind?
    private let prefix: String

    /// The reference that a text spells; any text is one, though it may name nothing.
    public init(_ text: String) {
        self.text = text
        if let colon = text.firstIndex(of: ":"), let kind = Kind(rawValue: String(text[..<colon])) {
            self.kind = kind
            prefix = String(text[text.index(after: colon)...])
        } else {
            kind = nil
            prefix = text
        }
    }

    /// What the reference names among some items. A whole id wins over longer ids that it begins,
    /// and what was typed wins over ids that differ from it in case: Surepass's are told apart by it.
    public func match(among keys: [ItemKey]) -> Match {
        let wanted = prefix.lowercased()
        guard !wanted.isEmpty else { return .none }
        let candidates = keys.filter { key in
            (kind == nil || key.kind == kind) && key.id.lowercased().hasPrefix(wanted)
        }
        let found =
            [
                candidates.filter { $0.id == prefix },
                candidates.filter { $0.id.lowercased() == wanted },
                candidates.filter { $0.id.hasPrefix(prefix) },
            ].first { !$0.isEmpty } ?? candidates
        guard let first = found.first else { return .none }
        return found.count == 1 ? .one(first) : .several(found.sorted())
    }

    /// What a reference can name.
    public enum Match: Equatable, Sendable {
        case none
        case one(ItemKey)
        /// It is not unique: the candidates in order.
        case several([ItemKey])
    }
}
