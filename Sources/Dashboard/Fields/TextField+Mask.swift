import TerminalUI

extension TextField {
    /// Edits as the key says, in the form of a mask if there is one.
    mutating func handle(_ key: Key, by mask: InputMask?) -> Reaction {
        guard let mask else { return handle(key) }
        switch key {
        case .character(let character):
            switch mask.type(character, into: characters, at: cursor) {
            case .free: return handle(key)
            case .refused(let why): return .refused(why)
            case .text(let characters, let cursor): show(characters, cursor: cursor)
            }
            return .done
        case .backspace, .control("h"):
            let isBehindSeparator =
                cursor == characters.count && cursor > 1 && mask.fits(characters)
                && mask.isSeparator(at: cursor - 1)
            guard isBehindSeparator else { return handle(key) }
            remove(cursor - 2..<cursor)
            return .done
        default: return handle(key)
        }
    }

    /// Puts pasted text in: a whole value in the mask's form takes the place of what is there, and
    /// what the mask does not take is refused whole.
    mutating func paste(_ text: String, by mask: InputMask?) -> Reaction {
        guard let mask else { return insert(text) ? .done : .tooLong }
        if let value = mask.normalised(text) {
            show(Array(value), cursor: value.count)
            return .done
        }
        var typed = self
        for character in text where !character.isNewline {
            let reaction = typed.handle(.character(character), by: mask)
            guard reaction == .done else { return .refused("it does not fit: nothing was put in") }
        }
        show(typed.characters, cursor: typed.cursor)
        return .done
    }
}
