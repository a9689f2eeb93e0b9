import Domain

/// A table as CSV (RFC 4180) that no spreadsheet takes for formulas.
enum CSVText {
    /// One line with its end.
    static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// A cell: without control characters, in quotation marks where it has to be, and with an
    /// apostrophe before what a spreadsheet would run.
    static func cell(_ text: String) -> String {
        var cell = PlainText.of(text, limit: .max)
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
            cell = "'" + cell
        }
        guard cell.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
            return cell
        }
        return "\""
            + cell.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
