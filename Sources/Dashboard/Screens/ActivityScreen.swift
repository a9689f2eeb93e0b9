import Domain
import TerminalUI

/// What happened, newest first.
struct ActivityScreen {
    let state: State

    func draw(on canvas: inout Canvas, _ layout: Layout) {
        let area = layout.body
        let entries = state.activity.shown
        guard !entries.isEmpty else {
            EmptyText(state: state).draw(on: &canvas, in: area)
            return
        }
        let cursor = state.cursors[.activity] ?? Cursor()
        let visible = entries[min(cursor.offset, entries.count)...].prefix(area.height - 1)
        let isOfToday = visible.allSatisfy { canvas.clock.isToday($0.at) }
        let time = area.width < 60 ? 6 : isOfToday ? 8 : 12
        let widest = entries.prefix(200).compactMap { $0.key.map { TextWidth.of(name(of: $0)) } }
        let item = area.width >= 60 ? min(max(8, widest.max() ?? 0), area.width * 3 / 10) : 0
        let hasNames = visible.contains { $0.operatorName != nil }
        let who = area.width >= 100 && hasNames ? 12 : 0
        let itemX = 2 + time + 2
        let textX = itemX + 2 + (item > 0 ? item + 2 : 0)
        let text = area.width - textX - (who > 0 ? who + 3 : 1)

        canvas.fill(Rect(x: 0, y: area.y, width: area.width, height: 1), .columnHead)
        canvas.put(Span("TIME", .columnHead), x: 2, y: area.y)
        if item > 0 { canvas.put(Span("ITEM", .columnHead), x: itemX + 2, y: area.y) }
        canvas.put(Span("WHAT HAPPENED", .columnHead), x: textX, y: area.y, limit: text)
        if who > 0 {
            canvas.put(Span("WHO", .columnHead), x: area.width - who - 1, y: area.y)
        }
        for (index, entry) in zip(visible.indices, visible) {
            let y = area.y + 1 + index - cursor.offset
            canvas.put(Span(moment(entry.at, time, canvas.clock), .muted), x: 2, y: y, limit: time)
            let words = words(of: entry)
            let sign = ActivitySign(entry, canvas.symbols)
            canvas.put(Span(sign.symbol, sign.role), x: itemX, y: y)
            if item > 0, let key = entry.key {
                canvas.put(Span(name(of: key)), x: itemX + 2, y: y, limit: item)
            }
            var said = [Span(item > 0 ? words : entry.text, sign.isLoud ? sign.role : .muted)]
            if who == 0, let name = entry.operatorName { said.append(Span(" by \(name)", .muted)) }
            canvas.put(said, x: textX, y: y, limit: text)
            if who > 0, let name = entry.operatorName {
                canvas.put(Span(name, .muted), x: area.width - who - 1, y: y, limit: who)
            }
            RowMark(isSelected: index == cursor.index, index: index)
                .draw(on: &canvas, Rect(x: 0, y: y, width: area.width, height: 1))
        }
    }

    private func name(of key: ItemKey) -> String { state.watchlist[key]?.name ?? key.shortID }

    /// The sentence without the item's name, which has a column of its own.
    private func words(of entry: ActivityEntry) -> String {
        guard let key = entry.key else { return entry.text }
        let name = name(of: key) + " "
        return entry.text.hasPrefix(name) ? String(entry.text.dropFirst(name.count)) : entry.text
    }

    /// The time of day of what happened today, else the day and the time.
    private func moment(_ at: Timestamp, _ columns: Int, _ clock: Clock) -> Timed {
        var time = clock.short(at)
        guard columns > 6 else { return time }
        let whole = clock.dayAndTime(at)
        time.text = clock.isToday(at) ? String(whole.dropFirst(7)) : String(whole.dropLast(3))
        return time
    }
}
