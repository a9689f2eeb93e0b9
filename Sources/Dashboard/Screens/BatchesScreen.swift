import Domain
import TerminalUI

/// The table of everything that is tracked.
struct BatchesScreen {
    let state: State

    func draw(on canvas: inout Canvas, _ layout: Layout) {
        let area = layout.body
        let shown = state.watchlist.rows(of: .batches)
        guard !shown.isEmpty else {
            EmptyText(state: state).draw(on: &canvas, in: area)
            return
        }
        let places = BatchColumn.place(state)
        drawHead(on: &canvas, places, y: area.y)
        let cursor = state.cursors[.batches] ?? Cursor()
        let visible = shown[min(cursor.offset, shown.count)...].prefix(area.height - 1)
        for (index, row) in zip(visible.indices, visible) {
            let y = area.y + 1 + index - cursor.offset
            draw(row, on: &canvas, places, y: y)
            RowMark(row: row, isSelected: index == cursor.index, index: index)
                .draw(on: &canvas, Rect(x: 0, y: y, width: area.width, height: 1))
        }
    }

    private func drawHead(on canvas: inout Canvas, _ places: [BatchColumn.Placed], y: Int) {
        canvas.fill(Rect(x: 0, y: y, width: state.size.width, height: 1), .columnHead)
        for place in places {
            let isSorted = place.column.sort == state.sort.column
            var title = place.column.title
            if isSorted {
                let arrow =
                    state.sort.isReversed ? canvas.symbols.descending : canvas.symbols.ascending
                title = place.column.isNumeric ? "\(arrow)\(title)" : "\(title)\(arrow)"
            }
            let span = Span(title, isSorted ? .sortedHead : .columnHead)
            if place.column.isNumeric {
                canvas.put([span], endingAt: place.x + place.width, y: y, limit: place.width)
            } else {
                canvas.put(span, x: place.x, y: y, limit: place.width)
            }
            canvas.aim(
                Rect(x: place.x, y: y, width: place.width, height: 1),
                at: .column(place.column.sort))
        }
    }

    private func draw(
        _ row: Row, on canvas: inout Canvas, _ places: [BatchColumn.Placed], y: Int
    ) {
        for place in places {
            switch place.column {
            case .vendor:
                canvas.put(
                    Span(row.item.key.kind.vendor.title, .muted), x: place.x, y: y,
                    limit: place.width)
            case .batch:
                canvas.put(
                    Span(row.item.name, .text, row.urgency < 2 ? .bold : []), x: place.x, y: y,
                    limit: place.width)
            case .state:
                canvas.put(
                    row.stateSpans(canvas.symbols, width: place.width), x: place.x, y: y,
                    limit: place.width)
            case .progress: drawProgress(of: row, on: &canvas, place, y: y)
            default:
                canvas.put(
                    [row.number(place.column, canvas.clock, canvas.symbols)],
                    endingAt: place.x + place.width, y: y, limit: place.width)
            }
        }
    }

    private func drawProgress(
        of row: Row, on canvas: inout Canvas, _ place: BatchColumn.Placed, y: Int
    ) {
        switch row.progress(canvas.clock, canvas.symbols, width: place.width) {
        case .bar(let bar):
            let hasNumber = place.width >= BatchColumn.withPercent
            let width = hasNumber ? place.width - 5 : place.width
            canvas.put(bar, x: place.x, y: y, width: width)
            guard hasNumber else { return }
            canvas.put(
                [Span("\(bar.percent)%", .muted)], endingAt: place.x + place.width, y: y)
        case .words(let spans):
            canvas.put(spans, x: place.x, y: y, limit: place.width)
        }
    }
}

extension Bar {
    /// The processed share in whole percent; 100 only when everything is processed.
    var percent: Int {
        guard processed < total else { return 100 }
        return min(99, Int(Double(max(0, processed)) / Double(max(1, total)) * 100))
    }
}
