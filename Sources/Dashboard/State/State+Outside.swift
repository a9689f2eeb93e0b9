import Domain

/// What a terminal shows of the dashboard outside its screen: counts alone, no name of anybody.
public struct Outside: Equatable, Sendable {
    private let alerts: Int
    private let failed: Int
    private let overdue: Int
    private let live: Int
    /// How far all work that goes on is, from 0 to 100; nil when none is counted.
    public let percent: Int?

    /// What some counts and alerts come to.
    init(_ counts: Counts, alerts: Int) {
        self.alerts = alerts
        failed = counts[.failed]
        overdue = counts.overdue
        live = counts.live
        percent = counts.percentOfLive
    }

    /// Whether alerts wait.
    public var needsSomebody: Bool { alerts > 0 }

    /// The window's title.
    public var title: String {
        var parts: [String] = []
        if alerts > 0 { parts.append(Numbers.count(alerts, "alert")) }
        if failed > 0 { parts.append("\(Numbers.grouped(failed)) failed") }
        if overdue > 0 { parts.append("\(Numbers.grouped(overdue)) overdue") }
        if live > 0 { parts.append("\(Numbers.grouped(live)) going on") }
        return parts.isEmpty ? "Vigil" : "Vigil: " + parts.joined(separator: ", ")
    }
}

extension State {
    /// What to show outside the screen.
    public var outside: Outside { Outside(watchlist.counts(), alerts: alerts.open.count) }
}
