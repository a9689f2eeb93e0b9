import Domain
import TerminalUI

/// The small form in which an id to watch is entered: kind, id, label.
struct TrackPrompt: Equatable, Sendable {
    /// The kinds whose vendor is configured.
    let kinds: [Kind]
    /// The chosen kind.
    private(set) var kind: Kind
    /// The vendor's id as typed.
    private(set) var id = TextField()
    /// A name for it, if any.
    private(set) var label = TextField()
    /// The field being edited.
    private(set) var field = Field.id
    /// What is wrong with the id.
    private(set) var fault: String?

    /// The fields from top to bottom.
    enum Field: Int, CaseIterable {
        case kind, id, label
    }

    /// What the prompt wants after a key.
    enum Outcome: Equatable {
        case stay
        case close
        case track(ItemKey, label: String?)
    }

    /// An empty prompt; nil when no vendor is configured.
    init?(vendors: Set<Vendor>, preferring preferred: Kind?) {
        let possible = Kind.allCases.filter { vendors.contains($0.vendor) }
        guard let first = possible.first else { return nil }
        kinds = possible
        kind = preferred.flatMap { possible.contains($0) ? $0 : nil } ?? first
    }

    /// Takes a key or a paste.
    mutating func handle(_ input: InputEvent) -> Outcome {
        switch input {
        case .key(let key): return handle(key)
        case .paste(let text):
            edit {
                _ = $0.insert(text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
            }
        case .mouse, .resized: break
        }
        return .stay
    }

    /// What is being typed; nil on the kind.
    var edited: TextField? {
        switch field {
        case .kind: nil
        case .id: id
        case .label: label
        }
    }

    /// Goes to another field.
    mutating func edit(_ field: Field) { self.field = field }

    private mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .escape: return .close
        case .enter: return submit()
        case .tab, .down: moveField(by: 1)
        case .backTab, .up: moveField(by: -1)
        case .left where field == .kind: moveKind(by: -1)
        case .right where field == .kind: moveKind(by: 1)
        case .character(" ") where field == .kind: moveKind(by: 1)
        default: edit { _ = $0.handle(key) }
        }
        return .stay
    }

    private mutating func edit(_ change: (inout TextField) -> Void) {
        fault = nil
        switch field {
        case .kind: return
        case .label: change(&label)
        case .id:
            change(&id)
            // No vendor's id is that long, and a long text is not looked at for each letter.
            guard id.characters.count <= 200 else { return }
            let typedID = typedID
            let fitting = kinds.filter { $0.accepts(id: typedID) }
            if !fitting.isEmpty, !fitting.contains(kind) { kind = fitting[0] }
        }
    }

    /// The id without the spaces that a paste may bring.
    private var typedID: String { id.text.filter { !$0.isWhitespace } }

    private mutating func moveField(by steps: Int) {
        let count = Field.allCases.count
        field = Field(rawValue: (field.rawValue + steps + count) % count) ?? .id
    }

    private mutating func moveKind(by steps: Int) {
        fault = nil
        let place = kinds.firstIndex(of: kind) ?? 0
        kind = kinds[(place + steps + kinds.count) % kinds.count]
    }

    private mutating func submit() -> Outcome {
        guard let key = ItemKey(kind: kind, id: typedID) else {
            fault = typedID.isEmpty ? "Enter the id first." : "This is not \(kind.idForm)."
            field = .id
            return .stay
        }
        let words = label.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return .track(key, label: words.isEmpty ? nil : words)
    }
}
