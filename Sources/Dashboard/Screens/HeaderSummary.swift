import Domain
import TerminalUI

/// The right end of the first row: alerts, how vendors answer, who polls, the time; from the
/// fullest form to the shortest, so that the most important is never cut.
struct HeaderSummary {
    /// How many alerts wait, in words and in short; nil when none does.
    let alerts: (full: Span?, brief: Span?)
    private let forms: [Form]
    /// How many of the forms lose nothing that matters.
    private let good: Int

    init(_ header: Header, trouble: HeaderTrouble, symbols: Symbols, clock: Clock) {
        let count = header.alerts
        let role: Role = .failed
        alerts =
            count == 0
            ? (nil, nil)
            : (
                Span(
                    " \(Numbers.count(count, "alert"))\(header.isMuted ? " muted" : "") ", role,
                    .reverse),
                Span("!\(Numbers.grouped(count))", role, .reverse)
            )
        var polling: [Span] = []
        if !header.hasVendors { polling.append(Span("no vendor configured", .warning)) }
        if header.isPaused { polling.append(Span("paused", .warning)) }
        if header.isReadOnly { polling.append(Span("read-only", .muted)) }
        let isQuiet = trouble.forms.allSatisfy(\.isEmpty)
        let others = header.others
        var important = header.isPaused || header.isReadOnly ? Array(polling.prefix(1)) : []
        if isQuiet, polling.isEmpty, header.counts.live > 0 {
            let company = others == 0 ? "" : ", \(others + 1) on this store"
            polling.append(Span("polling\(company)", .muted))
            if others > 0 { important = [Span("\(others + 1) polling", .muted)] }
        }
        let time = Span(clock.time(withZone: true), .tab)
        let shortTime = Span(clock.time(withZone: false), .tab)
        let full = [alerts.full].compactMap(\.self)
        let brief = [alerts.brief].compactMap(\.self)
        let isWell = polling.contains { $0.text.hasPrefix("polling") }
        let answering = header.answering.map {
            Span("\(symbols.of(.completed)) \(Numbers.count($0, "vendor")) answering", .muted)
        }
        let well = isWell ? [answering].compactMap(\.self) : []
        let said = trouble.forms.first ?? []
        let most = trouble.forms.last ?? []
        forms = [
            Form(alerts: full, well: well, trouble: said, polling: polling, time: time),
            Form(alerts: full, trouble: said, polling: polling, time: time),
            Form(alerts: full, trouble: said, polling: important, time: time),
            Form(alerts: brief, trouble: said, polling: important, time: time),
            Form(alerts: brief, trouble: most, polling: important, time: time),
            Form(alerts: brief, trouble: most, polling: important, time: shortTime),
            Form(alerts: brief, trouble: most, time: shortTime),
            Form(alerts: brief, trouble: most, polling: important),
            Form(alerts: brief, trouble: most),
            Form(alerts: most.isEmpty ? brief : [], trouble: most),
        ]
        good = 4
    }

    /// One way of saying it; put together only when it is looked at.
    private struct Form {
        var alerts: [Span]
        var well: [Span] = []
        var trouble: [Span]
        var polling: [Span] = []
        var time: Span?

        /// All of it with gaps.
        var spans: [Span] {
            var spans: [Span] = []
            func add(_ more: [Span]) {
                if !spans.isEmpty, !more.isEmpty { spans.append(Span("  ")) }
                spans += more
            }
            add(alerts)
            add(well)
            add(trouble)
            for span in polling { add([span]) }
            if let time { add([time]) }
            return spans
        }
    }

    /// Whether it can be shown in so many columns with everything that matters.
    func fitsWell(in columns: Int) -> Bool {
        forms.prefix(good).contains { $0.spans.width <= columns }
    }

    /// The fullest form that fits.
    func form(in columns: Int) -> [Span] {
        forms.lazy.map(\.spans).first { $0.width <= columns } ?? forms.last?.spans ?? []
    }
}
