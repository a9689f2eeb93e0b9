import TerminalUI

/// A plain table for standard output: columns as wide as their content.
struct TextTable {
    /// The columns' names.
    var head: [String]
    /// Which columns hold numbers and are set flush right.
    var numeric: Set<Int>
    /// The cells, one array a row.
    var rows: [[String]]
    /// The columns of the terminal, or nil in a pipe, where nothing is cut.
    var width: Int?

    /// The lines of the table, each ended; the column that is cut when the terminal is narrow is
    /// `flexible`.
    func text(flexible: Int) -> String {
        var widths = head.indices.map { column in
            ([head] + rows).map { TextWidth.of($0[column]) }.max() ?? 0
        }
        if let width {
            let total = widths.reduce(0, +) + 2 * (widths.count - 1)
            widths[flexible] = max(8, widths[flexible] - max(0, total - width))
        }
        return ([head] + rows).map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let shown = TextWidth.fit(cell, in: widths[column])
                let space = String(repeating: " ", count: widths[column] - TextWidth.of(shown))
                line += numeric.contains(column) ? space + shown : shown + space
                line += "  "
            }
            while line.last == " " { line.removeLast() }
            if let width { line = TextWidth.fit(line, in: width) }
            return line + "\n"
        }.joined()
    }
}
