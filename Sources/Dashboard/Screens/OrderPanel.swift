import Domain
import TerminalUI

/// One e-stamp order: its counts and the ids of its stamps by group.
struct OrderPanel {
    let state: State
    let row: Row

    private static let titles = ["Pending", "Available", "Failed"]
    private static let standings: [Standing] = [.pending, .completed, .failed]

    func draw(on canvas: inout Canvas, _ layout: Layout) {
        let area = layout.order
        if layout.orderHead > 0 { drawHead(on: &canvas, area) }
        let body = Rect(
            x: area.x, y: area.y + layout.orderHead, width: area.width,
            height: area.height - layout.orderHead)
        guard let groups = row.item.snapshot?.groups, let lists = state.stampLists else {
            canvas.put(Span("No answer about this order yet.", .muted), x: body.x, y: body.y)
            return
        }
        if body.width >= 58 {
            let width = (body.width - 4) / 3
            for (place, group) in groups.inOrder.enumerated() {
                let column = Rect(
                    x: body.x + place * (width + 2), y: body.y, width: width,
                    height: body.height)
                drawGroupHead(place, group, on: &canvas, column, isOpen: state.stampsFocus == place)
                drawStamps(place, lists[place], on: &canvas, column, layout)
            }
        } else {
            let open =
                state.stampsFocus ?? [2, 0, 1].first { groups.inOrder[$0].count > 0 } ?? 1
            let width = body.width / 3
            for (place, group) in groups.inOrder.enumerated() {
                let head = Rect(
                    x: body.x + place * width, y: body.y, width: width - 1, height: 1)
                drawGroupHead(place, group, on: &canvas, head, isOpen: open == place)
            }
            drawStamps(open, lists[open], on: &canvas, body, layout)
        }
    }

    private func drawHead(on canvas: inout Canvas, _ area: Rect) {
        canvas.put(
            [Span(row.item.name, .title), Span("  ")]
                + row.stateSpans(canvas.symbols, width: max(16, area.width / 2)),
            x: area.x, y: area.y, limit: area.width - 1)
        if let bar = row.stampBar {
            canvas.put(bar, x: area.x, y: area.y + 1, width: min(40, area.width / 2))
        }
        let x = area.x + min(40, area.width / 2) + 2
        var spans: [Span] = []
        if let total = row.item.snapshot?.total {
            spans.append(Span("\(Numbers.grouped(total)) ordered", .muted))
        }
        if row.isLowOnStock {
            let gap = spans.isEmpty ? "" : " \(canvas.symbols.dot) "
            spans += [Span(gap, .muted), Span("low stock", .warning)]
        }
        if let missing = row.item.snapshot?.unaccounted, missing != 0 {
            let gap = spans.isEmpty ? "" : " \(canvas.symbols.dot) "
            spans.append(Span(gap, .muted))
            spans.append(
                Span(
                    missing > 0
                        ? "\(Numbers.grouped(missing)) unaccounted"
                        : "\(Numbers.grouped(0 &- missing)) too many", .warning))
        }
        canvas.put(spans, x: x, y: area.y + 1, limit: area.right - x)
    }

    private func drawGroupHead(
        _ place: Int, _ group: StampGroups.Group, on canvas: inout Canvas, _ area: Rect,
        isOpen: Bool
    ) {
        let head = Rect(x: area.x, y: area.y, width: area.width, height: 1)
        canvas.fill(head, isOpen ? .activeTab : .columnHead)
        let standing = Self.standings[place]
        let role: Role = isOpen ? .activeTab : standing.role
        let count = Numbers.grouped(group.count)
        let sign = "\(canvas.symbols.of(standing)) "
        let word = "\(Self.titles[place]) "
        let listedRoom = group.count == group.stamps.count ? 0 : count.count + 2
        let fitsWord = sign.count + word.count + count.count + listedRoom <= area.width
        let title = fitsWord ? word : ""
        var spans = [Span(sign + title, role), Span(count, role, .bold)]
        if group.count != group.stamps.count {
            let listed = Numbers.grouped(group.stamps.count)
            let long = " \(canvas.symbols.flag)\(listed) listed"
            let fits = spans.width + long.count <= area.width
            spans.append(
                Span(
                    fits ? long : " \(canvas.symbols.flag)\(listed)",
                    isOpen ? .activeTab : .warning))
        }
        canvas.put(spans, x: area.x, y: area.y, limit: area.width)
        canvas.aim(area, at: .group(place))
    }

    /// The telling end of an id that does not fit: all of them begin alike.
    private func shortened(_ stamp: String, _ canvas: Canvas, _ width: Int) -> String {
        guard TextWidth.of(stamp) > width, let last = stamp.split(separator: "_").last else {
            return stamp
        }
        return canvas.symbols.ellipsis + last
    }

    private func drawStamps(
        _ place: Int, _ stamps: StampList, on canvas: inout Canvas, _ area: Rect,
        _ layout: Layout
    ) {
        let list = Rect(x: area.x, y: area.y + 1, width: area.width, height: area.height - 1)
        canvas.aim(list, at: .group(place))
        let cursor = state.groupCursors[place]
        let first = min(cursor.offset, stamps.count)
        let visible = first..<min(first + layout.groupRows(of: stamps.count), stamps.count)
        for index in visible {
            let y = list.y + index - cursor.offset
            canvas.put(
                Span(shortened(stamps[index], canvas, list.width)), x: list.x,
                y: y, limit: list.width)
            if state.stampsFocus == place, index == cursor.index {
                canvas.select(Rect(x: list.x, y: y, width: list.width, height: 1))
            }
        }
        if visible.count < stamps.count, visible.count < list.height {
            let first = Numbers.grouped(cursor.offset + 1)
            let last = Numbers.grouped(cursor.offset + visible.count)
            canvas.put(
                Span("\(first)-\(last) of \(Numbers.grouped(stamps.count))", .muted),
                x: list.x, y: list.y + visible.count, limit: list.width)
        }
        if stamps.count == 0, list.height > 0 {
            let why = stamps.countBeforeSearch > 0 ? "none has that" : "none"
            canvas.put(Span(why, .muted), x: list.x, y: list.y, limit: list.width)
        }
    }
}
