extension Migration {
    /// What the checks of all items said, one behind the other: a check touches the end of one
    /// table, and not a page of its item, of its history and of its changes each.
    static let checkLog = Migration(
        name: "log of checks, from which items and histories are brought up to date",
        sql: """
            CREATE TABLE check_log (
                number INTEGER PRIMARY KEY,
                item INTEGER NOT NULL,
                previous INTEGER,
                at INTEGER,
                checks INTEGER NOT NULL,
                is_change INTEGER NOT NULL,
                is_first INTEGER NOT NULL,
                next_check_at INTEGER,
                checked_at INTEGER,
                moved_at INTEGER,
                failed_at INTEGER,
                failure TEXT,
                progress TEXT,
                state TEXT,
                vendor_state TEXT,
                total INTEGER,
                processed INTEGER,
                failed INTEGER,
                succeeded INTEGER,
                result_available INTEGER NOT NULL,
                failure_reason TEXT,
                created_at INTEGER,
                started_at INTEGER,
                completed_at INTEGER,
                updated_at INTEGER,
                contradictions TEXT NOT NULL,
                facts TEXT
            ) STRICT;
            CREATE TABLE check_log_settled (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                number INTEGER NOT NULL,
                target INTEGER,
                item INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE claim (
                item INTEGER PRIMARY KEY,
                owner INTEGER NOT NULL
            ) STRICT;
            INSERT INTO claim SELECT sequence, claimed_by FROM item WHERE claimed_by IS NOT NULL;
            DROP INDEX item_claimed;
            ALTER TABLE item DROP COLUMN claimed_by;
            ALTER TABLE item ADD COLUMN latest_check INTEGER;
            DROP TRIGGER item_changed;
            CREATE TRIGGER item_changed AFTER UPDATE OF label, tracked_at, is_tracked ON item BEGIN
                INSERT INTO item_change (item, revision) VALUES (
                    NEW.sequence, (SELECT coalesce(max(revision), 0) + 1 FROM item_change))
                ON CONFLICT (item) DO UPDATE SET revision = excluded.revision;
            END;
            """)
}
