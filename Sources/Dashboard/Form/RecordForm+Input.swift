import Domain
import TerminalUI

extension RecordForm {
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
        case (.paste(let text), .editing): return isAskingToDiscard ? .stay : paste(text)
        case (.key(let key), .reviewing(let record)): return look(key, at: record)
        case (.key(.enter), .answered), (.key(.escape), .answered): return .close
        case (.key(.escape), .sending): banner = "It cannot be called back: wait for the answer."
        default: break
        }
        return .stay
    }

    /// Goes to the field, or takes the option, that was clicked.
    mutating func click(_ target: Target?) -> Outcome {
        guard phase == .editing, !isAskingToDiscard else { return .stay }
        switch target {
        case .field(let place):
            let current = sort.fields.firstIndex(of: focus) ?? 0
            return place == current ? .stay : moveFocus(by: place - current)
        case .option(let place):
            guard let matches = choices[focus]?.matches, matches.indices.contains(place) else {
                return .stay
            }
            faults[focus] = nil
            choices[focus]?.choose(matches[place].value)
            if focus == .state { forgetOtherArticles() }
            return wanted
        default: return .stay
        }
    }

    private mutating func edit(_ key: Key) -> Outcome {
        banner = nil
        refusal = nil
        switch key {
        case .escape: return .close
        case .control("x"): isAskingToDiscard = kept?.draft != nil
        case .control("s"): return review()
        case .enter: return enter()
        case .tab: return moveFocus(by: 1)
        case .backTab: return moveFocus(by: -1)
        case .down: return moveWithin(by: 1) ? .stay : moveFocus(by: 1)
        case .up: return moveWithin(by: -1) ? .stay : moveFocus(by: -1)
        default:
            let mask = mask(of: focus)
            change({ $0.handle(key) }, text: { $0.handle(key, by: mask) })
        }
        return .stay
    }

    /// An object of the vendor's field names, or a row of a table, is more than one field.
    private mutating func paste(_ text: String) -> Outcome {
        banner = nil
        refusal = nil
        let start = text.first { !$0.isWhitespace }
        if start == "{" || start == "[" || text.contains("\t") { return .read(Personal(text)) }
        // Several lines, such as an address, become one; a break at the end is no space.
        let whole = text.split(whereSeparator: \.isNewline).joined(separator: "\n")
        let mask = mask(of: focus)
        change({ $0.paste(whole) }, text: { $0.paste(whole, by: mask) })
        return .stay
    }

    private mutating func answer(_ key: Key) -> Outcome {
        switch key {
        case .character("y"), .character("Y"): return .discard
        case .character("n"), .character("N"), .escape: isAskingToDiscard = false
        default: break
        }
        return .stay
    }

    private mutating func change(
        _ choose: (inout ChoiceField) -> TextField.Reaction,
        text write: (inout TextField) -> TextField.Reaction
    ) {
        faults[focus] = nil
        let reaction =
            choices[focus] == nil
            ? write(&texts[focus, default: TextField()])
            : choose(&choices[focus, default: ChoiceField(options: [])])
        switch reaction {
        case .done, .notMine: break
        case .refused(let why): refusal = why
        case .tooLong: refusal = "more than \(TextField.limit) characters: nothing was put in"
        }
        if focus == .state { forgetOtherArticles() }
    }

    private mutating func enter() -> Outcome {
        if let choice = choices[focus], choice.decided == nil, choice.chosen == nil,
            !choice.query.isEmpty, choice.matches.count > 1
        {
            _ = moveWithin(by: 1)
            return .stay
        }
        return focus == sort.fields.last ? review() : moveFocus(by: 1)
    }

    /// Moves inside a list of options; false where there is none or it ends.
    private mutating func moveWithin(by step: Int) -> Bool {
        choices[focus]?.moveHighlight(by: step) ?? false
    }

    /// Leaves the field; the only option that what was typed can mean is taken.
    private mutating func moveFocus(by step: Int) -> Outcome {
        if let option = choices[focus]?.decided { choices[focus]?.choose(option.value) }
        if focus == .state { forgetOtherArticles() }
        let place = sort.fields.firstIndex(of: focus) ?? 0
        focus = sort.fields[(place + step + sort.fields.count) % sort.fields.count]
        return wanted
    }

    private mutating func review() -> Outcome {
        let outcome = moveFocus(by: 0)
        switch draft.validated(articles: articles?.all) {
        case .success(let record):
            phase = .reviewing(record)
            faults = [:]
            reviewRow = 0
        case .failure(let found):
            faults = found.sentences
            focus = sort.fields.first { faults[$0] != nil } ?? focus
            banner =
                faults.count == 1
                ? "One field needs attention." : "\(faults.count) fields need attention."
        }
        return outcome
    }
}
