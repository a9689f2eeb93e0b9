import Domain
import TerminalUI

/// The two rows at the top: the views and how polling stands; the counts, or the path to the
/// page that is open.
struct Header {
    let state: State
    let health: [Vendor: VendorHealth]

    func draw(on canvas: inout Canvas) {
        let trouble = HeaderTrouble(health: health, symbols: canvas.symbols, clock: canvas.clock)
        let isSaid = drawTabs(on: &canvas, trouble)
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
            // Refused credentials must not be missed on a screen too narrow for the first row.
            let alarm = isSaid ? [] : trouble.refusal
            drawCounts(on: &canvas, after: alarm, width: area.width)
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

    /// Draws the first row; true when the trouble is told there in full.
    private func drawTabs(on canvas: inout Canvas, _ trouble: HeaderTrouble) -> Bool {
        let width = state.size.width
        canvas.fill(Rect(x: 0, y: 0, width: width, height: 1), .tab)
        var x = canvas.put(Span(" VIGIL ", .title, .bold), x: 0, y: 0)
        let forms = statuses(trouble)
        let whole = tabs(isCompact: false)
        let wholeWidth = whole.reduce(x) { $0 + $1.1.count }
        let isCompact = wholeWidth + (forms.first?.width ?? 0) + 2 > width
        let shown = isCompact ? tabs(isCompact: true) : whole
        for (view, label) in shown {
            let area = Rect(x: x, y: 0, width: label.count, height: 1)
            let role: Role = view == state.view ? .activeTab : .tab
            if view == state.view { canvas.fill(area, .activeTab) }
            canvas.put(Span(label, role), x: x, y: 0)
            canvas.aim(area, at: .action(.view(view)))
            x += label.count
        }
        let room = max(0, width - x - 2)
        let form = forms.first { $0.width <= room } ?? forms.last ?? []
        canvas.put(form, endingAt: width - 1, y: 0, limit: room)
        return trouble.refusal.isEmpty || form.contains(trouble.refusal[0])
    }

    private func tabs(isCompact: Bool) -> [(View, String)] {
        View.allCases.map { view in
            let isShort = isCompact && view != state.view
            return (view, isShort ? " \(view.digit) " : " \(view.digit) \(view.title) ")
        }
    }

    /// How polling stands, from the fullest form to the shortest.
    private func statuses(_ trouble: HeaderTrouble) -> [[Span]] {
        var rest: [Span] = []
        if state.vendors.isEmpty { rest.append(Span("no vendor configured", .warning)) }
        if state.isPaused { rest.append(Span("paused", .warning)) }
        if state.isReadOnly { rest.append(Span("read-only", .muted)) }
        let isQuiet = trouble.forms.allSatisfy(\.isEmpty)
        if isQuiet, rest.isEmpty, state.watchlist.counts().live > 0 {
            let others = state.presences.count { !$0.isSelf }
            let company = others == 0 ? "" : ", \(others + 1) on this store"
            rest.append(Span("polling\(company)", .muted))
        }
        func joined(_ parts: [Span]) -> [Span] {
            Array(parts.map { [$0] }.joined(separator: [Span("  ")]))
        }
        if isQuiet { return [joined(rest), joined(Array(rest.prefix(1)))] }
        let gap = rest.isEmpty ? [] : [Span("  ")]
        return [trouble.forms[0] + gap + joined(rest)] + trouble.forms
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
            [spans(words: parts.count, gap: "   ")]
            + (0...parts.count).reversed().map { spans(words: $0, gap: "  ") }
            + [spans(words: 0, gap: " ")]
        let room = width - 2 - alarm.width
        guard let form = forms.first(where: { $0.width <= room }) ?? forms.last else { return }
        canvas.put(alarm + form, x: 1, y: 1, limit: width - 2)
    }
}
