import Domain
import TerminalUI

/// The vendors and how they answer.
struct VendorsScreen {
    let state: State
    let rows: [Row]

    /// Rows that one vendor takes, the empty one after it included.
    static let blockHeight = 4

    func draw(on canvas: inout Canvas, _ layout: Layout) {
        let area = layout.body
        let cursor = state.cursors[.vendors] ?? Cursor()
        let page = max(1, layout.page)
        for (index, vendor) in Vendor.allCases.enumerated()
            .dropFirst(cursor.offset).prefix(page + 1)
        {
            let top = area.y + (index - cursor.offset) * Self.blockHeight
            let block = Rect(
                x: 0, y: top, width: area.width,
                height: min(Self.blockHeight - 1, area.bottom - top))
            guard block.height > 0 else { break }
            for (line, spans) in lines(of: vendor, canvas).prefix(block.height).enumerated() {
                canvas.put(
                    spans, x: line == 0 ? 3 : 5, y: top + line,
                    limit: area.width - (line == 0 ? 4 : 6))
            }
            let health = VendorHealth(vendor, rows: rows)
            if state.vendors.contains(vendor), health.trouble != nil {
                canvas.put(Span(canvas.symbols.edge, .failed), x: 0, y: top)
            }
            if index == cursor.index {
                canvas.put(Span(canvas.symbols.cursor, .title), x: 1, y: top)
                canvas.select(Rect(x: 0, y: top, width: area.width, height: 1))
            }
            canvas.aim(block, at: .row(index))
        }
    }

    private func lines(of vendor: Vendor, _ canvas: Canvas) -> [[Span]] {
        let health = VendorHealth(vendor, rows: rows)
        let symbols = canvas.symbols
        let name = Span(vendor.title.padded(to: 10), .title, .bold)
        guard state.vendors.contains(vendor) else {
            return [
                [name, Span("\(symbols.none) not configured", .muted)],
                [Span("Add \(vendor.rawValue) under vendors: in the file.", .muted)],
            ]
        }
        var head: Span
        if let trouble = health.trouble {
            head = Span(" \(symbols.failing) \(trouble) ", .failed, .reverse)
        } else if health.lastGoodAnswer != nil {
            head = Span("\(symbols.of(.completed)) answering", .completed)
        } else {
            head = Span("\(symbols.of(.pending)) not asked yet", .pending)
        }
        var answer: [Span] = []
        if let good = health.lastGoodAnswer {
            let isLive = health.rows.contains { !$0.item.state.isFinal }
            let when =
                isLive || health.trouble != nil
                ? canvas.clock.ago(good) : canvas.clock.short(good)
            answer = [
                Span("last good answer ", .muted),
                Span(when, health.trouble == nil ? .muted : .warning),
            ]
        }
        let isWide = state.size.width >= 64
        var lines =
            isWide
            ? [[name, head, Span("   ")] + answer, counts(of: health, symbols)]
            : [[name, head]] + (answer.isEmpty ? [] : [answer])
        if let failure = health.failure, let since = health.failingSince {
            lines.append([
                Span("since ", .muted), Span(canvas.clock.short(since), .warning),
                Span(": \(failure.message)", .text),
            ])
        }
        if !isWide { lines.append(counts(of: health, symbols)) }
        return lines
    }

    private func counts(of health: VendorHealth, _ symbols: Symbols) -> [Span] {
        guard !health.rows.isEmpty else { return [Span("nothing tracked: press a", .muted)] }
        var spans = [Span(Numbers.count(health.rows.count, "item"), .muted)]
        for part in Counts(health.rows).parts(symbols) {
            spans.append(Span("  \(part.symbol) \(Numbers.grouped(part.count))", part.role))
            if state.size.width >= 100 { spans.append(Span(" \(part.word)", part.role)) }
        }
        return spans
    }
}

extension String {
    /// With spaces up to a width in columns.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - TextWidth.of(self)))
    }
}
