import Dashboard

/// How often what is shown outside the screen changes: at once, but once a second at most. Others
/// read it, which draw their own screens anew for each change.
struct OutsidePace {
    private var last: (shown: Outside, at: ContinuousClock.Instant)?

    /// The shortest time between two changes.
    static let step = Duration.seconds(1)

    /// What to do about something that is to be shown.
    enum Verdict: Equatable {
        /// It is shown already.
        case isShown
        /// It is to be shown now, and counts as shown.
        case show
        /// Its time comes after so long.
        case wait(Duration)
    }

    /// Looks at what is to be shown at a moment.
    mutating func take(_ outside: Outside, at moment: ContinuousClock.Instant) -> Verdict {
        if let last {
            if last.shown == outside { return .isShown }
            let age = moment - last.at
            if age < Self.step { return .wait(Self.step - age) }
        }
        last = (outside, moment)
        return .show
    }

    /// Another program had the terminal, and nothing is shown any more.
    mutating func forget() { last = nil }
}
