extension Migration {
    /// What operators wrote about items.
    static let notes = Migration(
        name: "notes on items",
        sql: """
            CREATE TABLE item_note (
                sequence INTEGER PRIMARY KEY,
                item INTEGER NOT NULL REFERENCES item (sequence),
                at INTEGER NOT NULL,
                operator TEXT,
                text TEXT NOT NULL
            ) STRICT;
            CREATE INDEX note_by_item ON item_note (item, sequence);
            """)
}
