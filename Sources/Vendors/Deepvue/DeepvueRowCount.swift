public import Domain

/// Counts the rows of a bulk verification's result file as it comes, since the status call has no
/// counts: every data row was processed. The columns are not documented; where there is the single
/// call's `account_exists`, rows with `true` succeeded and the others failed.
public struct DeepvueRowCount: Sendable {
    private var record: [UInt8] = []
    private var isQuoted = false
    /// Whether it has been text so far: a spreadsheet, say, has no rows to count here.
    private var isText = true
    private var rows: Int?
    private var passed = 0
    private var column: Int?

    /// No row of a file is longer.
    private static let longestRecord = 1 << 20

    /// Nothing yet.
    public init() {}

    /// Takes the next piece of the file.
    public mutating func take(_ piece: UnsafeRawBufferPointer) {
        guard isText else { return }
        var start = 0
        for place in piece.indices {
            let byte = piece[place]
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, (10...13).contains(byte) {
                record.append(contentsOf: piece[start..<place])
                end()
                start = place + 1
            }
        }
        record.append(contentsOf: piece[start...])
        if record.count > Self.longestRecord { isText = false }
    }

    /// Ends a record (RFC 4180); a line with nothing on it is none.
    private mutating func end() {
        defer { record.removeAll(keepingCapacity: true) }
        guard record.contains(where: { $0 > 32 }) else { return }
        guard let text = String(validating: record, as: UTF8.self) else {
            isText = false
            return
        }
        guard let earlier = rows else {
            rows = 0
            column = CSVRecord.cells(of: text)
                .firstIndex { $0.lowercased().hasSuffix("account_exists") }
            return
        }
        rows = earlier + 1
        guard let column else { return }
        let cells = CSVRecord.cells(of: text)
        if cells.indices.contains(column), cells[column].lowercased() == "true" { passed += 1 }
    }

    /// Puts the counts of the whole file into an answer; one that is no text tells nothing.
    public mutating func finish(into snapshot: inout Snapshot) {
        end()
        guard isText, let rows else { return }
        (snapshot.total, snapshot.processed) = (rows, rows)
        guard column != nil else { return }
        (snapshot.succeeded, snapshot.failed) = (passed, rows - passed)
    }
}
