public import Domain
import Glibc

/// What a look through a store's file found, without writing to it.
public struct StoreExamination: Equatable, Sendable {
    /// The size of the file in bytes.
    public var size: Int
    /// How many steps of its form the store has taken, and how many this Vigil knows.
    public var steps: (taken: Int, known: Int) { (taken, known) }
    /// How many rows each table has, in the order of their making; nil where it cannot be told.
    public var rows: [Count]
    /// What is wrong, a sentence each; empty when the file is sound.
    public var faults: [String]

    private var taken: Int
    private var known: Int

    /// A table and its rows.
    public struct Count: Equatable, Sendable {
        /// The table.
        public var table: String
        /// How many rows; nil where it cannot be told.
        public var rows: Int?
    }

    /// Looks through the whole store at a path (PRAGMA integrity_check). Fails when it cannot be
    /// opened at all; a file that opens but is damaged is a finding, not a failure.
    public init(path: String) throws(StoreFailure) {
        size = try StoreFile.size(of: path)
        known = Migration.all.count
        taken = 0
        rows = []
        faults = []
        let connection: Connection
        do throws(StoreFailure) {
            connection = try Connection(path: path, onlyReading: true)
            try connection.refuseStrangers()
            taken = try connection.version()
        } catch  where error.reason == .damaged {
            faults = ["it is no store, or its first page is damaged"]
            return
        }
        defer { connection.close() }
        do throws(StoreFailure) {
            let said = try connection.rows("PRAGMA integrity_check(20)") {
                row throws(StoreFailure) in PlainText.of(row.text() ?? "")
            }
            faults = said == ["ok"] ? [] : said
            let broken = try connection.rows("PRAGMA foreign_key_check") {
                row throws(StoreFailure) in row.text() ?? ""
            }
            for table in Set(broken).sorted() {
                let count = broken.count { $0 == table }
                faults.append("\(count) rows of \(table) belong to an item that is not there")
            }
        } catch {
            // Who asked knows which file it is, and gets a hint of its own.
            faults.append(
                error.reason == .damaged
                    ? "it is no Vigil store, or is too damaged to be opened" : error.message)
        }
        rows =
            (try? connection.tables())?.map { table in
                Count(table: table, rows: try? connection.number("SELECT count(*) FROM \(table)"))
            } ?? []
    }
}

extension StoreExamination {
    /// The size of a store's file in bytes.
    public static func size(of path: String) throws(StoreFailure) -> Int {
        try StoreFile.size(of: path)
    }

    /// Whether everything about the file is as it should be.
    public var isSound: Bool { faults.isEmpty }
}

extension Connection {
    /// The store's own tables in the order of their making.
    func tables() throws(StoreFailure) -> [String] {
        try rows(
            """
            SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
            ORDER BY rowid
            """
        ) { row throws(StoreFailure) in try row.required(row.text()) }
    }
}
