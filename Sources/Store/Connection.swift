import CSQLite
import Domain

/// One connection to a store's file with its prepared statements. It belongs to one actor and
/// neither it nor a statement ever leaves it.
final class Connection {
    let path: String
    private let onlyReading: Bool
    private(set) var handle: OpaquePointer?
    private var statements: [SQL: OpaquePointer] = [:]

    /// An SQL text. The hash of half a kilobyte would cost as much as a short statement, and few
    /// of them are equally long; a literal equals itself at a glance.
    private struct SQL: Hashable {
        let text: String

        func hash(into hasher: inout Hasher) { hasher.combine(text.utf8.count) }
    }

    /// The library's settings, once for the process.
    private static let library: Void = sqlite_forget_memory_use()

    /// Opens an existing file, waiting at most five seconds whenever another process holds it.
    /// With `onlyReading` the file itself is never written, not even to tidy up.
    init(path: String, onlyReading: Bool = false) throws(StoreFailure) {
        self.path = path
        self.onlyReading = onlyReading
        // Anything that is not absolute is a file name, also `:memory:`.
        var name = path.hasPrefix("/") ? path : "./" + path
        Self.library
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        flags |= onlyReading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        if onlyReading, StoreFile.isAtRest(path) {
            // Without a place for its own files SQLite reads only what it is told will not change.
            name = "file:\(StoreFile.escaped(name))?immutable=1"
            flags |= SQLITE_OPEN_URI
        }
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(name, &opened, flags, nil)
        handle = opened
        guard code == SQLITE_OK else { throw failure(code) }
        sqlite3_busy_timeout(handle, 5000)
        // SQLite falls back to reading when it may not write; Vigil has no use for that.
        guard onlyReading || sqlite3_db_readonly(handle, "main") == 0 else {
            throw failure(SQLITE_READONLY)
        }
    }

    deinit { close() }

    /// Finalises every statement and closes the file; what comes after is refused.
    func close() {
        for statement in statements.values { sqlite3_finalize(statement) }
        statements = [:]
        // Nothing else makes statements, so nothing is left that could keep the file open.
        sqlite3_close_v2(handle)
        handle = nil
    }

    /// Whether a transaction is going on.
    var isInTransaction: Bool { handle.map { sqlite3_get_autocommit($0) == 0 } ?? false }

    /// How many statements are in the middle of their rows; zero between calls.
    var busyStatements: Int {
        statements.values.count { sqlite3_stmt_busy($0) != 0 }
    }

    /// Runs statements that are not worth keeping, and pragmas, some of which act when they are
    /// prepared and so must be prepared each time.
    func execute(_ sql: String) throws(StoreFailure) {
        guard let handle else { throw closed }
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// Runs a statement without rows; says how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ values: Value...) throws(StoreFailure) -> Int {
        try run(sql, values)
    }

    /// The same with the values in an array.
    @discardableResult
    func run(_ sql: String, _ values: [Value]) throws(StoreFailure) -> Int {
        let statement = try prepared(sql, values)
        defer { finish(statement) }
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
        return Int(sqlite3_changes(handle))
    }

    /// Runs a query and reads every row of it.
    func rows<Element>(
        _ sql: String, _ values: Value...,
        read: (inout Row) throws(StoreFailure) -> Element
    ) throws(StoreFailure) -> [Element] {
        try rows(sql, values, read: read)
    }

    /// The same with the values in an array.
    func rows<Element>(
        _ sql: String, _ values: [Value], read: (inout Row) throws(StoreFailure) -> Element
    ) throws(StoreFailure) -> [Element] {
        var elements: [Element] = []
        try each(sql, values) { row throws(StoreFailure) in elements.append(try read(&row)) }
        return elements
    }

    /// Runs a query and reads its rows one after another.
    func each(
        _ sql: String, _ values: [Value], read: (inout Row) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        let statement = try prepared(sql, values)
        defer { finish(statement) }
        while true {
            let code = sqlite3_step(statement)
            guard code == SQLITE_ROW else {
                return try check(code == SQLITE_DONE ? SQLITE_OK : code)
            }
            var row = Row(statement, path: path)
            try read(&row)
        }
    }

