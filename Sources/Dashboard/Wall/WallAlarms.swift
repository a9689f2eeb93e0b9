import Domain
import TerminalUI

/// The bands that nobody in the room may miss: as large as fits into a good part of the screen.
struct WallAlarms {
    let alarms: [WallAlarm]
    let isCalm: Bool

    /// Draws the bands and gives what is left below.
    func draw(on canvas: inout Canvas, _ area: Rect) -> Rect {
        guard !alarms.isEmpty else { return area }
        let failed = alarms.filter { $0.role == .failed }
        let others = alarms.filter { $0.role != .failed }
        // On a small screen what failed may leave little room for anything else.
        let most = area.height < 14 ? area.height - 1 : area.height / 2
        let isLit = isLit(&canvas)
        var y = area.y
        let first = others.isEmpty ? most : area.height < 14 ? most - 1 : most * 2 / 3
        let (unsaid, scale) = bands(
            failed, on: &canvas, y: &y, rows: first, isLit: isLit, padding: first >= 7 ? 2 : 0)
        let left = area.y + area.height / 2 - y
        // What is less urgent is never larger.
        let rest =
            unsaid
            + bands(
                others, on: &canvas, y: &y, rows: left, isLit: isLit,
                padding: left >= 7 * others.count ? 2 : 0, atMost: scale
            ).rest
        if let first = rest.first {
            let band = Rect(x: 0, y: y, width: area.width, height: 1)
            let attributes = paint(first.role, band, on: &canvas, isLit: true)
            rest.forEach { canvas.note($0.text.until) }
            let words = rest.map { $0.text.text.uppercased() }.joined(separator: "   ")
            canvas.put(
                Span(words, first.role, attributes.union(.bold)), x: 1, y: y,
                limit: area.width - 2)
            y += 1
        }
        if area.height >= 20 { y += 1 }
        return Rect(x: 0, y: y, width: area.width, height: area.bottom - y)
    }

    /// Draws alarms in the largest letters in which all of them fit into some rows, or in the
    /// smallest as many as do; gives those that did not, and the letters' size. A margin goes
    /// before an alarm does.
    private func bands(
        _ alarms: [WallAlarm], on canvas: inout Canvas, y: inout Int, rows: Int, isLit: Bool,
        padding: Int, atMost largest: BigFont.Scale? = nil
    ) -> (rest: [WallAlarm], scale: BigFont.Scale?) {
        let width = canvas.frame.size.width
        let scales = BigFont.Scale.all(canvas.symbols.glyphs).filter { scale in
            largest.map { scale.rows <= $0.rows && scale.columns <= $0.columns } ?? true
        }
        for isShort in [false, true] {
            let texts = alarms.map { isShort ? $0.short : $0.text }
            for count in stride(from: alarms.count, through: 1, by: -1) {
                // Long forms of all, else short forms of all, else as many as there is room for.
                if !isShort, count < alarms.count { break }
                let room = count == alarms.count ? rows : rows - 1
                func scale(padding: Int) -> BigFont.Scale? {
                    scales.first { scale in
                        count * (scale.rows + padding) <= room
                            && texts.prefix(count).allSatisfy {
                                BigFont.width(of: $0.text, scale) <= width - 2
                            }
                    }
                }
                let padded = scale(padding: padding)
                guard let scale = padded ?? scale(padding: 0) else { continue }
                let padding = padded == nil ? 0 : padding
                for (alarm, text) in zip(alarms, texts).prefix(count) {
                    canvas.note(text.until)
                    let band = Rect(x: 0, y: y, width: width, height: scale.rows + padding)
                    let attributes = paint(alarm.role, band, on: &canvas, isLit: isLit)
                    canvas.putBig(
                        text.text, alarm.role, x: (width - BigFont.width(of: text.text, scale)) / 2,
                        y: y + padding / 2, scale, attributes: attributes)
                    y = band.bottom
                }
                return (Array(alarms.dropFirst(count)), scale)
            }
        }
        return (alarms, nil)
    }

    /// Whether the bands are lit at this moment: they go out and on every two seconds, slowly
    /// enough to harm nobody, and not at all where nothing is to move.
    private func isLit(_ canvas: inout Canvas) -> Bool {
        guard !isCalm else { return true }
        let phase = canvas.clock.now.milliseconds / 2000
        canvas.note(Timestamp(milliseconds: (phase + 1) * 2000))
        return phase % 2 == 0
    }

    /// The ground of a band, and what its letters need to stand out from it.
    private func paint(
        _ role: Role, _ band: Rect, on canvas: inout Canvas, isLit: Bool
    ) -> Style.Attributes {
        guard isLit else { return [] }
        var style = canvas.theme[role]
        style.attributes.insert(.reverse)
        canvas.draw { $0.fill(band, style: style) }
        return .reverse
    }
}
