import TerminalUI

/// One of several options, found by typing or with the arrows.
struct ChoiceField: Equatable, Sendable {
    /// Everything there is to choose from.
    var options: [Option] {
        didSet { highlighted = nil }
    }
    /// What was typed to find one.
    private(set) var query = TextField()
    /// The value that was chosen.
    private(set) var chosen: String?
    /// Which of `matches` the arrows are on.
    private(set) var highlighted: Int?

    /// One option.
    struct Option: Equatable, Sendable {
        /// What is sent.
        var value: String
        /// What is shown.
        var label: String
        /// What helps to tell it from others.
        var detail = ""
    }

    /// The options that contain what was typed, in any case of letters.
    var matches: [Option] {
        let wanted = query.text.lowercased()
        if wanted.isEmpty { return options }
        return options.filter {
            $0.label.lowercased().contains(wanted) || $0.value.lowercased().contains(wanted)
        }
    }

    /// What is sent: the choice, else the option whose value was typed whole, else what was typed.
    var value: String { chosen ?? exact?.value ?? query.text }

    /// The option whose value was typed, in any case of letters.
    private var exact: Option? {
        let wanted = query.text.lowercased()
        return wanted.isEmpty ? nil : options.first { $0.value.lowercased() == wanted }
    }

    /// What is shown of it.
    var label: String {
        options.first { $0.value == chosen }?.label ?? value
    }

    /// Takes a value, whether it is among the options or not.
    mutating func choose(_ value: String?) {
        chosen = value
        query = TextField()
        highlighted = nil
    }

    /// Edits what is typed; the first change drops an earlier choice.
    mutating func handle(_ key: Key) -> TextField.Reaction {
        if chosen != nil, [.backspace, .delete, .control("u")].contains(key) {
            choose(nil)
            return .done
        }
        return edit { $0.handle(key) }
    }

    /// Puts pasted text into what is typed.
    mutating func paste(_ text: String) -> TextField.Reaction {
        edit { $0.insert(text) ? .done : .tooLong }
    }

    /// Moves among the matches; false when that leads out of the list.
    mutating func moveHighlight(by step: Int) -> Bool {
        let start =
            highlighted
            ?? chosen.flatMap { value in
                matches.firstIndex { $0.value == value }
            }
        let place = start.map { $0 + step } ?? (step > 0 ? 0 : -1)
        guard matches.indices.contains(place) else {
            highlighted = nil
            return false
        }
        highlighted = place
        return true
    }

    /// The option that leaving the field takes: the one the arrows are on, the one whose value was
    /// typed, or the only match of what was typed. Several matches are never decided by chance.
    var decided: Option? {
        if let highlighted { return matches[highlighted] }
        if let exact { return exact }
        return !query.isEmpty && matches.count == 1 ? matches.first : nil
    }

    private mutating func edit(
        _ change: (inout TextField) -> TextField.Reaction
    ) -> TextField.Reaction {
        let before = query.characters
        let reaction = change(&query)
        if query.characters != before {
            chosen = nil
            highlighted = nil
        }
        return reaction
    }
}
