extension TrackedItem {
    /// When the flags will be others than those of a moment if the vendor says nothing new; nil
    /// when never.
    public func nextFlagChange(
        from flags: FlagSet, after now: Timestamp, cadence: Cadence
    ) -> Timestamp? {
        guard !state.isFinal else { return nil }
        let steps = cadence.steps
        let answered = checkedAt ?? trackedAt
        func justPast(_ moment: Timestamp, _ milliseconds: Int64) -> Timestamp {
            Timestamp(milliseconds: moment.milliseconds &+ milliseconds &+ 1)
        }
        let moments: [5 of Timestamp] = [
            justPast(beganAt, steps.overdueAfter),
            justPast(answered, steps.every.tripled),
            justPast(answered, steps.thenEvery.tripled),
            justPast(trackedAt, steps.first &+ steps.every.tripled),
            justPast(movedAt ?? trackedAt, steps.stuckAfter),
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
