public import Domain
import TerminalUI

/// What became of something that was to be made at a vendor.
public enum RecordAnswer: Equatable, Sendable {
    /// The vendor made it.
    case accepted(ItemKey)
    /// The vendor refused it, or it was never sent; the sentence says why.
    case rejected(String)
    /// It may have been made.
    case unknown(String)
    /// It waits for another login's release under this id.
    case prepared(id: String)
}

/// The form for a new customer or an order of stamps: fill in, review masked, send once, read the
/// answer. Values are drawn in clear only in the field being edited.
struct RecordForm: Equatable, Sendable {
    let sort: NewRecord.Sort
    /// Whether another login has to release what is given here.
    let needsFourEyes: Bool
    private(set) var phase = Phase.editing
    private(set) var texts: [RecordField: TextField] = [:]
    private(set) var focus: RecordField
    /// What is wrong, since it was last asked to be reviewed; a field's goes as it is changed.
    private(set) var faults: [RecordField: String] = [:]
    /// A sentence that stays until the next key.
    private(set) var banner: String?
    private(set) var isAskingToDiscard = false
    /// The articles of a state, once they were asked for.
    private(set) var articles: (state: String, all: [StampArticle]?)?
    /// When Enter was pressed last, so that a held key does not send.
    private var enteredAt: Timestamp?

    /// Where the operator is.
    enum Phase: Equatable {
        case editing
        case reviewing(NewRecord)
        case sending(NewRecord)
        case answered(NewRecord, RecordAnswer)
    }

    /// What the form wants after some input.
    enum Outcome: Equatable {
        case stay
        case close
        case loadArticles(state: String)
        case make(NewRecord)
    }

    init(_ sort: NewRecord.Sort, needsFourEyes: Bool) {
        self.sort = sort
        self.needsFourEyes = needsFourEyes
        focus = sort.fields[0]
    }

    static func == (left: RecordForm, right: RecordForm) -> Bool {
        left.sort == right.sort && left.phase == right.phase && left.texts == right.texts
            && left.focus == right.focus && left.faults == right.faults
            && left.banner == right.banner && left.isAskingToDiscard == right.isAskingToDiscard
            && left.articles?.state == right.articles?.state
            && left.articles?.all == right.articles?.all
    }

    /// Whether it is on its way, so that nothing may be closed.
    var isSending: Bool { if case .sending = phase { true } else { false } }

    /// Everything typed so far.
    var draft: RecordDraft {
        var draft = RecordDraft(sort)
        for (field, text) in texts { draft[field] = text.text }
        return draft
    }

    /// What can be chosen for the field being edited and begins or reads as was typed.
    var matches: [(value: String, label: String)] {
        let typed = (texts[focus]?.text ?? "").lowercased()
        let all: [(value: String, label: String)] =
            switch focus {
            case .state: StampOrderRequest.states.map { ($0, $0) }
            case .article:
                (articles?.all ?? []).map {
                    ($0.id, [$0.id, $0.name ?? $0.code ?? ""].joined(separator: "  "))
                }
            default: []
            }
        return all.filter { typed.isEmpty || $0.label.lowercased().contains(typed) }
    }

    // MARK: Input

    mutating func handle(_ input: InputEvent, at now: Timestamp) -> Outcome {
        if case .key(.enter) = input {
            defer { enteredAt = now }
            if case .reviewing = phase, let enteredAt, now - enteredAt < .seconds(1) {
                banner = "Let go of Enter and look it over; then Enter goes on."
                return .stay
            }
        }
        switch (input, phase) {
        case (.key(let key), .editing): return isAskingToDiscard ? answer(key) : edit(key)
        case (.paste(let text), .editing):
            if !isAskingToDiscard { change { $0.insert(String(text.prefix { !$0.isNewline })) } }
        case (.key(.escape), .reviewing):
            phase = .editing
            banner = nil
        case (.key(.enter), .reviewing(let record)):
            phase = .sending(record)
            banner = nil
            return .make(record)
        case (.key(.enter), .answered), (.key(.escape), .answered): return .close
        case (.key(.escape), .sending): banner = "It cannot be called back: wait for the answer."
        default: break
        }
        return .stay
    }

    private mutating func edit(_ key: Key) -> Outcome {
        banner = nil
        switch key {
        case .escape:
            isAskingToDiscard = texts.values.contains { !$0.isEmpty }
            return isAskingToDiscard ? .stay : .close
        case .control("s"): return review()
        case .enter where focus == sort.fields.last: return review()
        case .enter, .tab, .down: return moveFocus(by: 1)
        case .backTab, .up: return moveFocus(by: -1)
        default: change { $0.handle(key) != .tooLong }
        }
        return .stay
    }

    private mutating func answer(_ key: Key) -> Outcome {
        switch key {
        case .character("y"), .character("Y"): return .close
        case .character("n"), .character("N"), .escape: isAskingToDiscard = false
        default: break
        }
        return .stay
    }

    private mutating func change(_ work: (inout TextField) -> Bool) {
        faults[focus] = nil
        if !work(&texts[focus, default: TextField()]) {
            banner = "More than \(TextField.limit) characters: nothing was put in."
        }
        if focus == .state { articles = nil }
    }

    /// Leaves the field; the only option that what was typed can mean is taken.
    private mutating func moveFocus(by step: Int) -> Outcome {
        let options = matches
        let typed = texts[focus]?.text ?? ""
        if !typed.isEmpty, options.count == 1 { texts[focus] = TextField(options[0].value) }
        let place = sort.fields.firstIndex(of: focus) ?? 0
        focus = sort.fields[(place + step + sort.fields.count) % sort.fields.count]
        return wantedArticles
    }

    private var wantedArticles: Outcome {
        let state = draft[.state].uppercased()
        guard sort == .order, StampOrderRequest.states.contains(state), articles?.state != state
        else { return .stay }
        return .loadArticles(state: state)
    }

    private mutating func review() -> Outcome {
        let outcome = moveFocus(by: 0)
        switch draft.validated(articles: articles?.all) {
        case .success(let record):
            phase = .reviewing(record)
            faults = [:]
        case .failure(let found):
            faults = found.sentences
            focus = sort.fields.first { faults[$0] != nil } ?? focus
            banner =
                faults.count == 1
                ? "One field needs attention." : "\(faults.count) fields need attention."
        }
        return outcome
    }

    // MARK: Answers

    /// Takes the articles of a state; nil when they are not known.
    mutating func take(articles all: [StampArticle]?, of state: String) {
        if draft[.state].uppercased() == state { articles = (state, all) }
    }

    /// Takes what became of it.
    mutating func take(_ answer: RecordAnswer) {
        guard case .sending(let record) = phase else { return }
        banner = nil
        if case .rejected(let sentence) = answer {
            phase = .editing
            banner = "\(needsFourEyes ? "Not prepared" : "Not accepted"): \(sentence)"
        } else {
            phase = .answered(record, answer)
        }
    }
}

extension RecordForm: CustomStringConvertible, CustomReflectable {
    /// Which form it is, and nothing that was typed.
    var description: String { "RecordForm(\(sort.rawValue))" }

    /// Nothing inside, so that `dump` shows no value.
    var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
