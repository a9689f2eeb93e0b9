import TerminalUI

/// A line of text being edited: graphemes, a cursor between them, what was cut and what can be
/// undone. Printing it shows none of the text.
struct TextField: Equatable, Sendable {
    /// The graphemes.
    private(set) var characters: [Character] = []
    /// How many graphemes stand before the cursor.
    private(set) var cursor = 0
    private var killed: [Character] = []
    private var earlier: [Moment] = []
    /// What was undone and nothing was typed after.
    private var later: [Moment] = []
    /// Letters typed one after the other are undone together.
    private var isTyping = false

    /// The most graphemes it takes.
    static let limit = 1000
    /// How many steps can be undone.
    private static let undoLimit = 100

    private struct Moment: Equatable {
        var characters: [Character]
        var cursor: Int
    }

    /// A field with a text and the cursor behind it.
    init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    /// The whole text.
    var text: String { String(characters) }

    /// Whether there is nothing in it.
    var isEmpty: Bool { characters.isEmpty }

    /// Moves the cursor, held within the text.
    mutating func move(to place: Int) {
        cursor = min(max(0, place), characters.count)
        isTyping = false
    }

    /// Puts text in at the cursor; false, and nothing changed, when it does not fit. Line breaks
    /// and tabs become spaces, other control characters are dropped.
    mutating func insert(_ text: String) -> Bool {
        let typed = Self.oneLine(text)
        guard !typed.isEmpty else { return true }
        // A full field takes nothing; looking whether a mark joins a letter would cost too much
        // for each of many letters that are typed at once.
        if characters.count >= Self.limit, typed.utf8.count == 1 { return false }
        let before = String(characters[..<cursor]) + typed
        let whole = Array(before + String(characters[cursor...]))
        guard whole.count <= Self.limit else { return false }
        let isLetter = typed.count == 1 && typed != " "
        if !(isTyping && isLetter) { remember() }
        characters = whole
        cursor = min(before.count, whole.count)
        isTyping = isLetter
        return true
    }

    /// Takes out a stretch of graphemes and leaves the cursor where it was.
    mutating func remove(_ range: Range<Int>, keepingForYank: Bool = false) {
        let range = range.clamped(to: 0..<characters.count)
        guard !range.isEmpty else { return }
        remember()
        if keepingForYank { killed = Array(characters[range]) }
        let before = String(characters[..<range.lowerBound])
        characters = Array(before + String(characters[range.upperBound...]))
        cursor = min(range.lowerBound, characters.count)
    }

    /// Puts in again what was cut last.
    mutating func yank() -> Bool { insert(String(killed)) }

    /// Takes back the last change.
    mutating func undo() {
        guard let last = earlier.popLast() else { return }
        later.append(Moment(characters: characters, cursor: cursor))
        show(last)
    }

    /// Whether there is something undone to bring back.
    var canRedo: Bool { !later.isEmpty }

    /// Brings back the change that was undone last.
    mutating func redo() {
        guard let next = later.popLast() else { return }
        earlier.append(Moment(characters: characters, cursor: cursor))
        show(next)
    }

    private mutating func show(_ moment: Moment) {
        characters = moment.characters
        cursor = moment.cursor
        isTyping = false
    }

    /// Where the word before the cursor begins; `isWord` says what words are made of.
    func wordStart(_ isWord: (Character) -> Bool) -> Int {
        var place = cursor
        while place > 0, !isWord(characters[place - 1]) { place -= 1 }
        while place > 0, isWord(characters[place - 1]) { place -= 1 }
        return place
    }

    /// Where the word after the cursor ends.
    func wordEnd(_ isWord: (Character) -> Bool) -> Int {
        var place = cursor
        while place < characters.count, !isWord(characters[place]) { place += 1 }
        while place < characters.count, isWord(characters[place]) { place += 1 }
        return place
    }

    /// Shows another text; letters that follow one another are taken back together.
    mutating func show(_ characters: [Character], cursor: Int) {
        guard characters != self.characters else {
            move(to: cursor)
            return
        }
        let isTyped = characters.count > self.characters.count
        if !(isTyping && isTyped) { remember() }
        self.characters = characters
        self.cursor = min(max(0, cursor), characters.count)
        isTyping = isTyped
    }

    private mutating func remember() {
        earlier.append(Moment(characters: characters, cursor: cursor))
        if earlier.count > Self.undoLimit { earlier.removeFirst() }
        later = []
        isTyping = false
    }

    private static func oneLine(_ text: String) -> String {
        var kept = ""
        for character in text {
            if character.isNewline || character == "\t" {
                kept.append(" ")
            } else if character.unicodeScalars.allSatisfy({
                $0.properties.generalCategory != .control
            }) {
                kept.append(character)
            }
        }
        return kept
    }
}

extension TextField: CustomStringConvertible, CustomReflectable {
    /// How long the text is, never the text.
    var description: String { "TextField(\(characters.count) characters)" }

    /// Nothing inside, so that `dump` shows no text.
    var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
