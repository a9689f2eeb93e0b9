import Domain
import TerminalUI

/// The customers and how their KYC stands.
struct KYCScreen {
    let state: State

    private struct Places {
        var name: Int
        var status: Int
        var reason: Int
        var since: Int
        var checked: Int
    }

    func draw(on canvas: inout Canvas, _ layout: Layout) {
        let area = layout.body
        let shown = state.watchlist.rows(of: .kyc)
        guard !shown.isEmpty else {
            EmptyText(state: state).draw(on: &canvas, in: area)
            return
        }
        let cursor = state.cursors[.kyc] ?? Cursor()
        let visible = shown[min(cursor.offset, shown.count)...].prefix(area.height - 1)
        let places = places(
            area.width, name: shown.reduce(0) { max($0, $1.widths.name) },
            status: visible.reduce(0) {
                max($0, status(of: $1, canvas.symbols, width: 22).width)
            })
        drawHead(on: &canvas, places, y: area.y)
        for (index, row) in zip(visible.indices, visible) {
            let y = area.y + 1 + index - cursor.offset
            draw(row, on: &canvas, places, y: y)
            canvas.putEdge(of: row, x: 0, y: y)
            RowMark(
                isSelected: index == cursor.index, index: index,
                name: 2..<(2 + min(row.widths.name, places.name))
            )
            .draw(on: &canvas, Rect(x: 0, y: y, width: area.width, height: 1))
        }
    }

    private func places(_ width: Int, name: Int, status: Int) -> Places {
        var places = Places(
            name: 14, status: min(max(12, status), 22), reason: 0, since: 0, checked: 0)
        if width >= 60 { places.checked = 7 }
        if width >= 70 { places.since = 6 }
        func left() -> Int {
            let others = [places.since, places.checked, places.reason].filter { $0 > 0 }
            return width - 3 - places.name - 1 - places.status - others.reduce(0) { $0 + $1 + 2 }
        }
        // A name that is cut is nobody's: it is whole before there is room for reasons, if it can.
        places.name += max(0, min(left(), min(24, name) - 14))
        places.name += max(0, min(left() - 16, min(32, name) - places.name))
        if left() >= 12 { places.reason = left() - 2 } else { places.status += max(0, left()) }
        return places
    }

    private func drawHead(on canvas: inout Canvas, _ places: Places, y: Int) {
        canvas.fill(Rect(x: 0, y: y, width: state.size.width, height: 1), .columnHead)
        drawCells(
            on: &canvas, places, y: y, name: [Span("CUSTOMER", .columnHead)],
            status: [Span("STATUS", .columnHead)], reason: [Span("REASON", .columnHead)],
            since: [Span("SINCE", .columnHead)], checked: [Span("CHECKED", .columnHead)])
    }

    private func draw(_ row: Row, on canvas: inout Canvas, _ places: Places, y: Int) {
        let moved = row.item.movedAt ?? row.item.trackedAt
        let since =
            row.item.state.isFinal ? canvas.clock.short(moved) : canvas.clock.age(of: moved)
        drawCells(
            on: &canvas, places, y: y,
            name: [Span(row.item.name, .text, row.urgency < 2 ? .bold : [])],
            status: status(of: row, canvas.symbols, width: places.status),
            reason: reason(of: row, canvas.symbols),
            since: [row.item.snapshot == nil ? Span("") : Span(since, .muted)],
            checked: [row.checked(canvas.clock, canvas.symbols)])
    }

    private func drawCells(
        on canvas: inout Canvas, _ places: Places, y: Int, name: [Span], status: [Span],
        reason: [Span], since: [Span], checked: [Span]
    ) {
        var x = 2
        canvas.put(name, x: x, y: y, limit: places.name)
        x += places.name + 1
        canvas.put(status, x: x, y: y, limit: places.status)
        x += places.status + 2
        if places.reason > 0 {
            canvas.put(reason, x: x, y: y, limit: places.reason)
            x += places.reason + 2
        }
        if places.since > 0 {
            canvas.put(since, endingAt: x + places.since, y: y, limit: places.since)
            x += places.since + 2
        }
        if places.checked > 0 {
            canvas.put(checked, endingAt: x + places.checked, y: y, limit: places.checked)
        }
    }

    /// The vendor's word for the status, which operators know; flags where there is room.
    private func status(of row: Row, _ symbols: Symbols, width: Int) -> [Span] {
        let word =
            row.item.snapshot?.vendorState
            ?? (row.isFailing ? "no answer yet" : "not asked yet")
        let sign = symbols.of(row.standing)
        let head =
            row.standing == .failed
            ? [Span("\(sign) \(word) ", .failed, .reverse)]
            : [Span("\(sign) \(word)", row.standing.role)]
        guard let remark = row.remarks.first else { return head }
        let tail = Span(" \(symbols.flag)\(remark)", .warning)
        if head.width + tail.width <= width { return head + [tail] }
        return row.stateSpans(symbols, width: width)
    }

    private func reason(of row: Row, _ symbols: Symbols) -> [Span] {
        if let failure = row.item.failure {
            return [Span("\(symbols.failing) \(failure.message)", .warning)]
        }
        if let reason = row.item.snapshot?.failureReason { return [Span(reason)] }
        guard row.standing == .pending, row.item.snapshot != nil,
            state.can(.newKYC),
            let key = state.options.keys.name(of: .newKYC, in: state.glyphs)
        else { return [] }
        return [Span("press \(key) to submit data", .muted)]
    }
}
