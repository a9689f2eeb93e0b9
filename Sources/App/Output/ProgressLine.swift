import Dashboard
import Domain
import TerminalUI

/// One line that says how far an item is, as wide as there is room: name, bar, counts, pace.
struct ProgressLine {
    /// The item.
    var item: TrackedItem
    /// The moment shown.
    var now: Timestamp
    /// The columns there are.
    var width: Int
    /// What the bar is made of.
    var glyphs: Glyphs

    /// The line; what there is no room for is left out from the end.
    var text: String {
        let name = PlainText.of(item.name, limit: 60)
        let nameWidth = max(8, min(24, width / 4))
        var line = TextWidth.fit(name, in: nameWidth, ellipsis: glyphs == .ascii ? "~" : "…")
        line += String(repeating: " ", count: nameWidth - TextWidth.of(line))
        for part in parts {
            let longer = line + "  " + part
            guard TextWidth.of(longer) <= width else { break }
            line = longer
        }
        return TextWidth.fit(line, in: width, ellipsis: "")
    }

    private var parts: [String] {
        var parts: [String] = []
        if let answer = item.snapshot, let total = answer.total, total > 0,
            let processed = answer.processed
        {
            parts.append(
                PlainDrawing.bar(
                    total: total, processed: processed, failed: answer.failed ?? 0,
                    width: max(6, min(30, width / 4)), glyphs: glyphs))
            let percent = PlainDrawing.percent(total: total, processed: processed)
            parts.append("\(percent < 10 ? "  " : percent < 100 ? " " : "")\(percent)%")
            if let failed = answer.failed, failed != 0 {
                parts.append("\(PlainDrawing.grouped(failed)) failed")
            }
        }
        if let failure = item.failure {
            let reason = failure.reason.rawValue.map { $0 == "_" ? " " : $0 }
            parts.append("cannot be checked (\(String(reason)))")
        } else if item.state.isFinal || parts.isEmpty {
            parts.append(state)
        }
        if let pace = item.pace {
            parts.append("\(PlainDrawing.rate(pace.ratePerMinute))/min")
            if let eta = pace.etaSeconds {
                parts.append("about \(PlainDrawing.roughly(seconds: eta)) left")
            }
        }
        return parts
    }

    private var state: String {
        if item.state.isFinal || item.snapshot == nil { return ItemText.state(item) }
        let seconds = Int((now - item.beganAt).milliseconds / 1000)
        // In steps of ten seconds, so that the line stays calm.
        let calm = seconds < 60 ? seconds / 10 * 10 : seconds
        return "\(ItemText.state(item)) for \(PlainDrawing.length(seconds: calm))"
    }
}
