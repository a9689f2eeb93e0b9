import TerminalUI

/// What every list row has beside its text: the cursor, the selection and the area to click.
struct RowMark {
    let isSelected: Bool
    /// Whether the operator chose it to do something to several at once.
    var isMarked = false
    let index: Int
    /// The columns of what the row is called, which alone get the selection's ground: under the
    /// whole row it is many times the bytes on a slow line. Nil for the whole row.
    var name: Range<Int>?

    func draw(on canvas: inout Canvas, _ area: Rect) {
        if isMarked, !isSelected {
            canvas.put(Span(canvas.symbols.mark, .key), x: area.x + 1, y: area.y)
        }
        if isSelected {
            let sign = isMarked ? canvas.symbols.markedCursor : canvas.symbols.cursor
            canvas.put(Span(sign, .title), x: area.x + 1, y: area.y)
            canvas.select(
                name.map { Rect(x: $0.lowerBound, y: area.y, width: $0.count, height: 1) } ?? area,
                mark: Position(x: area.x + 1, y: area.y))
        }
        canvas.aim(area, at: .row(index))
    }
}

extension Canvas {
    /// Puts the mark of urgency at the left edge of a row's line, if it has one.
    mutating func putEdge(of row: Row, x: Int, y: Int) {
        guard row.urgency < 2 else { return }
        put(Span(symbols.edge, row.urgency == 0 ? .failed : .warning), x: x, y: y)
    }
}
