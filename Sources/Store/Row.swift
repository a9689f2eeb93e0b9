import CSQLite
import Domain

/// A value bound to a statement.
enum Value: Equatable {
    case integer(Int64?)
    case text(String?)

    static func moment(_ moment: Timestamp?) -> Value { .integer(moment?.milliseconds) }
    static func count(_ count: Int?) -> Value { .integer(count.map(Int64.init)) }
    static func flag(_ flag: Bool) -> Value { .integer(flag ? 1 : 0) }
}

/// The current row of a running statement, read column by column from the left.
struct Row {
    private let statement: OpaquePointer
    private let path: String
    private var column: Int32 = -1

    init(_ statement: OpaquePointer, path: String) {
        self.statement = statement
        self.path = path
    }

    /// The next column's number, or nil when it is NULL.
    mutating func integer() -> Int64? {
        column += 1
        guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { return nil }
        return sqlite3_column_int64(statement, column)
    }

    /// The next column's text, or nil when it is NULL.
    mutating func text() -> String? {
        column += 1
        guard sqlite3_column_type(statement, column) == SQLITE_TEXT,
            let start = sqlite3_column_text(statement, column)
        else { return nil }
        let length = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }

    /// The next column's list, kept as JSON; nil when it is not one that `read` understands.
    mutating func list<Element>(_ read: (String) -> [Element]?) -> [Element]? {
        // Most lists are empty, and there are three of them for each item.
        if sqlite3_column_type(statement, column + 1) == SQLITE_TEXT,
            let start = sqlite3_column_text(statement, column + 1),
            sqlite3_column_bytes(statement, column + 1) == 2, start[0] == UInt8(ascii: "["),
            start[1] == UInt8(ascii: "]")
        {
            column += 1
            return []
        }
        return text().flatMap(read)
    }

    /// The next column's value, whatever it is; a blob or a fraction, which no store of Vigil
    /// holds, is taken as text.
    mutating func value() -> Value {
        switch sqlite3_column_type(statement, column + 1) {
        case SQLITE_INTEGER: return .integer(integer())
        case SQLITE_NULL:
            column += 1
            return .text(nil)
        case SQLITE_TEXT: return .text(text())
        default:
            column += 1
            let start = sqlite3_column_text(statement, column)
            let length = Int(sqlite3_column_bytes(statement, column))
            let bytes = UnsafeBufferPointer(start: start, count: start == nil ? 0 : length)
            return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// The next column's number as a count.
    mutating func count() -> Int? { integer().map(Int.init) }

    /// The next column's number as a moment.
    mutating func moment() -> Timestamp? { integer().map(Timestamp.init(milliseconds:)) }

    /// The value of a column that always has one; a store in which it is missing is damaged.
    func required<Wanted>(_ value: Wanted?) throws(StoreFailure) -> Wanted {
        guard let value else { throw .damaged(path) }
        return value
    }
}
