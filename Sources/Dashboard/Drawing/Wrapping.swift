import TerminalUI

/// Breaks text into rows.
enum Wrapping {
    /// The rows of a text, broken at spaces where there are any; at least one. A longer word is
    /// cut into pieces.
    static func rows(of text: String, columns: Int) -> [String] {
        guard columns > 0 else { return [""] }
        var rows: [String] = []
        var row = ""
        for word in text.split(separator: " ") {
            let longer = row.isEmpty ? String(word) : "\(row) \(word)"
            if TextWidth.of(longer) <= columns {
                row = longer
                continue
            }
            if !row.isEmpty { rows.append(row) }
            row = ""
            for grapheme in word {
                if !row.isEmpty, TextWidth.of(row) + TextWidth.of(grapheme) > columns {
                    rows.append(row)
                    row = ""
                }
                row.append(grapheme)
            }
        }
        if !row.isEmpty || rows.isEmpty { rows.append(row) }
        return rows
    }
}
