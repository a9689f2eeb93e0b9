import CSQLite
public import Domain
import Glibc

/// What was carried over from a damaged store into a new one.
public struct StoreRescue: Equatable, Sendable {
    /// What became of each table, in the order of their making.
    public var tables: [Table]

    /// One table's part.
    public struct Table: Equatable, Sendable {
        /// The table.
        public var name: String
        /// How many rows the new store has.
        public var saved: Int
        /// How many rows are missing; nil when some are and nobody can count them.
        public var lost: Int?
    }

    /// Reads every row that can still be read of the store at `source` into a new store at
    /// `target`, past whatever is damaged. The source is only read; an existing target is refused.
    /// Entries of the activity record keep their numbers and hashes, so its check tells what is
    /// missing.
    public init(from source: String, to target: String) throws(StoreFailure) {
        _ = try StoreFile.size(of: source)
        guard access(target, F_OK) != 0 else {
            throw StoreFailure(.refused, message: "\(PlainText.of(target)): exists already")
        }
        let old = try Connection(path: source, onlyReading: true)
        defer { old.close() }
        // A schema that is damaged in part is used as far as it goes.
        try old.execute("PRAGMA writable_schema = ON; PRAGMA cell_size_check = ON")
        try old.refuseStrangers()
        let version = try old.version()
        let mark = ChainMark.read(beside: source)
        let draft = "\(target).\(getpid()).new"
        let leftovers = ["", "-journal", "-wal", "-shm", "-audit"]
        defer { for suffix in leftovers { unlink(draft + suffix) } }
        do throws(StoreFailure) {
            try StoreFile.ensure(at: draft)
            let new = try Connection(path: draft)
            defer { new.close() }
            try new.migrate(upTo: version)
            tables = try new.takeOver(old)
            // Everything back into the one file that is about to get its name.
            try new.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
        } catch {
            // The operator knows the file by the name that was asked for.
            throw StoreFailure(error.reason, message: error.message.replacing(draft, with: target))
        }
        if let mark { try mark.write(beside: target) }
        guard rename(draft, target) == 0 else { throw StoreFailure(errno: errno, path: target) }
        StoreFile.flushFolder(of: target)
    }
}

extension Connection {
    /// Copies every readable row of another store of the same form.
    fileprivate func takeOver(_ old: Connection) throws(StoreFailure) -> [StoreRescue.Table] {
        // What is missing may be what other rows stand on, and the record may have gaps.
        let triggers = try rows(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
        ) { row throws(StoreFailure) in
            (name: try row.required(row.text()), sql: try row.required(row.text()))
        }
        try execute("PRAGMA foreign_keys = OFF")
        for trigger in triggers { try execute("DROP TRIGGER \(trigger.name)") }
        var carried: [StoreRescue.Table] = []
        for name in try tables() {
            var salvage = Salvage(table: try Table(name, in: self), from: old, to: self)
            try transaction { () throws(StoreFailure) in try salvage.run() }
            carried.append(
                StoreRescue.Table(name: name, saved: salvage.saved, lost: try salvage.lost()))
        }
        for trigger in triggers { try execute(trigger.sql) }
        return carried
    }
}
