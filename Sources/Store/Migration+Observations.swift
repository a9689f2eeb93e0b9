extension Migration {
    /// How items stood over time, thinned with age.
    static let history = Migration(
        name: "history of each item, thinned with age",
        sql: """
            CREATE TABLE history (
                item INTEGER NOT NULL REFERENCES item (sequence),
                at INTEGER NOT NULL,
                is_kept INTEGER NOT NULL,
                state TEXT NOT NULL,
                vendor_state TEXT,
                total INTEGER,
                processed INTEGER,
                failed INTEGER,
                succeeded INTEGER,
                failure TEXT,
                PRIMARY KEY (item, at)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE history_thinning (
                item INTEGER PRIMARY KEY REFERENCES item (sequence),
                thinned_at INTEGER NOT NULL,
                due_at INTEGER
            ) STRICT;
            CREATE INDEX history_thinning_due ON history_thinning (due_at)
                WHERE due_at IS NOT NULL;
            """)

    /// What the latest checks said, word for word.
    static let checks = Migration(
        name: "latest checks of each item",
        sql: """
            CREATE TABLE check_record (
                item INTEGER NOT NULL REFERENCES item (sequence),
                number INTEGER NOT NULL,
                at INTEGER NOT NULL,
                state TEXT NOT NULL,
                vendor_state TEXT,
                total INTEGER,
                processed INTEGER,
                failed INTEGER,
                succeeded INTEGER,
                failure TEXT,
                http_status INTEGER,
                code TEXT,
                message TEXT,
                PRIMARY KEY (item, number)
            ) STRICT, WITHOUT ROWID;
            """)

    /// Which result files were fetched.
    static let resultFiles = Migration(
        name: "result files that were fetched",
        sql: """
            CREATE TABLE result_file (
                sequence INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                id TEXT NOT NULL,
                at INTEGER NOT NULL,
                operator TEXT,
                digest TEXT NOT NULL,
                size INTEGER NOT NULL,
                name TEXT
            ) STRICT;
            CREATE INDEX result_file_by_item ON result_file (kind, id, sequence);
            """)

    /// Every write to a vendor that is no submission and no upload.
    static let writes = Migration(
        name: "journal of reports, orders, corrections and customers",
        sql: """
            CREATE TABLE write_record (
                sequence INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                sort TEXT NOT NULL,
                target TEXT NOT NULL,
                digest TEXT,
                masked TEXT NOT NULL,
                begun_at INTEGER NOT NULL,
                operator TEXT,
                outcome TEXT NOT NULL,
                result TEXT,
                settled_at INTEGER,
                process TEXT
            ) STRICT;
            CREATE INDEX write_by_target ON write_record (sort, target, sequence);
            CREATE UNIQUE INDEX write_in_flight ON write_record (sort, target)
                WHERE outcome = 'in_flight';
            CREATE INDEX write_open ON write_record (sequence)
                WHERE outcome IN ('in_flight', 'unknown');
            """)
}
