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
            title: title, percent: watchlist.percentOfLive, needsSomebody: !alerts.open.isEmpty)
    }
}

extension Watchlist {
    /// The processed share of all work that goes on and is counted, in whole percent.
    fileprivate var percentOfLive: Int? {
        var total = 0.0
        var processed = 0.0
        for row in rows.values where !row.item.state.isFinal {
            guard let snapshot = row.item.snapshot, let all = snapshot.total, all > 0,
                let done = snapshot.processed
            else { continue }
            total += Double(all)
            processed += Double(min(max(0, done), all))
        }
        return total > 0 ? Int(processed / total * 100) : nil
    }
}
