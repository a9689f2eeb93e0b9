import TerminalUI

/// Breaks text into rows.
enum Wrapping {
    /// The rows of a text, broken at spaces where there are any; at least one.
    static func rows(of text: String, columns: Int) -> [String] {
        var rows: [String] = []
        var row = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            var word = String(word)
            if !row.isEmpty, TextWidth.of(row) + 1 + TextWidth.of(word) <= columns {
                row += " \(word)"
                continue
            }
            if !row.isEmpty { rows.append(row) }
            while TextWidth.of(word) > columns {
                let part = TextWidth.fit(word, in: max(2, columns), ellipsis: "")
                rows.append(part)
                word = String(word.dropFirst(part.count))
            }
            row = word
        }
        if !row.isEmpty || rows.isEmpty { rows.append(row) }
        return rows
    }
}
