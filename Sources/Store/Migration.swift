import Domain

/// One step from an older form of the store to the next. The list only ever grows at its end: a
/// step that has been released is never edited, since stores out there have taken it.
struct Migration: Sendable {
    let name: String
    let sql: String
    /// What SQL alone cannot do, done right after it in the same transaction.
    var finish: @Sendable (Connection) throws(StoreFailure) -> Void = { _ throws(StoreFailure) in }

    /// Every step in order; a store's `user_version` is the number of steps it has taken.
    static let all: [Migration] = [
        Migration(
            name: "tracked items with their last answer",
            sql: """
                CREATE TABLE item (
                    sequence INTEGER PRIMARY KEY,
                    kind TEXT NOT NULL,
                    id TEXT NOT NULL,
                    label TEXT,
                    tracked_at INTEGER NOT NULL,
                    is_tracked INTEGER NOT NULL,
                    next_check_at INTEGER,
                    attempted_at INTEGER,
                    checks INTEGER NOT NULL DEFAULT 0,
                    failure TEXT,
                    failed_at INTEGER,
                    checked_at INTEGER,
                    moved_at INTEGER,
                    progress TEXT NOT NULL DEFAULT '[]',
                    state TEXT,
                    vendor_state TEXT,
                    total INTEGER,
                    processed INTEGER,
                    failed INTEGER,
                    succeeded INTEGER,
                    result_available INTEGER NOT NULL DEFAULT 0,
                    failure_reason TEXT,
                    created_at INTEGER,
                    started_at INTEGER,
                    completed_at INTEGER,
                    updated_at INTEGER,
                    contradictions TEXT NOT NULL DEFAULT '[]',
                    facts TEXT NOT NULL DEFAULT '[]',
                    UNIQUE (kind, id)
                ) STRICT;
                CREATE TABLE stamp_groups (
                    item INTEGER PRIMARY KEY REFERENCES item (sequence) ON DELETE CASCADE,
                    pending_count INTEGER NOT NULL,
                    pending TEXT NOT NULL,
                    available_count INTEGER NOT NULL,
                    available TEXT NOT NULL,
                    failed_count INTEGER NOT NULL,
                    failed TEXT NOT NULL
                ) STRICT;
                """),
        Migration(
            name: "activity record",
            sql: """
                CREATE TABLE activity (
                    sequence INTEGER PRIMARY KEY,
                    at INTEGER NOT NULL,
                    event TEXT NOT NULL,
                    kind TEXT,
                    id TEXT,
                    text TEXT NOT NULL,
                    operator TEXT
                ) STRICT;
                """),
        Migration(
            name: "journal of submissions, at most one open for each customer",
            sql: """
                CREATE TABLE submission (
                    sequence INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    customer TEXT NOT NULL,
                    digest TEXT NOT NULL,
                    masked TEXT NOT NULL,
                    begun_at INTEGER NOT NULL,
                    operator TEXT,
                    outcome TEXT NOT NULL,
                    settled_at INTEGER,
                    process TEXT
                ) STRICT;
                CREATE INDEX submission_by_customer ON submission (customer, sequence);
                CREATE UNIQUE INDEX submission_open ON submission (customer)
                    WHERE outcome IN ('in_flight', 'unknown');
                """),
        Migration(
            name: "journal of uploads",
            sql: """
                CREATE TABLE upload (
                    sequence INTEGER PRIMARY KEY,
                    key TEXT NOT NULL UNIQUE,
                    kind TEXT NOT NULL,
                    digest TEXT NOT NULL,
                    name TEXT NOT NULL,
                    begun_at INTEGER NOT NULL,
                    operator TEXT,
                    outcome TEXT NOT NULL,
                    batch TEXT,
                    settled_at INTEGER,
                    process TEXT
                ) STRICT;
                CREATE INDEX upload_by_content ON upload (kind, digest, sequence);
                """),
        .activityChain, .history, .checks, .resultFiles, .writes, .sharedPolling, .sealedDrafts,
        .preparedWrites, .notes, .changeNumbers, .checkLog,
    ]
}

extension Connection {
    /// "Vigl": marks a SQLite file as a Vigil store.
    private static let applicationID = 0x5669_676C

    /// Makes a store of an empty file or brings an older store up to date, or to an earlier step
    /// where a copy of an older store is wanted. A file that is not a store, or a newer Vigil's,
    /// is left untouched.
    func migrate(upTo last: Int = Migration.all.count) throws(StoreFailure) {
        try refuseStrangers()
        try execute("PRAGMA journal_mode = WAL")
        try execute("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON")
        // Each checkpoint waits for the disk; four times SQLite's own distance is 16 MB at most.
        try execute("PRAGMA wal_autocheckpoint = 4000")
        guard try version() < last else { return }
        try transaction { () throws(StoreFailure) in
            // Another process may have gone ahead since; the lock is ours only now.
            let taken = try version()
            guard taken < last else { return }
            for step in Migration.all[taken..<last] {
                try execute(step.sql)
                try step.finish(self)
            }
            try execute("PRAGMA user_version = \(last)")
            try execute("PRAGMA application_id = \(Self.applicationID)")
        }
    }

    func version() throws(StoreFailure) -> Int { try number("PRAGMA user_version") }

    func refuseStrangers() throws(StoreFailure) {
        let application = try number("PRAGMA application_id")
        let tables = try number("SELECT count(*) FROM sqlite_schema")
        guard application == Self.applicationID || (application == 0 && tables == 0) else {
            throw .damaged(path)
        }
        guard try version() <= Migration.all.count else {
            throw StoreFailure(
                .newer,
                message: "\(StoreFailure.naming(path)) was written by a newer Vigil and was left "
                    + "as it is: update Vigil, or choose another with --store")
        }
    }
}
