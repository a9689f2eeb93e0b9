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
        let page = state.rowsFitting(from: cursor.offset, page: area.height - 1)
        let visible = shown[min(cursor.offset, shown.count)...].prefix(page)
        var last = canvas.drawn.rows.begin(
            DrawnRows.Grid(places: places, minute: state.now.milliseconds / 60_000))
        var y = area.y + 1
        var group: Int?
        for (index, row) in zip(visible.indices, visible) {
            if state.sort.grouping != .none {
                let own = state.sort.grouping.place(of: row)
                if own != group {
                    drawGroupHead(of: row, in: shown, on: &canvas, y: y)
                    y += 1
                    group = own
                }
            }
            guard y < area.bottom else { break }
            let name = draw(row, on: &canvas, places, y: y, last.strip(of: row))
            RowMark(
                isSelected: index == cursor.index,
                isMarked: state.hasMarks && state.marked.contains(row.key), index: index, name: name
            )
            .draw(on: &canvas, Rect(x: 0, y: y, width: area.width, height: 1))
            y += 1
        }
    }

    /// What stands together below, and how it stands.
    private func drawGroupHead(of row: Row, in shown: ShownRows, on canvas: inout Canvas, y: Int) {
        let grouping = state.sort.grouping
        let place = grouping.place(of: row)
        var counts = Counts()
        for other in shown where grouping.place(of: other) == place { counts.add(other) }
        let title = grouping.title(of: row)
        var spans = [
            Span("\(title.prefix(1).uppercased())\(title.dropFirst())", .title, .bold),
            Span("  \(Numbers.grouped(counts.all))", .muted),
        ]
        if grouping == .vendor {
            for part in counts.parts(canvas.symbols) {
                spans.append(Span("  \(part.symbol) \(Numbers.grouped(part.count))", part.role))
            }
        }
        canvas.fill(Rect(x: 0, y: y, width: state.size.width, height: 1), .columnHead)
        canvas.put(spans, x: 2, y: y, limit: state.size.width - 3)
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
                canvas.put(span, endingAt: place.x + place.width, y: y, limit: place.width)
            } else {
                canvas.put(span, x: place.x, y: y, limit: place.width)
            }
            canvas.aim(
                Rect(x: place.x, y: y, width: place.width, height: 1),
                at: .column(place.column.sort))
        }
    }

    /// Draws what a row says, from the last frame where it said the same, and gives the columns of
    /// its name.
    private func draw(
        _ row: Row, on canvas: inout Canvas, _ places: [BatchColumn.Placed], y: Int,
        _ last: DrawnRows.Strip?
    ) -> Range<Int> {
        let isNoted = !state.noted.isEmpty && state.noted.contains(row.key)
        if let last, last.isGood(isNoted: isNoted, at: state.now) {
            canvas.draw { $0.put(row: last.cells, y: y) }
            canvas.note(last.time.until)
            canvas.drawn.rows.keep(last)
            return last.name
        }
        let (name, until) = canvas.noting { draw(row, on: &$0, places, y: y) }
        canvas.putEdge(of: row, x: 0, y: y)
        canvas.draw { $0.quietBlanks(y: y) }
        canvas.drawn.rows.keep(
            DrawnRows.Strip(
                row: row, isNoted: isNoted, time: DrawnTime(at: state.now, until: until),
                name: name,
                cells: canvas.frame.cells[y]))
        return name
    }

    /// Draws what a row says and gives the columns of its name.
    private func draw(
        _ row: Row, on canvas: inout Canvas, _ places: [BatchColumn.Placed], y: Int
    ) -> Range<Int> {
        var name = 0..<0
        for place in places {
            switch place.column {
            case .vendor:
                canvas.put(
                    Span(row.item.key.kind.vendor.title, .muted), x: place.x, y: y,
                    limit: place.width)
            case .batch:
                let used = canvas.put(
                    Span(row.item.name, .text, row.urgency < 2 ? .bold : []), x: place.x, y: y,
                    limit: place.width)
                name = place.x..<(place.x + used)
                if state.noted.contains(row.key), used + 2 <= place.width {
                    canvas.put(
                        Span(canvas.symbols.note, .muted), x: place.x + used + 1, y: y)
                }
            case .state:
                canvas.put(
                    row.stateSpans(canvas.symbols, width: place.width), x: place.x, y: y,
                    limit: place.width)
            case .progress: drawProgress(of: row, on: &canvas, place, y: y)
            default:
                canvas.put(
                    row.number(place.column, canvas.clock, canvas.symbols),
                    endingAt: place.x + place.width, y: y, limit: place.width)
            }
        }
        return name
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
                Span("\(bar.percent)%", .muted), endingAt: place.x + place.width, y: y)
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
