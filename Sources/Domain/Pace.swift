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
    public var pace: Pace? {
        guard state == .inProgress, let last = progress.last else { return nil }
        var first = last
        for point in progress.reversed() {
            guard point.processed <= first.processed else { break }
            first = point
        }
        let seconds = Double((last.at - first.at).milliseconds) / 1000
        guard seconds > 0, last.processed > first.processed else { return nil }
        let perSecond = (Double(last.processed) - Double(first.processed)) / seconds
        var eta: Int?
        if let total = snapshot?.total, total > last.processed {
            let left = (Double(total) - Double(last.processed)) / perSecond
            if left < 10_000_000 { eta = Int(left.rounded(.up)) }
        }
        return Pace(ratePerMinute: perSecond * 60, etaSeconds: eta)
    }
}
