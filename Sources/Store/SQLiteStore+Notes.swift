import Cryptography
public import Domain

extension SQLiteStore: NoteShelf {
    /// Adds a note, with the entry in the activity record that names it by its SHA-256: the record
    /// is never changed, and what somebody wrote should not stay in it for good.
    public func add(_ note: ItemNote, to key: ItemKey) throws(StoreFailure) {
        try connection.transaction { () throws(StoreFailure) in
            guard let item = try number(of: key) else {
                throw StoreFailure(
                    .refused, message: "\(key) was never tracked, so there is no note on it")
            }
            try connection.run(
                "INSERT INTO item_note (item, at, operator, text) VALUES (?1, ?2, ?3, ?4)",
                .integer(item), .moment(note.at), .text(note.operatorName), .text(note.text))
            try insert(
                ActivityEntry(
                    at: note.at, event: .noted, key: key,
                    text: "\(try name(of: key)) has a new note: SHA-256 \(note.digest)",
                    operatorName: note.operatorName))
        }
    }

    /// The notes of an item, newest first.
    public func notes(of key: ItemKey) throws(StoreFailure) -> [ItemNote] {
        try connection.rows(
            """
            SELECT at, text, operator FROM item_note
            WHERE item = (SELECT sequence FROM item WHERE kind = ?1 AND id = ?2)
            ORDER BY sequence DESC
            """, .text(key.kind.rawValue), .text(key.id)
        ) { row throws(StoreFailure) in
            ItemNote(
                at: try row.required(row.moment()), text: try row.required(row.text()),
                operatorName: row.text())
        }
    }

    /// The items that have a note.
    public func notedItems() throws(StoreFailure) -> Set<ItemKey> {
        Set(
            try connection.rows(
                """
                SELECT kind, id FROM item WHERE sequence IN (SELECT DISTINCT item FROM item_note)
                """
            ) { row throws(StoreFailure) in
                let kind = try row.required(row.text().flatMap(Kind.init))
                return try row.required(row.text().flatMap { ItemKey(kind: kind, id: $0) })
            })
    }
}

extension ItemNote {
    /// SHA-256 of the text in UTF-8, 64 hex digits, as the activity record names the note.
    public var digest: String { Encoding.hex(SHA256.digest(Array(text.utf8))) }
}
