extension TrackedItem {
    /// When the flags will be others than those of a moment if the vendor says nothing new; nil
    /// when never.
    public func nextFlagChange(
        from flags: Set<Flag>, after now: Timestamp, cadence: Cadence
    ) -> Timestamp? {
        guard !state.isFinal else { return nil }
        let justPast = Duration.milliseconds(1)
        let moments = [
            beganAt + cadence.overdueAfter + justPast,
            (checkedAt ?? trackedAt) + cadence.every * 3 + justPast,
            (checkedAt ?? trackedAt) + cadence.thenEvery * 3 + justPast,
            trackedAt + cadence.first + cadence.every * 3 + justPast,
            (movedAt ?? trackedAt) + cadence.stuckAfter + justPast,
        ]
        return moments.filter { $0 > now }.sorted().first {
            self.flags(at: $0, cadence: cadence) != flags
        }
    }
}
