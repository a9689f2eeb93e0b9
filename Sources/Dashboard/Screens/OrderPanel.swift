import Domain
import TerminalUI

/// One e-stamp order: its counts and the ids of its stamps by group.
struct OrderPanel {
    let state: State
    let row: Row

    private static let titles = ["Pending", "Available", "Failed"]
    private static let standings: [Standing] = [.pending, .completed, .failed]

    /// What stands in place of the ids until the vendor answered.
    static let noAnswer = "No answer about this order yet."

    func draw(on canvas: inout Canvas, _ layout: Layout) {
        let area = layout.order
        if layout.orderHead > 0 { drawHead(on: &canvas, area) }
        let body = Rect(
            x: area.x, y: area.y + layout.orderHead, width: area.width,
            height: area.height - layout.orderHead)
        let groups = row.item.snapshot?.groups?.inOrder
        let isWide = body.width >= 58
        let open = state.stampsFocus ?? openByItself(groups)
        let columns = isWide ? sideBySide(in: body, groups, canvas, layout) : tabs(in: body)
        for (place, column) in columns.enumerated() {
            let head = Rect(x: column.x, y: column.y, width: column.width, height: 1)
            drawGroupHead(
                place, groups?[place], on: &canvas, head,
                isOpen: isWide ? state.stampsFocus == place : open == place)
        }
        guard let lists = state.stampLists else {
            canvas.put(Span(Self.noAnswer, .muted), x: body.x, y: body.y + 1)
            return
        }
        for place in isWide ? [0, 1, 2] : [open] {
            drawStamps(place, lists[place], on: &canvas, isWide ? columns[place] : body, layout)
        }
    }

    /// The tab that is open until the operator chose one: what failed, then what is still made.
    private func openByItself(_ groups: [StampGroups.Group]?) -> Int {
        guard let groups else { return 1 }
        return [2, 0, 1].first { groups[$0].count > 0 } ?? 1
    }

    private func tabs(in body: Rect) -> [Rect] {
        let width = body.width / 3
        return (0...2).map {
            Rect(x: body.x + $0 * width, y: body.y, width: width - 1, height: body.height)
        }
    }

    /// Three columns of one width, unless ids are wider than that: then a group without any gives
    /// up what its head does not need.
    private func sideBySide(
        in body: Rect, _ groups: [StampGroups.Group]?, _ canvas: Canvas, _ layout: Layout
    ) -> [Rect] {
        var gap = 2
        let third = (body.width - 2 * gap) / 3
        var widths = [third, third, third]
        let empty = widths.indices.filter { groups?[$0].stamps.isEmpty == true }
        if !empty.isEmpty, empty.count < 3, widestID(layout) > third {
            gap = 1
            let heads = empty.map { groupHead($0, groups?[$0], canvas, width: third).width }
            let rest = (body.width - 2 * gap - heads.reduce(0, +)) / (3 - empty.count)
            widths = widths.indices.map { place in
                empty.firstIndex(of: place).map { heads[$0] } ?? rest
            }
        }
        var x = body.x
        return widths.map { width in
            defer { x += width + gap }
            return Rect(x: x, y: body.y, width: width, height: body.height)
        }
    }

    /// The columns that the widest id on the screen takes.
    private func widestID(_ layout: Layout) -> Int {
        (state.stampLists ?? []).enumerated().reduce(0) { widest, group in
            let shown = visible(group.offset, group.element, layout)
            return shown.reduce(widest) { max($0, TextWidth.of(group.element[$1])) }
        }
    }

    /// The places of the ids that are on the screen.
    private func visible(_ place: Int, _ stamps: StampList, _ layout: Layout) -> Range<Int> {
        let first = min(state.groupCursors[place].offset, stamps.count)
        return first..<min(first + layout.groupRows(of: stamps.count), stamps.count)
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
        _ place: Int, _ group: StampGroups.Group?, on canvas: inout Canvas, _ area: Rect,
        isOpen: Bool
    ) {
        canvas.fill(area, isOpen ? .activeTab : .columnHead)
        var spans = groupHead(place, group, canvas, width: area.width)
        if isOpen { for index in spans.indices { spans[index].role = .activeTab } }
        canvas.put(spans, x: area.x, y: area.y, limit: area.width)
        canvas.aim(area, at: .group(place))
    }

    /// What a group is and how many it has, and how many are listed when that is another number.
    private func groupHead(
        _ place: Int, _ group: StampGroups.Group?, _ canvas: Canvas, width: Int
    ) -> [Span] {
        let standing = Self.standings[place]
        let role = standing.role
        let count = group.map { Numbers.grouped($0.count) } ?? canvas.symbols.none
        let sign = "\(canvas.symbols.of(standing)) "
        let word = "\(Self.titles[place]) "
        let isWhole = group.map { $0.count == $0.stamps.count } ?? true
        let room = isWhole ? 0 : count.count + 2
        let fitsWord = sign.count + word.count + count.count + room <= width
        var spans = [Span(sign + (fitsWord ? word : ""), role), Span(count, role, .bold)]
        if let group, !isWhole {
            let listed = Numbers.grouped(group.stamps.count)
            let long = " \(canvas.symbols.flag)\(listed) listed"
            let fits = spans.width + long.count <= width
            spans.append(Span(fits ? long : " \(canvas.symbols.flag)\(listed)", .warning))
        }
        return spans
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
        let visible = visible(place, stamps, layout)
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
