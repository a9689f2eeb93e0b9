import Domain
import TerminalUI

/// The two rows at the top: the views and how polling stands; the counts, or the path to the
/// page that is open.
struct Header {
    let state: State
    let health: [Vendor: VendorHealth]

    func draw(on canvas: inout Canvas) {
        drawTabs(on: &canvas)
        let area = Rect(x: 0, y: 1, width: state.size.width, height: 1)
        if let path {
            let separator = Span(" \(canvas.symbols.separator) ", .muted)
            var spans = [Span(state.view.title, .muted)]
            for step in path { spans += [separator, Span(step, .title)] }
            let position = pagePosition
            canvas.put(spans, x: 1, y: 1, limit: area.width - 4 - position.count)
            canvas.put([Span(position, .muted)], endingAt: area.width - 1, y: 1)
            canvas.aim(
                Rect(x: 1, y: 1, width: state.view.title.utf8.count, height: 1), at: .action(.back))
        } else {
            drawCounts(on: &canvas, width: area.width)
        }
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

    private func drawTabs(on canvas: inout Canvas) {
        let width = state.size.width
        canvas.fill(Rect(x: 0, y: 0, width: width, height: 1), .tab)
        var x = canvas.put(Span(" VIGIL ", .title, .bold), x: 0, y: 0)
        let status = statuses(canvas.symbols, canvas.clock)
        let whole = tabs(isCompact: false)
        let wholeWidth = whole.reduce(x) { $0 + $1.1.count }
        let room = { (form: [Span], used: Int) in used + form.width + 2 <= width }
        let isCompact = !room(status.long, wholeWidth)
        let shown = isCompact ? tabs(isCompact: true) : whole
        for (view, label) in shown {
            let area = Rect(x: x, y: 0, width: label.count, height: 1)
            let role: Role = view == state.view ? .activeTab : .tab
            if view == state.view { canvas.fill(area, .activeTab) }
            canvas.put(Span(label, role), x: x, y: 0)
            canvas.aim(area, at: .action(.view(view)))
            x += label.count
        }
        let right = room(status.long, x) ? status.long : status.short
        canvas.put(right, endingAt: width - 1, y: 0, limit: max(0, width - x - 2))
    }

    private func tabs(isCompact: Bool) -> [(View, String)] {
        View.allCases.map { view in
            let isShort = isCompact && view != state.view
            return (view, isShort ? " \(view.digit) " : " \(view.digit) \(view.title) ")
        }
    }

    /// How polling stands, in a long and a short form.
    private func statuses(_ symbols: Symbols, _ clock: Clock) -> (long: [Span], short: [Span]) {
        let trouble = HeaderTrouble(health: health, symbols: symbols, clock: clock)
        var long = trouble.long
        var short = trouble.short
        func add(_ text: String, _ role: Role) {
            long += [Span(long.isEmpty ? "" : "  "), Span(text, role)]
            if short.isEmpty { short = [Span(text, role)] }
        }
        if state.isPaused { add("paused", .warning) }
        if state.isReadOnly { add("read-only", .muted) }
        if long.isEmpty, state.watchlist.counts().live > 0 { long = [Span("polling", .muted)] }
        return (long, short)
    }

    // MARK: The second row

    private func drawCounts(on canvas: inout Canvas, width: Int) {
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
            [spans(words: parts.count, gap: "   ")]
            + (0...parts.count).reversed().map { spans(words: $0, gap: "  ") }
            + [spans(words: 0, gap: " ")]
        guard let form = forms.first(where: { $0.width <= width - 2 }) ?? forms.last else { return }
        canvas.put(form, x: 1, y: 1, limit: width - 2)
    }
}
