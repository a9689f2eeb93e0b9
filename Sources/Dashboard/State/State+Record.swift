import Domain
import TerminalUI

extension State {
    /// Opens the form for a new customer or an order of stamps.
    mutating func openRecord(_ sort: NewRecord.Sort) {
        overlays.append(.record(RecordForm(sort, needsFourEyes: options.needsFourEyes)))
    }

    mutating func take(_ input: InputEvent, by form: RecordForm) -> [Effect] {
        var form = form
        let outcome = form.handle(input, at: now)
        overlays[overlays.count - 1] = .record(form)
        switch outcome {
        case .stay: return []
        case .close:
            overlays.removeLast()
            return []
        case .loadArticles(let state): return [.loadArticles(state: state)]
        case .make(let record):
            guard sending.insert(Self.recordMark).inserted else {
                withRecord { $0.take(.rejected("another one is on its way already.")) }
                return []
            }
            return [.make(record)]
        }
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
