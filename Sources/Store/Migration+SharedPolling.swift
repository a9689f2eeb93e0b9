extension Migration {
    /// What processes on one store have to agree on to poll together.
    static let sharedPolling = Migration(
        name: "who polls, what is claimed, what is used and what is changed",
        sql: """
            CREATE TABLE presence (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                process TEXT NOT NULL UNIQUE,
                operator TEXT,
                terminal TEXT,
                host TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                seen_at INTEGER NOT NULL,
                is_polling INTEGER NOT NULL
            ) STRICT;
            ALTER TABLE item ADD COLUMN claimed_by INTEGER;
            CREATE INDEX item_claimed ON item (claimed_by) WHERE claimed_by IS NOT NULL;
            CREATE TABLE vendor_trouble (
                vendor TEXT NOT NULL,
                credential TEXT NOT NULL,
                noted_at INTEGER NOT NULL,
                refused_since INTEGER,
                wait_until INTEGER,
                retry_at INTEGER,
                failing_since INTEGER,
                is_cautious INTEGER NOT NULL,
                rounds INTEGER NOT NULL,
                round_failed_at INTEGER,
                PRIMARY KEY (vendor, credential)
            ) STRICT;
            CREATE TABLE rate_budget (
                credential TEXT PRIMARY KEY,
                used TEXT NOT NULL
            ) STRICT;
            CREATE TABLE item_change (
                revision INTEGER PRIMARY KEY AUTOINCREMENT,
                item INTEGER NOT NULL UNIQUE
            ) STRICT;
            CREATE TRIGGER item_added AFTER INSERT ON item BEGIN
                DELETE FROM item_change WHERE item = NEW.sequence;
                INSERT INTO item_change (item) VALUES (NEW.sequence);
            END;
            CREATE TRIGGER item_changed AFTER UPDATE OF
                label, tracked_at, is_tracked, next_check_at, attempted_at, checked_at
            ON item BEGIN
                DELETE FROM item_change WHERE item = NEW.sequence;
                INSERT INTO item_change (item) VALUES (NEW.sequence);
            END;
            """)
    /// One number for each item instead of a row that is taken out and put in again: a check
    /// touches half the pages.
    static let changeNumbers = Migration(
        name: "numbers of changes, one for each item",
        sql: """
            DROP TRIGGER item_added;
            DROP TRIGGER item_changed;
            ALTER TABLE item_change RENAME TO item_change_before;
            CREATE TABLE item_change (
                item INTEGER PRIMARY KEY,
                revision INTEGER NOT NULL
            ) STRICT;
            INSERT INTO item_change (item, revision) SELECT item, revision FROM item_change_before;
            DROP TABLE item_change_before;
            CREATE UNIQUE INDEX item_change_by_revision ON item_change (revision);
            CREATE TRIGGER item_added AFTER INSERT ON item BEGIN
                INSERT INTO item_change (item, revision) VALUES (
                    NEW.sequence, (SELECT coalesce(max(revision), 0) + 1 FROM item_change))
                ON CONFLICT (item) DO UPDATE SET revision = excluded.revision;
            END;
            CREATE TRIGGER item_changed AFTER UPDATE OF
                label, tracked_at, is_tracked, next_check_at, attempted_at, checked_at
            ON item BEGIN
                INSERT INTO item_change (item, revision) VALUES (
                    NEW.sequence, (SELECT coalesce(max(revision), 0) + 1 FROM item_change))
                ON CONFLICT (item) DO UPDATE SET revision = excluded.revision;
            END;
            """)
}
