import Domain

/// What a terminal shows of the dashboard outside its screen: counts alone, no name of anybody.
public struct Outside: Equatable, Sendable {
    /// The window's title.
    public let title: String
    /// How far all work that goes on is, from 0 to 100; nil when none is counted.
    public let percent: Int?
    /// Whether alerts wait.
    public let needsSomebody: Bool
}

extension State {
    /// What to show outside the screen.
    public var outside: Outside {
        let counts = watchlist.counts()
        var parts: [String] = []
        if !alerts.open.isEmpty { parts.append(Numbers.count(alerts.open.count, "alert")) }
        if counts[.failed] > 0 { parts.append("\(Numbers.grouped(counts[.failed])) failed") }
        if counts.overdue > 0 { parts.append("\(Numbers.grouped(counts.overdue)) overdue") }
        if counts.live > 0 { parts.append("\(Numbers.grouped(counts.live)) going on") }
        let title = parts.isEmpty ? "Vigil" : "Vigil: " + parts.joined(separator: ", ")
        return Outside(
            title: title, percent: counts.percentOfLive, needsSomebody: !alerts.open.isEmpty)
    }
}
