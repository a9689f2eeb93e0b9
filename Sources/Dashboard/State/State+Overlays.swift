import Domain
import TerminalUI

extension State {
    /// Lets the overlay on top take what the operator did.
    mutating func take(_ input: InputEvent, by top: Overlay) -> [Effect] {
        if case .kyc(let form) = top { return take(input, by: form) }
        switch translated(input) {
        case nil: return []
        case .some(let input):
            switch top {
            case .help(let scroll): takeHelp(input, scroll)
            case .question(let question): return take(input, answering: question)
            case .track(let prompt): return take(input, by: prompt)
            case .note(let prompt): return take(input, by: prompt)
            case .themes(let chooser): take(input, choosing: chooser)
            case .palette(let palette): return take(input, by: palette)
            case .alerts(let index): return takeAlerts(input, index)
            case .columns(let index): takeColumns(input, index)
            case .mute: return takeMute(input)
            case .reveal(let prompt): return take(input, by: prompt)
            case .upload(let prompt): return take(input, by: prompt)
            case .record(let form): return take(input, by: form)
            case .kyc: break
            }
        }
        return []
    }

    /// A click on a key that a dialog names is that key; any other click does nothing.
    private func translated(_ input: InputEvent) -> InputEvent? {
        guard case .mouse(let mouse) = input else { return input }
        switch mouse.action {
        case .scrollUp: return .key(.up)
        case .scrollDown: return .key(.down)
        case .press, .doubleClick:
            switch draw(self).target(at: mouse.position) {
            case .dialogKey(let key): return .key(key)
            // A list in a dialog wants to know which of its rows it was, a form which field.
            case .row, .field, .option: return input
            default: return nil
            }
        }
    }

    private mutating func takeHelp(_ input: InputEvent, _ scroll: Int) {
        let page = max(1, size.height - 6)
        var line = scroll
        switch input {
        case .key(.down), .key(.character("j")): line += 1
        case .key(.up), .key(.character("k")): line -= 1
        case .key(.pageDown), .key(.character(" ")): line += page
        case .key(.pageUp): line -= page
        case .key(.home), .key(.character("g")): line = 0
        case .key(.end), .key(.character("G")): line = .max / 2
        case .key(.escape), .key(.enter), .key(.character("q")), .key(.character("?")):
            overlays.removeLast()
            return
        default: return
        }
        overlays[overlays.count - 1] = .help(scroll: line)
    }

    private mutating func take(_ input: InputEvent, answering question: Question) -> [Effect] {
        switch input {
        case .key(.character("y")), .key(.character("Y")):
            overlays.removeLast()
            switch question.subject {
            case .untrack(let key): return [.untrack(key)]
            case .untrackAll(let keys):
                marked = []
                return keys.map { .untrack($0) }
            case .report(let key):
                asking.insert(key)
                notice = Notice("Asking Surepass for a usage report on \(question.name).")
                return [.startReport(key)]
            case .quitWhileSending: return [.quit]
            }
        case .key(.character("n")), .key(.character("N")), .key(.character("q")), .key(.escape):
            overlays.removeLast()
        default: break
        }
        return []
    }

    private mutating func take(_ input: InputEvent, by prompt: TrackPrompt) -> [Effect] {
        var prompt = prompt
        switch prompt.handle(input) {
        case .stay:
            overlays[overlays.count - 1] = .track(prompt)
            return []
        case .close:
            overlays.removeLast()
            return []
        case .track(let key, let label):
            overlays.removeLast()
            return [.track(key, label: label)]
        }
    }
}
