import TerminalUI

/// What every list row has beside its text: the mark of urgency at the left, the cursor, the
/// selection and the area to click.
struct RowMark {
    let row: Row?
    let isSelected: Bool
    /// Whether the operator chose it to do something to several at once.
    var isMarked = false
    let index: Int
    /// Where what the row is called ends: so far the selection's ground goes, because a ground
    /// under the whole row is many times the bytes on a slow line. Nil for the whole row.
    var nameEnd: Int?

    func draw(on canvas: inout Canvas, _ area: Rect) {
        if let row, row.urgency < 2 {
            let role: Role = row.urgency == 0 ? .failed : .warning
            canvas.put(Span(canvas.symbols.edge, role), x: area.x, y: area.y)
        }
        if isMarked, !isSelected {
            canvas.put(Span(canvas.symbols.mark, .key), x: area.x + 1, y: area.y)
        }
        if isSelected {
            let sign = isMarked ? canvas.symbols.markedCursor : canvas.symbols.cursor
            canvas.put(Span(sign, .title), x: area.x + 1, y: area.y)
            var ground = area
            if let nameEnd { ground.width = min(area.width, nameEnd + 1 - area.x) }
            canvas.select(ground, mark: 1)
        }
        canvas.aim(area, at: .row(index))
    }
}
