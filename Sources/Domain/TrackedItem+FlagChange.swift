extension TrackedItem {
    /// When the flags will be others than those of a moment if the vendor says nothing new; nil
    /// when never.
    public func nextFlagChange(
        from flags: FlagSet, after now: Timestamp, cadence: Cadence
    ) -> Timestamp? {
        guard !state.isFinal else { return nil }
        let justPast = Duration.milliseconds(1)
        let moments: [5 of Timestamp] = [
            beganAt + cadence.overdueAfter + justPast,
            (checkedAt ?? trackedAt) + cadence.every * 3 + justPast,
            (checkedAt ?? trackedAt) + cadence.thenEvery * 3 + justPast,
            trackedAt + cadence.first + cadence.every * 3 + justPast,
            (movedAt ?? trackedAt) + cadence.stuckAfter + justPast,
        ]
        var found: Timestamp?
        for place in moments.indices {
            let moment = moments[place]
            guard moment > now, found.map({ moment < $0 }) ?? true else { continue }
            if flagSet(at: moment, cadence: cadence) != flags { found = moment }
        }
        return found
    }
}
