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
        // NULL reads as zero, and most numbers are none: their type is not asked for.
        let number = sqlite3_column_int64(statement, column)
        return number != 0 || sqlite3_column_type(statement, column) == SQLITE_INTEGER
            ? number : nil
    }

    /// The next column's text, or nil when it is NULL.
    mutating func text() -> String? { bytes { String(decoding: $0, as: UTF8.self) } }

    /// What `read` makes of the bytes of the next column's text; nil when it is NULL.
    mutating func bytes<Outcome>(
        _ read: (UnsafeBufferPointer<UInt8>) -> Outcome?
    ) -> Outcome? {
        column += 1
        guard let start = sqlite3_column_text(statement, column) else { return nil }
        let length = Int(sqlite3_column_bytes(statement, column))
        return read(UnsafeBufferPointer(start: start, count: length))
    }

    /// The next column's word, which is one of a few, or nil when it is NULL.
    mutating func word<Word: CaseIterable & RawRepresentable<String>>(
        of _: Word.Type
    ) throws(StoreFailure) -> Word? {
        let word = bytes { text -> Word?? in
            .some(Word.allCases.first { $0.rawValue.utf8.elementsEqual(text) })
        }
        return if let word { try required(word) } else { nil }
    }

    /// The next column's list, kept as JSON; nil when it is not one that `read` understands.
    mutating func list<Element>(
        _ read: (UnsafeBufferPointer<UInt8>) -> [Element]?
    ) -> [Element]? {
        bytes { json in
            // Most lists are empty, and there are three of them for each item.
            json.count == 2 && json[0] == UInt8(ascii: "[") && json[1] == UInt8(ascii: "]")
                ? [] : read(json)
        }
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
