import Domain
import TerminalUI

/// The summary that is always in sight, in two rows: the views, alerts, vendors, who polls and
/// what time it is; how everything stands. On an item's page a third row is the path to it.
struct Header {
    let state: State
    let health: [Vendor: VendorHealth]

    func draw(on canvas: inout Canvas) {
        let trouble = HeaderTrouble(health: health, symbols: canvas.symbols, clock: canvas.clock)
        let isSaid = drawTabs(on: &canvas, trouble)
        // Refused credentials must not be missed on a screen too narrow for the first row.
        drawCounts(on: &canvas, after: isSaid ? [] : trouble.refusal, width: state.size.width)
        drawPath(on: &canvas)
    }

    // MARK: The third row

    private func drawPath(on canvas: inout Canvas) {
        guard let path else { return }
        let width = state.size.width
        let separator = Span(" \(canvas.symbols.separator) ", .muted)
        var spans = [Span(state.view.title, .muted)]
        for step in path { spans += [separator, Span(step, .title)] }
        let position = pagePosition
        canvas.put(spans, x: 1, y: 2, limit: width - 4 - position.count)
        canvas.put([Span(position, .muted)], endingAt: width - 1, y: 2)
        canvas.aim(
            Rect(x: 1, y: 2, width: state.view.title.utf8.count, height: 1), at: .action(.back))
    }

    private var path: [String]? {
        state.selectedItem.flatMap { state.detail == nil ? nil : [$0.name] }
    }

    /// Which lines of an item's page are on the screen, when not all are.
    private var pagePosition: String {
        guard let detail = state.detail else { return "" }
        let body = Layout(state).body
        let lines = DetailPage(state, width: body.width).lines.count
        guard lines > body.height else { return "" }
        return "\(detail.scroll + 1)-\(min(lines, detail.scroll + body.height))/\(lines)"
    }

    // MARK: The first row

    /// Draws the first row; true when the trouble is told there in full.
    private func drawTabs(on canvas: inout Canvas, _ trouble: HeaderTrouble) -> Bool {
        let width = state.size.width
        canvas.fill(Rect(x: 0, y: 0, width: width, height: 1), .tab)
        let isNarrow = width < 48
        var x = canvas.put(Span(isNarrow ? " VIGIL" : " VIGIL ", .title, .bold), x: 0, y: 0)
        let summary = HeaderSummary(
            state: state, trouble: trouble, answering: answering(canvas.symbols),
            clock: canvas.clock)
        let whole = tabs(isCompact: false)
        let wholeWidth = whole.reduce(x) { $0 + $1.1.count }
        let isCompact = !summary.fitsWell(in: width - wholeWidth - 2)
        let shown = isCompact ? tabs(isCompact: true) : whole
        for (view, label) in shown {
            let area = Rect(x: x, y: 0, width: label.count, height: 1)
            let role: Role = view == state.view ? .activeTab : .tab
            if view == state.view { canvas.fill(area, .activeTab) }
            canvas.put(Span(label, role), x: x, y: 0)
            canvas.aim(area, at: .action(.view(view)))
            x += label.count
        }
        let room = max(0, width - x - (isNarrow ? 1 : 2))
        let form = summary.form(in: room)
        let start = max(x, width - 1 - form.width)
        canvas.put(form, endingAt: width - 1, y: 0, limit: room)
        if let alerts = form.first, alerts == summary.alerts.full || alerts == summary.alerts.brief
        {
            canvas.aim(
                Rect(x: start, y: 0, width: alerts.width, height: 1), at: .action(.alerts))
        }
        return trouble.refusal.isEmpty || form.contains(trouble.refusal[0])
    }

    /// That the vendors of all work that goes on answer; nothing while one of them was not asked.
    private func answering(_ symbols: Symbols) -> Span? {
        let busy = health.values.filter { $0.counts.live > 0 }
        guard !busy.isEmpty, busy.allSatisfy({ $0.trouble == nil && $0.lastGoodAnswer != nil })
        else { return nil }
        return Span(
            "\(symbols.of(.completed)) \(Numbers.count(busy.count, "vendor")) answering", .muted)
    }

    private func tabs(isCompact: Bool) -> [(View, String)] {
        View.allCases.map { view in
            let isShort = isCompact && view != state.view
            return (view, isShort ? " \(view.digit) " : " \(view.digit) \(view.title) ")
        }
    }

    // MARK: The second row

    private func drawCounts(on canvas: inout Canvas, after alarm: [Span], width: Int) {
        let parts = state.watchlist.counts().parts(canvas.symbols)
        func spans(words: Int, gap: String) -> [Span] {
            parts.enumerated().flatMap { place, part in
                let text = "\(part.symbol) \(Numbers.grouped(part.count))"
                let strong: Span = Span(text, part.role, .bold)
                let space = Span(place == 0 ? "" : gap)
                return place < words
                    ? [space, strong, Span(" \(part.word)", part.role)] : [space, strong]
            }
        }
        let forms =
            [(parts.count, "   ")] + (0...parts.count).reversed().map { ($0, "  ") } + [(0, " ")]
        let room = width - 2 - alarm.width
        // The fullest that fits; the others are not even put together.
        let form =
            forms.lazy.map { spans(words: $0, gap: $1) }.first { $0.width <= room }
            ?? spans(words: 0, gap: " ")
        canvas.put(alarm + form, x: 1, y: 1, limit: width - 2)
    }
}
