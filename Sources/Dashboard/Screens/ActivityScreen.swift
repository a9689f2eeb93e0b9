import Domain
import TerminalUI

/// What happened, newest first.
struct ActivityScreen {
    let state: State

    func draw(on canvas: inout Canvas, _ layout: Layout) {
        let area = layout.body
        let entries = state.entries
        guard !entries.isEmpty else {
            EmptyText(state: state).draw(on: &canvas, in: area)
            return
        }
        let time = area.width >= 100 ? 15 : area.width >= 76 ? 12 : 6
        let item = area.width >= 100 ? 24 : area.width >= 60 ? 16 : 0
        let who = area.width >= 100 ? 12 : 0
        let itemX = 2 + time + 2
        let textX = itemX + 2 + (item > 0 ? item + 2 : 0)
        let text = area.width - textX - (who > 0 ? who + 2 : 1)

        canvas.fill(Rect(x: 0, y: area.y, width: area.width, height: 1), .columnHead)
        canvas.put(Span("TIME", .columnHead), x: 2, y: area.y)
        if item > 0 { canvas.put(Span("ITEM", .columnHead), x: itemX + 2, y: area.y) }
        canvas.put(Span("WHAT HAPPENED", .columnHead), x: textX, y: area.y, limit: text)
        if who > 0 {
            canvas.put(Span("WHO", .columnHead), x: area.width - who, y: area.y)
        }
        let cursor = state.cursors[.activity] ?? Cursor()
        let visible = entries[min(cursor.offset, entries.count)...].prefix(area.height - 1)
        for (index, entry) in zip(visible.indices, visible) {
            let y = area.y + 1 + index - cursor.offset
            let at =
                time > 6
                ? Span(String(canvas.clock.dayAndTime(entry.at).prefix(time)), .muted)
                : Span(canvas.clock.short(entry.at), .muted)
            canvas.put(at, x: 2, y: y, limit: time)
            let (sign, role) = sign(of: entry.event, canvas.symbols)
            canvas.put(Span(sign, role), x: itemX, y: y)
            if item > 0, let key = entry.key {
                let name = state.items[key]?.name ?? key.shortID
                canvas.put(Span(name, .muted), x: itemX + 2, y: y, limit: item)
            }
            let isBad = role == .failed || role == .warning
            var said = [Span(entry.text, isBad ? role : .text)]
            if who == 0, let name = entry.operatorName { said.append(Span(" \(name)", .muted)) }
            canvas.put(said, x: textX, y: y, limit: text)
            if who > 0, let name = entry.operatorName {
                canvas.put(Span(name, .muted), x: area.width - who, y: y, limit: who)
            }
            RowMark(row: nil, isSelected: index == cursor.index, index: index)
                .draw(on: &canvas, Rect(x: 0, y: y, width: area.width, height: 1))
        }
    }

    private func sign(
        of event: ActivityEntry.Event, _ symbols: Symbols
    ) -> (String, Role) {
        switch event {
        case .tracked: ("+", .text)
        case .untracked: ("-", .muted)
        case .stateChanged: (symbols.of(.inProgress), .inProgress)
        case .checkFailed: (symbols.failing, .warning)
        case .recovered: (symbols.of(.completed), .completed)
        case .submissionSent: (symbols.separator, .inProgress)
        case .submissionAccepted: (symbols.of(.completed), .completed)
        case .submissionRejected: (symbols.of(.failed), .failed)
        case .submissionUnknown: ("?", .unknown)
        case .reportRequested: (symbols.separator, .text)
        }
    }
}
