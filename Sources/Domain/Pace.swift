/// How fast an item moves, from the counts its vendor reported.
public struct Pace: Equatable, Sendable {
    /// Records a minute over the observed stretch; never negative.
    public var ratePerMinute: Double
    /// Seconds until the total is reached at that rate; nil when it cannot be known.
    public var etaSeconds: Int?

    /// A rate and what it leads to.
    public init(ratePerMinute: Double, etaSeconds: Int?) {
        self.ratePerMinute = ratePerMinute
        self.etaSeconds = etaSeconds
    }
}

extension TrackedItem {
    /// The pace while the work is going on and at least two different counts were seen, the later
    /// one higher; nil otherwise. A count that fell starts the observation anew.
    ///
    /// The rate is the median of those from one observation to the next, so one jump, or one late
    /// answer, does not bend it; where mostly nothing moved, it is the rate over the whole stretch.
    public var pace: Pace? {
        guard state == .inProgress, let last = progress.last else { return nil }
        var points: [ProgressPoint] = []
        for point in progress.reversed() {
            guard let later = points.last else {
                points.append(point)
                continue
            }
            guard point.processed <= later.processed else { break }
            // Of two observations at one moment, or with the clock set back, the later counts.
            if point.at < later.at { points.append(point) }
        }
        guard let first = points.last, last.processed > first.processed else { return nil }
        let perSecond = Self.rate(points) ?? Self.rate(from: first, to: last)
        var eta: Int?
        if let total = snapshot?.total, total > last.processed, perSecond > 0 {
            let left = (Double(total) - Double(last.processed)) / perSecond
            if left < 10_000_000 { eta = Int(left.rounded(.up)) }
        }
        return Pace(ratePerMinute: perSecond * 60, etaSeconds: eta)
    }

    /// The share of what the vendor handled that failed, from 0 to 1; nil while nothing was
    /// handled or the numbers make no sense.
    public var failureRate: Double? {
        guard let snapshot, let failed = snapshot.failed, let processed = snapshot.processed,
            processed > 0, (0...processed).contains(failed)
        else { return nil }
        return Double(failed) / Double(processed)
    }

    /// For how long no number and no word has changed, while the work goes on; nil before the
    /// first answer.
    public func withoutMovement(at now: Timestamp) -> Duration? {
        guard !state.isFinal, let movedAt else { return nil }
        return max(.zero, now - movedAt)
    }

    /// Records a second between two observations.
    private static func rate(from first: ProgressPoint, to last: ProgressPoint) -> Double {
        (Double(last.processed) - Double(first.processed))
            / (Double((last.at - first.at).milliseconds) / 1000)
    }

    /// The median rate from one observation to the next, newest first; nil when it is none.
    private static func rate(_ points: [ProgressPoint]) -> Double? {
        let rates = zip(points.dropFirst(), points).map { rate(from: $0, to: $1) }.sorted()
        guard !rates.isEmpty else { return nil }
        let middle = (rates[(rates.count - 1) / 2] + rates[rates.count / 2]) / 2
        return middle > 0 ? middle : nil
    }
}
