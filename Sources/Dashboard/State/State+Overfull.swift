import TerminalUI

extension State {
    /// Takes in what the operator did, and says so when it does not fit in the field that is being
    /// typed in: a field takes all of a paste or nothing. The forms say it beside their fields.
    mutating func takeOrRefuse(_ input: InputEvent) -> [Effect] {
        let more: Int
        switch input {
        case .paste(let text): more = text.count
        case .key(.character): more = 1
        default: return take(input)
        }
        guard let before = editedField, before.characters.count + more > TextField.limit else {
            return take(input)
        }
        let effects = take(input)
        guard editedField == before else { return effects }
        let limit = Numbers.grouped(TextField.limit)
        notice = Notice(
            more == 1
                ? "This field is full: \(limit) characters is the most."
                : "Nothing was put in: \(Numbers.grouped(more)) characters were pasted, and a field "
                    + "takes \(limit).",
            isFault: true)
        return effects
    }

    /// The field that is being typed in, of those that say nothing themselves when they are full.
    private var editedField: TextField? {
        switch overlays.last {
        case .palette(let palette): palette.field
        case .track(let prompt): prompt.edited
        case .upload(let prompt): prompt.verdict == nil ? prompt.path : nil
        case .note(let prompt): prompt.field
        case .help, .question, .alerts, .columns, .reveal, .mute, .kyc, .record, .themes: nil
        case nil where isSearchingStamps: stampSearch?.field
        case nil: isFiltering ? filters[view] ?? TextField() : nil
        }
    }
}
