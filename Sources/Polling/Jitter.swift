public import Domain

/// Random numbers for spreading checks: each call gives one from 0 up to but not including 1.
public typealias Random = () -> Double

extension Duration {
    /// This duration times a factor, to the millisecond.
    func scaled(by factor: Double) -> Duration {
        .milliseconds(Int64(Double(milliseconds) * factor))
    }
}

extension Cadence {
    /// The longest time between checks that fail: ten intervals (contract, section 6).
    static let longestBackOff = 10.0

    /// The interval and up to five percent more, so that a thousand items tracked together do
    /// not beat together. Never less: vendors' limits are lower bounds.
    func pause(overdue: Bool, random: Random) -> Duration {
        interval(overdue: overdue).scaled(by: 1 + 0.05 * random())
    }

    /// The time to the next try after this many failures in a row: anything up to the interval,
    /// doubled with each failure, at most ten intervals ("full jitter", Marc Brooker,
    /// "Exponential Backoff And Jitter").
    func backOff(failures: Int, overdue: Bool, random: Random) -> Duration {
        let doubled = Double(1 << min(max(failures - 1, 0), 10))
        let ceiling = min(doubled, Self.longestBackOff)
        return interval(overdue: overdue).scaled(by: ceiling * random())
    }

    /// The time to the next try of a vendor that is away: half an interval up to one, so that its
    /// return is noticed within an interval and those who share a network do not try together.
    func retry(random: Random) -> Duration { every.scaled(by: 0.5 + 0.5 * random()) }

    /// The least time between two checks of one item, however often the operator asks. DollarPe
    /// allows one status read of a customer in 60 seconds (`GET /customer/{id}`); others name no
    /// limit, and a tenth of the interval keeps a held-down key harmless.
    public func leastGap(for kind: Kind) -> Duration {
        switch kind {
        case .kyc: min(every, .seconds(60))
        case .reap, .deepvue, .stamps, .report: min(every.scaled(by: 0.1), .seconds(5))
        }
    }
}
