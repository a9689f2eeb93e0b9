import Domain

/// Writes CSV (RFC 4180) that no spreadsheet takes for formulas.
enum CSVText {
    /// What a cell holds.
    enum Cell {
        /// A number or a word of Vigil's own.
        case own(String)
        /// Text from outside: an apostrophe goes before what a spreadsheet would run, and control
        /// characters are replaced.
        case foreign(String?)
    }

    /// One record, ended.
    static func line(_ cells: [Cell]) -> String {
        cells.map(text).joined(separator: ",") + "\r\n"
    }

    /// A cell as it stands in the file, in quotation marks where it has to be.
    static func text(_ cell: Cell) -> String {
        switch cell {
        case .own(let text): return quoted(text)
        case .foreign(let text):
            let text = text ?? ""
            let plain = PlainText.of(text, limit: .max)
            let isFormula = text.unicodeScalars.first.map {
                "=+-@|\t\r".unicodeScalars.contains($0)
            }
            return quoted(isFormula == true ? "'" + plain : plain)
        }
    }

    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
            return text
        }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
