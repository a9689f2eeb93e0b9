/// A file looked at before it is uploaded: what would be sent, and everything wrong with it.
///
/// Reap's rules are those of its upload page (columns, UTF-8, 10 MB, 5,000 rows) and of its token
/// tool (rows whose token is empty, `FAILED` or `DRY_RUN` are not to be sent); of Deepvue's file
/// only the size and that there is a row are known.
public struct UploadCheck: Equatable, Sendable {
    /// What would be sent: without a byte order mark and without the rows that were dropped.
    public private(set) var bytes: [UInt8]
    /// Records in it, the head not counted.
    public private(set) var rows = 0
    /// Rows that were dropped.
    public private(set) var dropped = 0
    /// Everything wrong with it, in the order of lines.
    public private(set) var faults: [Fault] = []

    /// One thing wrong.
    public struct Fault: Equatable, Sendable {
        /// The line, from 1; nil when it is the file as a whole.
        public var line: Int?
        /// What, without repeating people's data.
        public var sentence: String
    }

    /// The most bytes that either vendor takes.
    public static let sizeLimit = 10 << 20
    private static let rowLimit = 5000

    /// Looks at a file that is to become a batch of a kind; with `droppingFailed` rows without a
    /// usable token are left out instead of being faults.
    public init(_ content: [UInt8], for kind: Kind, droppingFailed: Bool = false) {
        bytes = UTF8Lines.withoutMarks(content)
        if bytes.count > Self.sizeLimit {
            faults.append(Fault(line: nil, sentence: "is larger than 10 MB"))
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            faults.append(
                Fault(line: UTF8Lines.firstFault(in: bytes), sentence: "is not UTF-8 text"))
            return
        }
        var records = CSVRecord.records(of: text)
        guard !records.isEmpty else {
            faults.append(Fault(line: nil, sentence: "is empty; a head and rows are wanted"))
            return
        }
        let head = records.removeFirst()
        if kind == .reap { checkReap(head, &records, droppingFailed: droppingFailed) }
        rows = records.count
        if records.isEmpty {
            faults.append(Fault(line: nil, sentence: "has a head and no row to send"))
        }
        if kind == .reap, rows > Self.rowLimit {
            faults.append(
                Fault(line: nil, sentence: "has \(rows) rows; Reap takes at most 5,000"))
        }
        if dropped > 0 {
            bytes = Array(([head] + records).map { $0.text + "\n" }.joined().utf8)
        }
    }

    private mutating func checkReap(
        _ head: CSVRecord, _ records: inout [CSVRecord], droppingFailed: Bool
    ) {
        for name in ["externalId", "shareToken"] where !head.cells.contains(name) {
            faults.append(
                Fault(line: head.line, sentence: "the column \(name) is missing (case counts)"))
        }
        guard let id = head.cells.firstIndex(of: "externalId"),
            let token = head.cells.firstIndex(of: "shareToken")
        else { return }
        func cell(_ record: CSVRecord, _ column: Int) -> String {
            column < record.cells.count ? record.cells[column] : ""
        }
        func isUnusable(_ token: String) -> Bool { ["", "FAILED", "DRY_RUN"].contains(token) }
        if droppingFailed {
            let all = records.count
            records.removeAll { isUnusable(cell($0, token)) }
            dropped = all - records.count
        }
        for record in records {
            if record.text.count(where: { $0 == "\"" }) % 2 == 1 {
                faults.append(
                    Fault(line: record.line, sentence: "a quote is opened here and never closed"))
                continue
            }
            for (name, column) in [("externalId", id), ("shareToken", token)] {
                guard
                    cell(record, column).unicodeScalars.contains(where: {
                        $0.properties.generalCategory == .control
                    })
                else { continue }
                faults.append(
                    Fault(line: record.line, sentence: "\(name) holds control characters"))
            }
            if cell(record, id).isEmpty {
                faults.append(Fault(line: record.line, sentence: "externalId is empty"))
            }
            let token = cell(record, token)
            if isUnusable(token) {
                let shown = token.isEmpty ? "empty" : token
                faults.append(Fault(line: record.line, sentence: "shareToken is \(shown)"))
            }
        }
    }
}