    /// The number in the first column of a query's first row; zero without one.
    func number(_ sql: String) throws(StoreFailure) -> Int {
        let numbers = try rows(sql) { row throws(StoreFailure) in row.count() ?? 0 }
        return numbers.first ?? 0
    }

    /// Runs `body` in one transaction that has the right to write from its start: all of it is
    /// kept, or nothing. With `durably` it is on the disk before this returns, also should the
    /// power fail; otherwise the latest transactions can be lost by that, and only by that.
    func transaction<Outcome>(
        durably: Bool = false, _ body: () throws(StoreFailure) -> Outcome
    ) throws(StoreFailure) -> Outcome {
        if durably { try execute("PRAGMA synchronous = FULL") }
        defer { if durably { try? execute("PRAGMA synchronous = NORMAL") } }
        try run("BEGIN IMMEDIATE")
        do throws(StoreFailure) {
            let outcome = try body()
            try run("COMMIT")
            return outcome
        } catch {
            // A full disk, for one, makes SQLite roll back by itself.
            if isInTransaction { _ = try? run("ROLLBACK") }
            throw error
        }
    }

    /// Runs `body` so that all that it reads is from one moment, whatever others write meanwhile.
    func reading<Outcome>(
        _ body: () throws(StoreFailure) -> Outcome
    ) throws(StoreFailure) -> Outcome {
        guard !isInTransaction else { return try body() }
        try run("BEGIN")
        defer { _ = try? run("COMMIT") }
        return try body()
    }

    /// The same where `body` goes through tables from the first row to the last: few pages are kept
    /// while it does and none afterwards. What is made of the rows would stand between the pages,
    /// and the gaps that they leave are of use to nobody.
    func readingThrough<Outcome>(
        _ body: () throws(StoreFailure) -> Outcome
    ) throws(StoreFailure) -> Outcome {
        try execute("PRAGMA cache_size = 64")
        defer {
            try? execute("PRAGMA cache_size = -2000")
            sqlite3_db_release_memory(handle)
        }
        return try reading(body)
    }

    private func prepared(_ sql: String, _ values: [Value]) throws(StoreFailure) -> OpaquePointer {
        let statement = if let kept = statements[SQL(text: sql)] { kept } else { try prepare(sql) }
        for (index, value) in zip(Int32(1)..., values) {
            switch value {
            case .integer(let number?): try check(sqlite3_bind_int64(statement, index, number))
            case .text(let text?):
                let length = Int32(text.utf8.count)
                try check(text.withCString { sqlite_bind_text_copy(statement, index, $0, length) })
            case .integer(nil), .text(nil): try check(sqlite3_bind_null(statement, index))
            }
        }
        return statement
    }

    /// Makes a statement ready for its next use; what was bound, up to megabytes, is let go.
    private func finish(_ statement: OpaquePointer) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private func prepare(_ sql: String) throws(StoreFailure) -> OpaquePointer {
        guard let handle else { throw closed }
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v3(handle, sql, -1, 0, &statement, nil))
        guard let statement else { throw failure(SQLITE_MISUSE) }
        statements[SQL(text: sql)] = statement
        return statement
    }

    private func check(_ code: Int32) throws(StoreFailure) {
        guard code == SQLITE_OK else { throw failure(code) }
    }

    func failure(_ code: Int32) -> StoreFailure {
        let detail = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
        if onlyReading, code & 0xFF == SQLITE_CANTOPEN {
            return StoreFailure(
                .cannotOpen,
                message: "\(StoreFailure.naming(path)) cannot be opened: check the permissions of "
                    + "the file and its folder")
        }
        return StoreFailure(sqlite: code, saying: detail, path: path)
    }

    var closed: StoreFailure {
        StoreFailure(.other, message: "\(StoreFailure.naming(path)) is closed")
    }
}
