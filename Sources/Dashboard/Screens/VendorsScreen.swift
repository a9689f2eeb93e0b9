import Domain
import TerminalUI

/// The vendors and how they answer.
struct VendorsScreen {
    let state: State
    let health: PerVendor<VendorHealth>

    /// Rows that one vendor takes, the empty one after it included.
    static let blockHeight = 5

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
            if state.vendors.contains(vendor), let trouble = health[vendor].trouble {
                canvas.put(Span(canvas.symbols.edge, trouble.role), x: 0, y: top)
            }
            if index == cursor.index {
                canvas.put(Span(canvas.symbols.cursor, .title), x: 1, y: top)
                canvas.select(
                    Rect(x: 0, y: top, width: area.width, height: 1),
                    mark: Position(x: 1, y: top))
            }
            canvas.aim(block, at: .row(index))
        }
        if layout.page >= Vendor.allCases.count, !company.isEmpty {
            canvas.put(company, x: 3, y: area.bottom - 1, limit: area.width - 4)
        }
    }

    private func lines(of vendor: Vendor, _ canvas: Canvas) -> [[Span]] {
        let symbols = canvas.symbols
        let name = Span(vendor.title.padded(to: 10), .title, .bold)
        let health = health[vendor]
        guard state.vendors.contains(vendor) else {
            return [
                [name, Span(" \(symbols.none) not configured", .muted)],
                [Span("Add \(vendor.rawValue) under vendors: in the file.", .muted)],
            ]
        }
        let answer = answer(of: health, canvas.clock)
        let isWide = state.size.width >= 64
        let head = [name, head(of: health, symbols)]
        let gap = Span(String(repeating: " ", count: max(1, 36 - head.width)))
        var lines = isWide ? [head + [gap] + answer] : [head] + (answer.isEmpty ? [] : [answer])
        if let trouble = health.trouble {
            lines += [
                reason(of: health, canvas.clock),
                [Span(isWide ? trouble.advice : trouble.shortAdvice, .muted)],
            ]
        }
        let budget = budget(of: vendor, canvas.clock)
        if health.trouble == nil, let next = health.nextCheckAt {
            lines.append(
                [
                    Span("next check ", .muted),
                    state.isPaused
                        ? Span("when polling goes on", .warning)
                        : time(next, canvas.clock, .muted),
                ] + (budget.isEmpty ? [] : [Span("  ")] + budget))
        } else if health.trouble == nil, !budget.isEmpty {
            lines.append(budget)
        }
        lines.insert(counts(of: health, symbols), at: isWide ? 1 : lines.count)
        let measure = measure(of: vendor, canvas.clock)
        if isWide, health.trouble == nil, !measure.isEmpty { lines.append(measure) }
        return lines
    }

    /// How fast it answers, and until when what it is asked with is good.
    private func measure(of vendor: Vendor, _ clock: Clock) -> [Span] {
        guard let measure = state.measures[vendor],
            measure.latency != nil || measure.credentialEnd != nil
        else { return [] }
        var spans: [Span] = []
        if let latency = measure.latency {
            spans = [
                Span("answers in ", .muted), Span(Self.words(latency), .text), Span(", ", .muted),
            ]
        }
        guard let end = measure.credentialEnd else {
            return spans + [Span("credential's end not known", .muted)]
        }
        if end.isRenewed {
            return spans + [
                Span("session until ", .muted), Span(clock.dayAndTime(end.at), .text),
                Span(", renewed by itself", .muted),
            ]
        }
        let isNear = end.at - state.now < .seconds(14 * 86_400)
        return spans + [
            Span(end.at <= state.now ? "credential ended " : "credential ends ", .muted),
            Span(clock.dayAndTime(end.at), isNear ? .warning : .text),
        ]
    }

    /// `85 ms`, `1.2 s`.
    private static func words(_ time: Duration) -> String {
        let milliseconds = time.milliseconds
        if milliseconds < 1000 { return "\(max(1, milliseconds)) ms" }
        return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }

    /// What is left of the vendor's rate limits, and when there is room again.
    private func budget(of vendor: Vendor, _ clock: Clock) -> [Span] {
        guard let windows = state.budgets[vendor] else { return [] }
        let left = windows.filter { $0.limit.window >= .seconds(60) }.map { window in
            Numbers.grouped(window.left) + (state.size.width < 100 ? "/" : " of ")
                + Numbers.grouped(window.limit.requests)
                + (window.limit.window > .seconds(3600) ? " a day" : " a minute")
        }
        guard !left.isEmpty else { return [] }
        let full = windows.filter { $0.left == 0 && $0.refillsAt > state.now }
        var spans = [Span("budget left \(left.joined(separator: ", "))", .muted)]
        if let room = full.map(\.refillsAt).max(), room - state.now > .seconds(2) {
            spans += [Span(", room again ", .muted), time(room, clock, .warning)]
        }
        return spans
    }

    /// Who polls on this store, when it is more than this terminal.
    private var company: [Span] {
        guard state.presences.count > 1 else { return [] }
        let names = state.presences.map { presence in
            let place = presence.terminal.map { " on \($0)" } ?? ""
            let host = presence.isSelf ? "" : presence.host.isEmpty ? "" : " (\(presence.host))"
            let pause = presence.isPolling ? "" : ", paused"
            let name = PlainText.of(presence.operatorName ?? "process \(presence.number)")
            return "\(name)\(PlainText.of(place + host))\(presence.isSelf ? ", here" : "")\(pause)"
        }
        return [Span("polling on this store: \(names.joined(separator: "; "))", .muted)]
    }

    /// How it answers, in a few words.
    private func head(of health: VendorHealth, _ symbols: Symbols) -> Span {
        switch health.trouble {
        case let trouble? where trouble.role == .failed:
            Span(" \(symbols.failing) \(trouble.words) ", .failed, .reverse)
        case let trouble?: Span(" \(symbols.failing) \(trouble.words)", trouble.role)
        case nil where health.lastGoodAnswer != nil:
            Span(" \(symbols.of(.completed)) answering", .completed)
        case nil: Span(" \(symbols.of(.pending)) not asked yet", .pending)
        }
    }

    private func answer(of health: VendorHealth, _ clock: Clock) -> [Span] {
        guard let good = health.lastGoodAnswer else { return [] }
        let isLive = health.counts.live > 0 || health.trouble != nil
        return [
            Span("last good answer ", .muted),
            Span(
                isLive ? clock.ago(good) : clock.short(good),
                health.trouble == nil ? .muted : .warning),
        ]
    }

    /// Since when and why it does not answer.
    private func reason(of health: VendorHealth, _ clock: Clock) -> [Span] {
        var spans: [Span] = []
        if case .waiting(let until?) = health.trouble {
            spans = [Span("not asked until ", .muted), time(until, clock, .warning)]
        } else if let since = health.failingSince {
            spans = [Span("since ", .muted), Span(clock.short(since), .warning)]
        }
        if health.trouble == .refused, let end = state.measures[health.vendor]?.credentialEnd,
            !end.isRenewed, end.at <= state.now
        {
            spans.append(Span(", the credential ended \(clock.dayAndTime(end.at))", .warning))
        }
        guard let failure = health.failure else { return spans }
        return spans + [Span(spans.isEmpty ? "" : ": ", .muted), Span(failure.message, .text)]
    }

    /// The time of day to the second, with the day when it is another.
    private func time(_ moment: Timestamp, _ clock: Clock, _ role: Role) -> Span {
        var time = clock.short(moment)
        let whole = clock.dayAndTime(moment)
        time.text = clock.isToday(moment) ? String(whole.dropFirst(7)) : whole
        return Span(time, role)
    }

    private func counts(of health: VendorHealth, _ symbols: Symbols) -> [Span] {
        guard health.counts.all > 0 else { return [Span("nothing tracked: press a", .muted)] }
        var spans = [Span(Numbers.count(health.counts.all, "item"), .muted)]
        for part in health.counts.parts(symbols) {
            spans.append(Span("  \(part.symbol) \(Numbers.grouped(part.count))", part.role))
            if state.size.width >= 100 { spans.append(Span(" \(part.word)", part.role)) }
        }
        return spans
    }
}

extension VendorHealth.Trouble {
    /// The same for a narrow screen.
    fileprivate var shortAdvice: String {
        switch self {
        case .refused: "r on one of its items tries again."
        case .unreachable, .failing: "One check at a time tries it."
        case .waiting: "Vigil waits, then goes on."
        }
    }

    /// How loud it is: a pause that was asked for is no failure.
    fileprivate var role: Role {
        if case .waiting = self { .warning } else { .failed }
    }

    /// What the operator can do about it, or what Vigil does.
    fileprivate var advice: String {
        switch self {
        case .refused: "Check the credentials; r on one of its items tries again."
        case .unreachable, .failing:
            "One check at a time tries it; r on one of its items tries now."
        case .waiting: "Vigil waits as it was asked to, then goes on by itself."
        }
    }
}

extension String {
    /// With spaces up to a width in columns.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - TextWidth.of(self)))
    }
}
