import Domain

/// How much of an item's history is kept at which age.
enum Thinning {
    /// From this age on, only the last point of each step is kept.
    struct Tier {
        var age: Duration
        var step: Duration
    }

    /// So long every check stays in the log; then the first of each minute goes into the history.
    static let whole: Duration = .seconds(3600)

    /// Whether a check has been in the log for long enough. What is far ahead of the clock was made
    /// before the clock was set back, and must not stand in the way until it has caught up.
    static func isOld(_ check: Timestamp?, at now: Timestamp) -> Bool {
        guard let check else { return true }
        return check < now - whole || check > now + whole
    }

    static let tiers: [Tier] = [
        Tier(age: .seconds(86_400), step: .seconds(3600)),
        Tier(age: .seconds(30 * 86_400), step: .seconds(86_400)),
    ]

    /// How often an item that is being watched is thinned.
    static let interval: Duration = .seconds(3600)

    /// When an item is to be thinned next, whose latest point was at `latest`; nil when time
    /// alone changes nothing any more.
    static func next(after now: Timestamp, latest: Timestamp) -> Timestamp? {
        if now - latest < whole + interval { return now + interval }
        return tiers.lazy.map { latest + $0.age + $0.step }.first { $0 > now }
    }

    /// The whole steps that came of the tier's age between two moments: from, and up to but not
    /// including.
    static func span(_ tier: Tier, from earlier: Timestamp, to now: Timestamp) -> Range<Int64>? {
        let step = tier.step.milliseconds
        func edge(_ moment: Timestamp) -> Int64 {
            let at = (moment - tier.age).milliseconds
            return (at >= 0 ? at : at - step + 1) / step * step
        }
        return edge(earlier) < edge(now) ? edge(earlier)..<edge(now) : nil
    }

    /// The minute of a moment, counted from 1970 on.
    static func minute(_ moment: Timestamp) -> Int64 {
        let minute = moment.milliseconds / 60_000
        return moment.milliseconds < 0 ? minute - 1 : minute
    }
}
