import TerminalUI

extension TextField {
    /// What a key did to a field.
    enum Reaction: Equatable {
        /// It was the field's and is done.
        case done
        /// It means nothing to a field.
        case notMine
        /// What it would put in does not fit.
        case tooLong
        /// The field's form does not take it; a few words say what it takes.
        case refused(String)
    }

    /// Edits as the key says: the keys of readline, as far as a terminal sends them.
    mutating func handle(_ key: Key) -> Reaction {
        switch key {
        case .character(let character): return insert(String(character)) ? .done : .tooLong
        case .left, .control("b"): move(to: cursor - 1)
        case .right, .control("f"): move(to: cursor + 1)
        case .home, .control("a"): move(to: 0)
        case .end, .control("e"): move(to: characters.count)
        case .alt("b"): move(to: wordStart(Self.isLetterOrDigit))
        case .alt("f"): move(to: wordEnd(Self.isLetterOrDigit))
        case .backspace, .control("h"): remove(cursor - 1..<cursor)
        case .delete, .control("d"): remove(cursor..<cursor + 1)
        case .alt("d"):
            remove(cursor..<wordEnd(Self.isLetterOrDigit), keepingForYank: true)
        case .control("w"):
            remove(wordStart { !$0.isWhitespace }..<cursor, keepingForYank: true)
        case .control("k"): remove(cursor..<characters.count, keepingForYank: true)
        case .control("u"): remove(0..<cursor, keepingForYank: true)
        case .control("y"): return yank() ? .done : .tooLong
        case .alt("u"), .control("/"), .control("_"): undo()
        case .alt("r"): redo()
        default: return .notMine
        }
        return .done
    }

    private static func isLetterOrDigit(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }
}
