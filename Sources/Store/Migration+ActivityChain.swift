import Domain

extension Migration {
    /// Each entry covers the one before it, and nothing is ever changed or taken away.
    static let activityChain = Migration(
        name: "activity record that only grows, chained by hashes, with origin and state",
        sql: """
            ALTER TABLE activity RENAME TO activity_unchained;
            CREATE TABLE activity (
                sequence INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                event TEXT NOT NULL,
                kind TEXT,
                id TEXT,
                text TEXT NOT NULL,
                operator TEXT,
                login TEXT,
                host TEXT,
                terminal TEXT,
                state TEXT,
                failed INTEGER,
                outcome TEXT,
                hash TEXT NOT NULL
            ) STRICT;
            CREATE INDEX activity_by_item ON activity (kind, id, sequence);
            CREATE TRIGGER activity_is_never_changed BEFORE UPDATE ON activity BEGIN
                SELECT RAISE(ABORT, 'an entry of the activity record cannot be changed');
            END;
            CREATE TRIGGER activity_is_never_deleted BEFORE DELETE ON activity BEGIN
                SELECT RAISE(ABORT, 'an entry of the activity record cannot be deleted');
            END;
            CREATE TRIGGER activity_only_grows BEFORE INSERT ON activity
            WHEN new.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM activity) BEGIN
                SELECT RAISE(ABORT, 'the activity record only grows at its end');
            END;
            """,
        finish: { connection throws(StoreFailure) in
            try connection.chainEarlierActivity()
            try connection.execute("DROP TABLE activity_unchained")
            // Never ahead: the newest entry follows once all of this is committed.
            try ChainMark.beginning.write(beside: connection.path)
        })
}

extension Connection {
    /// Gives every entry from before the chain its place in it, in the old order.
    fileprivate func chainEarlierActivity() throws(StoreFailure) {
        var last = 0
        var sequence = 0
        var hash = ActivityChain.beginning
        while true {
            let page = try rows(
                """
                SELECT sequence, at, event, kind, id, text, operator FROM activity_unchained
                WHERE sequence > ?1 ORDER BY sequence LIMIT 1000
                """, .count(last)
            ) { row throws(StoreFailure) in
                (
                    sequence: try row.required(row.count()),
                    columns: (0..<6).map { _ in row.value() }
                )
            }
            guard let newest = page.last else { return }
            for (_, columns) in page {
                sequence += 1
                let entry = [.count(sequence)] + columns + Array(repeating: .text(nil), count: 6)
                hash = ActivityChain.hash(of: entry, after: hash)
                try run(
                    """
                    INSERT INTO activity
                        (sequence, at, event, kind, id, text, operator, hash)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                    """, [.count(sequence)] + columns + [.text(hash)])
            }
            last = newest.sequence
        }
    }
}
