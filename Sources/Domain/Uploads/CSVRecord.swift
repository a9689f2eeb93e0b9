/// One record of a CSV file (RFC 4180).
public struct CSVRecord: Equatable, Sendable {
    /// The line it begins on, from 1.
    public var line: Int
    /// The cells: quotes taken off, spaces around a cell without quotes too.
    public var cells: [String]
    /// The record as it stands in the file, without its line end.
    public var text: String

    /// The records of a file; lines with nothing on them are none. A quoted cell may run over
    /// several lines.
    public static func records(of text: String) -> [CSVRecord] {
        var records: [CSVRecord] = []
        var record = ""
        var line = 1
        var start = 1
        var isQuoted = false
        func end() {
            if record.contains(where: { !$0.isWhitespace }) {
                records.append(CSVRecord(line: start, cells: cells(of: record), text: record))
            }
            record = ""
        }
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character.isNewline {
                line += 1
                if !isQuoted {
                    end()
                    start = line
                    continue
                }
            }
            record.append(character)
        }
        end()
        return records
    }

    /// The cells of one record's text.
    public static func cells(of text: String) -> [String] {
        var cells: [String] = []
        var rest = text[...]
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
