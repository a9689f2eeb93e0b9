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
    /// What stands where text is cut off.
    var ellipsis = "…"
    private var limits: [String: Int] = [:]

    init(head: [String], numeric: Set<Int>, rows: [[String]], width: Int?) {
        self.head = head
        self.numeric = numeric
        self.rows = rows
        self.width = width
    }

    /// Makes the table fit: columns are shortened as far as their least width and then dropped,
    /// in the order given, until it does. In a pipe nothing happens.
    mutating func fit(dropping names: [String], shortening: [(column: String, least: Int)]) {
        guard let width else { return }
        var rest = names[...]
        while true {
            limits = [:]
            for (column, least) in shortening {
                let excess = total - width
                guard excess > 0, let place = head.firstIndex(of: column) else { continue }
                limits[column] = max(least, widths[place] - excess)
            }
            guard total > width, let next = rest.popFirst() else { return }
            drop(next)
        }
    }

    /// Takes a column out.
    mutating func drop(_ column: String) {
        guard let place = head.firstIndex(of: column) else { return }
        head.remove(at: place)
        for row in rows.indices { rows[row].remove(at: place) }
        numeric = Set(numeric.compactMap { $0 == place ? nil : $0 > place ? $0 - 1 : $0 })
    }

    /// The lines of the table, each ended.
    var text: String {
        let widths = widths
        return ([head] + rows).map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let shown = TextWidth.fit(cell, in: widths[column], ellipsis: ellipsis)
                let space = String(repeating: " ", count: widths[column] - TextWidth.of(shown))
                line += numeric.contains(column) ? space + shown : shown + space
                line += "  "
            }
            while line.last == " " { line.removeLast() }
            if let width { line = TextWidth.fit(line, in: width, ellipsis: ellipsis) }
            return line + "\n"
        }.joined()
    }

    private var widths: [Int] {
        head.indices.map { column in
            let widest = ([head] + rows).map { TextWidth.of($0[column]) }.max() ?? 0
            return min(widest, limits[head[column]] ?? .max)
        }
    }

    private var total: Int { widths.reduce(0, +) + 2 * (widths.count - 1) }
}
