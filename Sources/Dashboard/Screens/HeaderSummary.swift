import Domain
import TerminalUI

/// The right end of the first row: alerts, how vendors answer, who polls, the time; from the
/// fullest form to the shortest, so that the most important is never cut.
struct HeaderSummary {
    /// How many alerts wait, in words and in short; nil when none does.
    let alerts: (full: Span?, brief: Span?)
    private let forms: [[Span]]
    /// How many of the forms lose nothing that matters.
    private let good: Int

    init(state: State, trouble: HeaderTrouble, answering: Span?, clock: Clock) {
        let count = state.alerts.open.count
        let isMuted = state.alerts.isMuted(at: state.now)
        let role: Role = .failed
        alerts =
            count == 0
            ? (nil, nil)
            : (
                Span(
                    " \(Numbers.count(count, "alert"))\(isMuted ? " muted" : "") ", role, .reverse),
                Span("!\(Numbers.grouped(count))", role, .reverse)
            )
        var polling: [Span] = []
        if state.vendors.isEmpty { polling.append(Span("no vendor configured", .warning)) }
        if state.isPaused { polling.append(Span("paused", .warning)) }
        if state.isReadOnly { polling.append(Span("read-only", .muted)) }
        let isQuiet = trouble.forms.allSatisfy(\.isEmpty)
        let others = state.presences.count { !$0.isSelf }
        var important = state.isPaused || state.isReadOnly ? Array(polling.prefix(1)) : []
        if isQuiet, polling.isEmpty, state.watchlist.counts().live > 0 {
            let company = others == 0 ? "" : ", \(others + 1) on this store"
            polling.append(Span("polling\(company)", .muted))
            if others > 0 { important = [Span("\(others + 1) polling", .muted)] }
        }
        let time = Span(clock.time(withZone: true), .tab)
        let shortTime = Span(clock.time(withZone: false), .tab)
        let full = [alerts.full].compactMap(\.self)
        let brief = [alerts.brief].compactMap(\.self)
        func joined(_ parts: [Span]..., then last: Span?) -> [Span] {
            let groups = (parts + [last.map { [$0] } ?? []]).filter { !$0.isEmpty }
            return Array(groups.joined(separator: [Span("  ")]))
        }
        func spaced(_ spans: [Span]) -> [Span] {
            Array(spans.map { [$0] }.joined(separator: [Span("  ")]))
        }
        let isWell = polling.contains { $0.text.hasPrefix("polling") }
        let well = isWell ? [answering].compactMap(\.self) : []
        let said = trouble.forms
        let most = said.last ?? []
        forms = [
            joined(full, well, said.first ?? [], spaced(polling), then: time),
            joined(full, said.first ?? [], spaced(polling), then: time),
            joined(full, said.first ?? [], spaced(important), then: time),
            joined(brief, said.first ?? [], spaced(important), then: time),
            joined(brief, most, spaced(important), then: time),
            joined(brief, most, spaced(important), then: shortTime),
            joined(brief, most, then: shortTime),
            joined(brief, most, spaced(important), then: nil),
            joined(brief, most, then: nil),
            most.isEmpty ? brief : most,
        ]
        good = 4
    }

    /// Whether it can be shown in so many columns with everything that matters.
    func fitsWell(in columns: Int) -> Bool {
        forms.prefix(good).contains { $0.width <= columns }
    }

    /// The fullest form that fits.
    func form(in columns: Int) -> [Span] {
        forms.first { $0.width <= columns } ?? forms.last ?? []
    }
}
