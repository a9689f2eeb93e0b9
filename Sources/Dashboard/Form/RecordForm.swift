public import Domain
import TerminalUI

/// What became of something that was to be made at a vendor.
public enum RecordAnswer: Equatable, Sendable {
    /// The vendor made it.
    case accepted(ItemKey)
    /// The vendor refused it, or it was never sent; the sentence says why, and the fields what the
    /// vendor says against each.
    case rejected(String, fields: [CheckFailure.Refusal] = [])
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
    var phase = Phase.editing
    var texts: [RecordField: TextField] = [:]
    /// The fields in which something is chosen; articles once they were asked for.
    var choices: [RecordField: ChoiceField]
    var focus: RecordField
    /// What is wrong, since it was last asked to be reviewed; a field's goes as it is changed.
    var faults: [RecordField: String] = [:]
    /// Why the field being edited did not take the last key.
    var refusal: String?
    /// A sentence that stays until the next key.
    var banner: String?
    var isAskingToDiscard = false
    /// The articles of a state, once they were asked for.
    var articles: Articles?
    /// The row of the review whose value can be asked for.
    var reviewRow = 0
    /// The field of the review that is shown in clear, and until when.
    var reveal: KYCForm.Reveal?
    /// When Enter was pressed last, so that a held key does not send.
    var enteredAt: Timestamp?

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
        /// To be taken off the screen, and what was kept of it forgotten.
        case discard
        /// Read the fields out of what was pasted.
        case read(Personal)
        case loadArticles(state: String)
        /// A field of the review is wanted in clear: note that and show it.
        case reveal(field: String)
        case make(NewRecord)
    }

    /// What is known of a state's articles.
    struct Articles: Equatable {
        var state: String
        /// Nil when they could not be asked for.
        var all: [StampArticle]?
    }

    init(_ sort: NewRecord.Sort, needsFourEyes: Bool) {
        self.sort = sort
        self.needsFourEyes = needsFourEyes
        focus = sort.fields[0]
        let states = StampOrderRequest.stateNames.map {
            ChoiceField.Option(value: $0.code, label: "\($0.code)  \($0.name)")
        }
        let answers = ["yes", "no"].map { ChoiceField.Option(value: $0, label: $0) }
        choices =
            sort == .order
            ? [.state: ChoiceField(options: states), .article: ChoiceField(options: [])]
            : [.nonResident: ChoiceField(options: answers)]
    }

    /// Whether it is on its way, so that nothing may be closed.
    var isSending: Bool { if case .sending = phase { true } else { false } }

    /// Everything typed so far.
    var draft: RecordDraft {
        var draft = RecordDraft(sort)
        for field in sort.fields { draft[field] = text(of: field) }
        return draft
    }

    /// What would be sent of a field.
    func text(of field: RecordField) -> String {
        choices[field]?.value ?? texts[field]?.text ?? ""
    }

    /// The form that what is typed into a field falls into; nil for free text.
    func mask(of field: RecordField) -> InputMask? { field == .phone ? .phone : nil }

    // MARK: Articles

    /// Asks for the articles of the chosen state, unless they are there.
    var wanted: Outcome {
        let state = draft[.state].uppercased()
        guard sort == .order, StampOrderRequest.states.contains(state), articles?.state != state
        else { return .stay }
        return .loadArticles(state: state)
    }

    /// Takes the articles of a state; nil when they are not known.
    mutating func take(articles all: [StampArticle]?, of state: String) {
        guard draft[.state].uppercased() == state else { return }
        articles = Articles(state: state, all: all)
        choices[.article]?.options = (all ?? []).map {
            ChoiceField.Option(
                value: $0.id, label: [$0.id, $0.name ?? $0.code ?? ""].joined(separator: "  "))
        }
    }

    /// Drops the articles of a state that is no longer the chosen one.
    mutating func forgetOtherArticles() {
        guard let articles, articles.state != draft[.state].uppercased() else { return }
        self.articles = nil
        choices[.article] = ChoiceField(options: [])
    }

    // MARK: Answers

    /// Takes what became of it.
    mutating func take(_ answer: RecordAnswer) {
        guard case .sending(let record) = phase else { return }
        banner = nil
        if case .rejected(let sentence, let refusals) = answer {
            phase = .editing
            for refusal in refusals {
                guard let field = RecordField(rawValue: refusal.field), sort.fields.contains(field)
                else { continue }
                faults[field] = "\(sort.vendor.title): \(refusal.text)"
            }
            focus = sort.fields.first { faults[$0] != nil } ?? focus
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
