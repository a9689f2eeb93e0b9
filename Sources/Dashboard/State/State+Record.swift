import Domain
import TerminalUI

extension State {
    /// Opens the form for a new customer or an order of stamps.
    mutating func openRecord(_ sort: NewRecord.Sort) -> [Effect] {
        let form = RecordForm(sort, needsFourEyes: options.needsFourEyes)
        overlays.append(.record(form))
        return [.loadDraft(subject: form.subject)]
    }

    mutating func take(_ input: InputEvent, by form: RecordForm) -> [Effect] {
        var form = form
        let before = form.kept
        let outcome: RecordForm.Outcome
        if case .mouse(let mouse) = input {
            outcome = form.click(draw(self).target(at: mouse.position))
        } else {
            outcome = form.handle(input, at: now)
        }
        overlays[overlays.count - 1] = .record(form)
        var effects = KeptForm.effects(before, form.kept)
        switch outcome {
        case .stay: break
        case .close:
            overlays.removeLast()
            if form.kept?.draft != nil { notice = .draftIsKept }
        case .discard:
            overlays.removeLast()
            notice = .draftIsDiscarded
            return [.discardDraft(subject: form.subject)]
        case .read(let text): effects.append(.readPaste(text, .record(form.sort)))
        case .loadArticles(let state): effects.append(.loadArticles(state: state))
        case .reveal(let field): effects.append(.noteReveal(field: field, nil))
        case .make(let record):
            guard sending.insert(Self.recordMark).inserted else {
                withRecord { $0.take(.rejected("another one is on its way already.")) }
                return []
            }
            effects.append(.make(record))
        }
        return effects
    }

    /// Gives an answer to the form, or to the operator when the form is gone.
    mutating func settle(_ answer: RecordAnswer) {
        sending.remove(Self.recordMark)
        withRecord { $0.take(answer) }
    }

    /// Changes the form, if it is still there.
    mutating func withRecord(_ change: (inout RecordForm) -> Void) {
        for place in overlays.indices {
            guard case .record(var form) = overlays[place] else { continue }
            change(&form)
            overlays[place] = .record(form)
        }
    }

    /// What stands in `sending` for the one record on its way.
    private static var recordMark: String { "record" }
}
