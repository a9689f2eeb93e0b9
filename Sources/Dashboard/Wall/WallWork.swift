import Domain
import TerminalUI

/// The lines below the figures: work with its bars, or what happened. A wall is seen by
/// everybody, so customers have neither name nor id there, and nobody's name is on it.
struct WallWork {
    let state: State

    /// How many lines there are to show.
    var rows: Int {
        switch state.view {
        case .batches: batches.count
        case .stamps: state.watchlist.rows(of: .stamps).count
        case .activity: state.activity.all.count
        case .kyc, .vendors: 0
        }
    }

    private var batches: [Row] {
        state.watchlist.rows(of: .batches).filter { $0.item.key.kind != .kyc }
    }

    /// Draws as many lines as fit, the most urgent first.
    func draw(on canvas: inout Canvas, _ area: Rect) {
        switch state.view {
        case .batches: draw(batches, on: &canvas, area)
        case .stamps: draw(state.watchlist.rows(of: .stamps), on: &canvas, area)
        case .activity: drawActivity(on: &canvas, area)
        case .kyc, .vendors: break
        }
    }

    private func draw(_ rows: some Collection<Row>, on canvas: inout Canvas, _ area: Rect) {
        // With room, a line of words above a bar as wide as the screen, and air below.
        let isLarge = area.height >= 6 && area.width >= 60
        var y = area.y
        for row in rows where y < area.bottom {
            let words = head(of: row, canvas, width: area.width)
            if row.urgency < 2 {
                canvas.put(
                    Span(canvas.symbols.edge, row.urgency == 0 ? .failed : .warning),
                    x: area.x - 2, y: y)
            }
            guard isLarge else {
                let bar = Rect(
                    x: area.right - area.width / 3, y: y, width: area.width / 3, height: 1)
                canvas.put(words, x: area.x, y: y, limit: bar.x - area.x - 2)
                drawBar(of: row, on: &canvas, bar)
                y += 1
                continue
            }
            // On the last line the words stand without their bar.
            let hasBar = row.bar != nil && y + 1 < area.bottom
            let tail = tail(of: row, canvas)
            canvas.put(words, x: area.x, y: y, limit: area.width - tail.width - 2)
            canvas.put(tail, endingAt: area.right, y: y)
            if hasBar {
                drawBar(
                    of: row, on: &canvas, Rect(x: area.x, y: y + 1, width: area.width, height: 1))
            }
            y += hasBar ? 3 : 2
        }
    }

    private func head(of row: Row, _ canvas: Canvas, width: Int) -> [Span] {
        var spans = [Span(row.item.name, row.isStale ? .muted : .title, .bold), Span("  ")]
        spans += row.stateSpans(canvas.symbols, width: max(10, width / 3))
        if row.isLowOnStock { spans.append(Span(" \(canvas.symbols.flag)low stock", .warning)) }
        return spans
    }

    /// How far, and how old that is.
    private func tail(of row: Row, _ canvas: Canvas) -> [Span] {
        var spans: [Span] = []
        if let snapshot = row.item.snapshot, let total = snapshot.total, total > 0,
            let done = snapshot.processed
        {
            spans += [
                Span("\(Numbers.grouped(done)) of \(Numbers.grouped(total))", .text, .bold),
                Span("  "),
            ]
        }
        return spans + [row.checked(canvas.clock, canvas.symbols)]
    }

    private func drawBar(of row: Row, on canvas: inout Canvas, _ area: Rect) {
        if let bar = row.stampBar, !bar.cells(width: 1).isEmpty {
            canvas.put(bar, x: area.x, y: area.y, width: area.width)
            return
        }
        switch row.progress(canvas.clock, canvas.symbols, width: area.width) {
        case .bar(let bar): canvas.put(bar, x: area.x, y: area.y, width: area.width)
        case .words(let spans): canvas.put(spans, x: area.x, y: area.y, limit: area.width)
        }
    }

    private func drawActivity(on canvas: inout Canvas, _ area: Rect) {
        let height = area.height >= 12 ? 2 : 1
        for (place, entry) in state.activity.all.prefix(area.height / height).enumerated() {
            let y = area.y + place * height
            let words = words(of: entry)
            let sign = ActivitySign(entry, canvas.symbols)
            canvas.put(
                [
                    Span(canvas.clock.short(entry.at), .muted), Span("  "),
                    Span("\(sign.symbol) ", sign.role, .bold),
                    Span(words, sign.isLoud ? sign.role : .text, .bold),
                ], x: area.x, y: y, limit: area.width)
        }
    }

    /// What happened to work, in the record's words; to a customer, the state or the sort of event
    /// alone.
    private func words(of entry: ActivityEntry) -> String {
        guard let key = entry.key else { return entry.event.plainWords }
        if key.kind == .kyc {
            let words = entry.state.map(PlainDrawing.words) ?? entry.event.plainWords
            return "a customer: \(words)"
        }
        return entry.text
    }
}

extension ActivityEntry.Event {
    /// The sort of event in words, without anybody's name.
    fileprivate var plainWords: String {
        String(rawValue.map { $0 == "_" ? " " : $0 })
    }
}
