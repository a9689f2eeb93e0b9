/// What an operator wrote about an item, for colleagues and for the record.
public struct ItemNote: Equatable, Sendable {
    /// When it was written.
    public var at: Timestamp
    /// One line of at most `limit` characters: no control characters, nothing that looks like a
    /// person's data.
    public var text: String
    /// Who wrote it.
    public var operatorName: String?

    /// A note as it is kept; of what somebody types, `line(of:)` makes its text.
    public init(at: Timestamp, text: String, operatorName: String?) {
        self.at = at
        self.text = text
        self.operatorName = operatorName
    }

    /// The most characters of a note.
    public static let limit = 280

    /// Why a text is no note: one sentence that can be shown, without the text.
    public struct Fault: Error, Equatable, Sendable {
        /// The sentence.
        public var message: String

        init(_ message: String) {
            self.message = message
        }
    }

    /// What is kept of a typed text: its words with single spaces between them.
    ///
    /// What looks like a person's data is refused and not masked: a masked note would be kept for
    /// good with a hole in it that its author never saw.
    public static func line(of typed: String) throws(Fault) -> String {
        guard typed.unicodeScalars.allSatisfy({ $0 == "\t" || PlainText.isPlain($0) }) else {
            throw Fault("A note is one line without control or invisible characters.")
        }
        let text = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty else { throw Fault("Write the note first.") }
        guard text.count <= limit else {
            throw Fault("The note has \(text.count) characters, and \(limit) is the most.")
        }
        if let sign = PersonalSign.found(in: text) {
            throw Fault(
                "This looks like it holds \(sign.words): notes are shown and exported in clear, "
                    + "so personal data has no place in them.")
        }
        return text
    }
}

/// Where notes are kept.
public protocol NoteShelf: Sendable {
    /// Adds a note to an item that is or was tracked, together with an entry in the activity
    /// record that names the note by its SHA-256; a `.refused` failure when it never was.
    func add(_ note: ItemNote, to key: ItemKey) async throws(StoreFailure)

    /// The notes of an item, newest first.
    func notes(of key: ItemKey) async throws(StoreFailure) -> [ItemNote]

    /// The items that have a note.
    func notedItems() async throws(StoreFailure) -> Set<ItemKey>
}
