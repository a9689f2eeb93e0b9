extension TrackedItem {
    /// What is remarkable about the item now (contract, section 1).
    public func flags(at now: Timestamp, cadence: Cadence) -> Set<Flag> {
        var flags: Set<Flag> = []
        if let snapshot, !snapshot.contradictions.isEmpty { flags.insert(.inconsistent) }
        guard !state.isFinal else { return flags }
        let overdue = isOverdue(at: now, cadence: cadence)
        if overdue { flags.insert(.overdue) }
        if now - (checkedAt ?? trackedAt) > cadence.interval(overdue: overdue) * 3 {
            flags.insert(.stale)
        }
        if let movedAt, now - movedAt > cadence.stuckAfter { flags.insert(.stuck) }
        return flags
    }

    /// Whether the work has taken longer than the vendor's own limit.
    public func isOverdue(at now: Timestamp, cadence: Cadence) -> Bool {
        !state.isFinal && now - beganAt > cadence.overdueAfter
    }
}
