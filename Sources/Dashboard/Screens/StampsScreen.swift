import Domain
import TerminalUI

/// The e-stamp orders, and the selected one's stamps in three groups.
struct StampsScreen {
    let state: State

    func draw(on canvas: inout Canvas, _ layout: Layout) {
        let shown = state.watchlist.rows(of: .stamps)
        guard !shown.isEmpty else {
            EmptyText(state: state).draw(on: &canvas, in: layout.body)
            return
        }
        drawOrders(shown, on: &canvas, layout.orders)
        if layout.order.x > 2 {
            for y in layout.body.y..<layout.body.bottom {
                canvas.put(
                    Span(canvas.symbols.vertical, .border), x: layout.order.x - 2, y: y)
            }
        }
        let index = state.cursors[.stamps]?.index ?? 0
        if shown.indices.contains(index) {
            OrderPanel(state: state, row: shown[index]).draw(on: &canvas, layout)
        }
    }

    private func drawOrders(_ shown: ShownRows, on canvas: inout Canvas, _ area: Rect) {
        canvas.fill(Rect(x: area.x, y: area.y, width: area.width, height: 1), .columnHead)
        let checked = 8
        let bar = area.width >= 60 ? 20 : area.width >= 44 ? 10 : 8
        let name = area.width - checked - bar - 2 - 3
        let barX = area.x + 2 + name + 1
        canvas.put(Span("ORDER", .columnHead), x: area.x + 2, y: area.y)
        canvas.put(Span("STAMPS", .columnHead), x: barX, y: area.y)
        canvas.put([Span("CHECKED", .columnHead)], endingAt: area.right - 1, y: area.y)
        let cursor = state.cursors[.stamps] ?? Cursor()
        let visible = shown[min(cursor.offset, shown.count)...].prefix(area.height - 1)
        for (index, row) in zip(visible.indices, visible) {
            let y = area.y + 1 + index - cursor.offset
            let sign = Span("\(canvas.symbols.of(row.standing)) ", row.standing.role)
            var room = name
            if row.isLowOnStock {
                let words = Span(
                    "\(canvas.symbols.flag)\(name < 30 ? "low" : "low stock")", .warning)
                canvas.put([words], endingAt: area.x + 2 + name, y: y)
                room -= words.width + 1
            }
            let used = canvas.put(
                [sign, Span(row.item.name, .text, row.urgency < 2 ? .bold : [])],
                x: area.x + 2, y: y, limit: room)
            if let stamps = row.stampBar, stamps.cells(width: 1) != [] {
                canvas.put(stamps, x: barX, y: y, width: bar)
            } else {
                switch row.progress(canvas.clock, canvas.symbols, width: bar) {
                case .bar(let progress): canvas.put(progress, x: barX, y: y, width: bar)
                case .words(let spans): canvas.put(spans, x: barX, y: y, limit: bar)
                }
            }
            canvas.put(
                [row.checked(canvas.clock, canvas.symbols)], endingAt: area.right - 1, y: y,
                limit: checked)
            canvas.putEdge(of: row, x: area.x, y: y)
            RowMark(
                isSelected: index == cursor.index, index: index,
                name: (area.x + 2)..<(area.x + 2 + used)
            )
            .draw(on: &canvas, Rect(x: area.x, y: y, width: area.width, height: 1))
        }
    }
}
