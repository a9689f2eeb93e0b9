import Domain
import TerminalUI

/// The summary that is always in sight, in two rows: the views, alerts, vendors, who polls and
/// what time it is; how everything stands. A value of what it says, so that it is drawn only when
/// that is something else.
struct Header: Equatable {
    /// The view on the screen.
    let view: View
    /// How everything stands.
    let counts: Counts
    /// What is wrong with vendors.
    let troubles: [VendorTrouble]
    /// How many vendors of work that goes on answer; nil while one of them does not or was not
    /// asked.
    let answering: Int?
    /// How many alerts wait.
    let alerts: Int
    let isMuted: Bool
    let hasVendors: Bool
    let isPaused: Bool
    let isReadOnly: Bool
    /// How many other processes poll on this store.
    let others: Int

    /// What there is to say of a state.
    init(_ state: borrowing State, _ health: PerVendor<VendorHealth>) {
        view = state.view
        counts = state.watchlist.counts().withoutRecords
        alerts = state.alerts.open.count
        isMuted = state.alerts.isMuted(at: state.now)
        hasVendors = !state.vendors.isEmpty
        isPaused = state.isPaused
        isReadOnly = state.isReadOnly
        others = state.presences.count { !$0.isSelf }
        var troubles: [VendorTrouble] = []
        var busy = 0
        var isWell = true
        for vendor in Vendor.allCases {
            let trouble = health[vendor].trouble
            if let trouble { troubles.append(VendorTrouble(vendor: vendor, trouble: trouble)) }
            guard health[vendor].counts.live > 0 else { continue }
            busy += 1
            isWell = isWell && trouble == nil && health[vendor].lastGoodAnswer != nil
        }
        self.troubles = troubles
        answering = busy > 0 && isWell ? busy : nil
    }

    func draw(on canvas: inout Canvas) {
        let known = canvas.drawn.header
        let band = canvas.drawBand(0..<2, last: known?.says == self ? known?.band : nil) {
            drawAnew(on: &$0)
        }
        canvas.drawn.header = (self, band)
    }

    private func drawAnew(on canvas: inout Canvas) {
        let trouble = HeaderTrouble(troubles, symbols: canvas.symbols, clock: canvas.clock)
        let isSaid = drawTabs(on: &canvas, trouble)
        // Refused credentials must not be missed on a screen too narrow for the first row.
        drawCounts(on: &canvas, after: isSaid ? [] : trouble.refusal)
    }

    // MARK: The first row

    /// Draws the first row; true when the trouble is told there in full.
    private func drawTabs(on canvas: inout Canvas, _ trouble: HeaderTrouble) -> Bool {
        let width = canvas.frame.size.width
        canvas.fill(Rect(x: 0, y: 0, width: width, height: 1), .tab)
        let isNarrow = width < 48
        var x = canvas.put(Span(isNarrow ? " VIGIL" : " VIGIL ", .title, .bold), x: 0, y: 0)
        let summary = HeaderSummary(
            self, trouble: trouble, symbols: canvas.symbols, clock: canvas.clock)
        let whole = tabs(isCompact: false)
        let wholeWidth = whole.reduce(x) { $0 + $1.1.count }
        let isCompact = !summary.fitsWell(in: width - wholeWidth - 2)
        let shown = isCompact ? tabs(isCompact: true) : whole
        for (view, label) in shown {
            let area = Rect(x: x, y: 0, width: label.count, height: 1)
            let role: Role = view == self.view ? .activeTab : .tab
            if view == self.view { canvas.fill(area, .activeTab) }
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

    private func tabs(isCompact: Bool) -> [(View, String)] {
        View.allCases.map { view in
            let isShort = isCompact && view != self.view
            return (view, isShort ? " \(view.digit) " : " \(view.digit) \(view.title) ")
        }
    }

    // MARK: The second row

    private func drawCounts(on canvas: inout Canvas, after alarm: [Span]) {
        let width = canvas.frame.size.width
        let parts = counts.parts(canvas.symbols)
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
