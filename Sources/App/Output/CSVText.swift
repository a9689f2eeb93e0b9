import Domain

/// Writes CSV (RFC 4180) that a spreadsheet can be trusted with.
enum CSVText {
    /// What a cell holds.
    enum Cell {
        /// A number or a word of Vigil's own.
        case own(String)
        /// Text from outside: what a spreadsheet would take for a formula gets a quotation mark
        /// before it, and control characters are replaced.
        case foreign(String?)
    }

    /// One record, ended.
    static func line(_ cells: [Cell]) -> String {
        cells.map(text).joined(separator: ",") + "\r\n"
    }

    private static func text(_ cell: Cell) -> String {
        switch cell {
        case .own(let text): return quoted(text)
        case .foreign(let text):
            let plain = PlainText.of(text ?? "", limit: 1000)
            let isFormula = plain.first.map { "=+-@|".contains($0) } ?? false
            return quoted(isFormula ? "'" + plain : plain)
        }
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else {
            return text
        }
        var quoted = "\""
        for character in text {
            if character == "\"" { quoted.append("\"") }
            quoted.append(character)
        }
        return quoted + "\""
    }
}
