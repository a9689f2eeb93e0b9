import Domain
import TerminalUI

/// Items as a table: whole in a pipe, and on a terminal with the columns for which it has room.
enum ItemTable {
    /// The lines; `width` is the terminal's, nil for a pipe.
    static func text(
        _ items: [TrackedItem], at now: Timestamp, cadences: Cadences, width: Int?,
        glyphs: Glyphs
    ) -> String {
        var table = TextTable(
            head: [
                "KIND", "ID", "LABEL", "STATE", "DONE", "FAILED", "TOTAL", "CHECKED", "FLAGS",
            ],
            numeric: [4, 5, 6],
            rows: items.map { row($0, at: now, cadence: cadences[$0.key.kind]) }, width: width)
        if glyphs == .ascii { table.ellipsis = "~" }
        // An empty column says nothing on a terminal; in a pipe a script counts on its place.
        if width != nil, table.rows.allSatisfy({ $0[8].isEmpty }) { table.drop("FLAGS") }
        // An id can still be typed when its end is cut off; a kind can mostly be told from it.
        table.fit(
            dropping: ["CHECKED", "TOTAL", "DONE", "FAILED", "LABEL", "FLAGS", "KIND"],
            shortening: [(column: "ID", least: 13), (column: "LABEL", least: 12)])
        return table.text
    }

    private static func row(
        _ item: TrackedItem, at now: Timestamp, cadence: Cadence
    ) -> [String] {
        let flags = item.flags(at: now, cadence: cadence)
        var remarks = Flag.allCases.filter(flags.contains).map(\.rawValue)
        if let failure = item.failure { remarks.append(failure.reason.rawValue) }
        if !item.isTracked { remarks.append("untracked") }
        return [
            item.key.kind.rawValue, item.key.id, item.label ?? "", state(of: item),
            number(item.snapshot?.processed), number(item.snapshot?.failed),
            number(item.snapshot?.total),
            item.checkedAt.map { String($0.iso8601.prefix(19)) + "Z" } ?? "never",
            remarks.joined(separator: ","),
        ].map { PlainText.of($0) }
    }

    private static func state(of item: TrackedItem) -> String {
        guard item.state == .unknown, let word = item.snapshot?.vendorState else {
            return item.state.rawValue
        }
        return "unknown (\(PlainText.of(word, limit: 20)))"
    }

    private static func number(_ number: Int?) -> String { number.map(String.init) ?? "-" }
}
