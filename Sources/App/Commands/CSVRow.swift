/// One line of a CSV file (RFC 4180, without line breaks in cells).
enum CSVRow {
    /// The cells of a line: quotes taken off, spaces around a cell without quotes too.
    static func cells(_ line: String) -> [String] {
        var cells: [String] = []
        var rest = line[...]
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            cells.append(rest.first == "\"" ? quoted(&rest) : plain(&rest))
            guard rest.first == "," else { return cells }
            rest = rest.dropFirst()
        }
    }

    private static func plain(_ rest: inout Substring) -> String {
        var cell = rest.prefix { $0 != "," }
        rest = rest[cell.endIndex...]
        while let last = cell.last, last.isWhitespace { cell.removeLast() }
        return String(cell)
    }

    private static func quoted(_ rest: inout Substring) -> String {
        var cell = ""
        rest = rest.dropFirst()
        while let next = rest.popFirst() {
            if next != "\"" {
                cell.append(next)
            } else if rest.first == "\"" {
                cell.append("\"")
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        rest = rest.drop { $0 != "," }
        return cell
    }
}
