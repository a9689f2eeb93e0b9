import TerminalUI

/// The columns of the Batches table: which are shown, and in which order.
struct ColumnChooser {
    let state: State
    let index: Int

    func draw(on canvas: inout Canvas) {
        let all = State.everyColumn(state.columns)
        let rows = min(all.count, canvas.frame.size.height - 6)
        let inside = Dialog(title: "Columns", width: 30, height: rows).draw(on: &canvas)
        let first = min(max(0, index - rows + 1), all.count - rows)
        for (row, column) in all.dropFirst(first).prefix(inside.height).enumerated() {
            let area = Rect(x: inside.x, y: inside.y + row, width: inside.width, height: 1)
            let isShown = state.columns.contains(column)
            let box = isShown ? "[x] " : "[ ] "
            let note = column == .batch ? "  always" : ""
            canvas.put(
                [
                    Span(box, .key), Span(column.title, isShown ? .text : .muted),
                    Span(note, .muted),
                ],
                x: area.x + 2, y: area.y, limit: area.width - 2)
            if first + row == index {
                canvas.put(Span(canvas.symbols.cursor, .title), x: area.x, y: area.y)
                canvas.select(area)
            }
            canvas.aim(area, at: .row(first + row))
        }
        Dialog.tell(all.count - first - inside.height, below: inside, on: &canvas)
    }
}
