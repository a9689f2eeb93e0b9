/// How an item differs from what was known of it before a check.
public enum ItemChange: String, CaseIterable, Sendable {
    /// The first good answer.
    case first
    /// A number changed.
    case progress
    /// The state or the vendor's word changed.
    case state
    /// A flag came or went.
    case flag
    /// The asking began to fail, or fails for another reason.
    case error
    /// The asking works again.
    case recovered
}

extension TrackedItem {
    /// Takes in the outcome of one asking and says what changed.
    ///
    /// A failed asking leaves the last good answer and the state as they were.
    public mutating func take(
        _ outcome: Result<Snapshot, CheckFailure>, at moment: Timestamp
    ) -> Set<ItemChange> {
        attemptedAt = moment
        checks += 1
        switch outcome {
        case .success(let answer): return take(answer, at: moment)
        case .failure(let failure): return take(failure, at: moment)
        }
    }

    private mutating func take(_ answer: Snapshot, at moment: Timestamp) -> Set<ItemChange> {
        var changes: Set<ItemChange> = failure == nil ? [] : [.recovered]
        var answer = answer
        if key.kind == .deepvue, let snapshot { answer.keepCounts(of: snapshot) }
        if let known = snapshot {
            if known.state != answer.state || known.vendorState != answer.vendorState {
                changes.insert(.state)
            }
            if known.counts != answer.counts { changes.insert(.progress) }
            if known.contradictions.isEmpty != answer.contradictions.isEmpty {
                changes.insert(.flag)
            }
        } else {
            changes.insert(.first)
        }
        if !changes.isDisjoint(with: [.first, .state, .progress]) { movedAt = moment }
        if let processed = answer.processed {
            note(ProgressPoint(at: moment, processed: processed))
        }
        snapshot = answer
        checkedAt = moment
        failure = nil
        failedAt = nil
        return changes
    }

    /// Adds the latest count to those for the rate.
    public mutating func note(_ point: ProgressPoint) {
        progress.append(point)
        progress.removeFirst(max(0, progress.count - Self.progressLimit))
    }

    private mutating func take(_ failure: CheckFailure, at moment: Timestamp) -> Set<ItemChange> {
        let isNew = self.failure?.reason != failure.reason
        if self.failure == nil { failedAt = moment }
        self.failure = failure
        return isNew ? [.error] : []
    }
}

extension Snapshot {
    /// Keeps the counts that the result file of finished work gave, where the vendor's own answer
    /// never has any.
    fileprivate mutating func keepCounts(of known: Snapshot) {
        guard state == .completed, known.state == .completed, counts.allSatisfy({ $0 == nil })
        else { return }
        total = known.total
        processed = known.processed
        failed = known.failed
        succeeded = known.succeeded
    }

    /// Every number that counts as movement.
    fileprivate var counts: [Int?] {
        [
            total, processed, failed, succeeded, groups?.pending.count, groups?.available.count,
            groups?.failed.count,
        ]
    }
}
