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

/// Several changes in one byte, for there is one for each check.
public struct ItemChanges: OptionSet, Sendable {
    /// A bit for each change.
    public let rawValue: UInt8

    /// The changes of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The first good answer.
    public static let first = ItemChanges(.first)
    /// A number changed.
    public static let progress = ItemChanges(.progress)
    /// The state or the vendor's word changed.
    public static let state = ItemChanges(.state)
    /// A flag came or went.
    public static let flag = ItemChanges(.flag)
    /// The asking began to fail, or fails for another reason.
    public static let error = ItemChanges(.error)
    /// The asking works again.
    public static let recovered = ItemChanges(.recovered)

    /// Whether this change is among them.
    public func has(_ change: ItemChange) -> Bool { contains(ItemChanges(change)) }

    private init(_ change: ItemChange) {
        let place =
            switch change {
            case .first: 0
            case .progress: 1
            case .state: 2
            case .flag: 3
            case .error: 4
            case .recovered: 5
            }
        self.init(rawValue: 1 << place)
    }
}

extension TrackedItem {
    /// Takes in the outcome of one asking and says what changed.
    ///
    /// A failed asking leaves the last good answer and the state as they were.
    public mutating func take(
        _ outcome: Result<Snapshot, CheckFailure>, at moment: Timestamp
    ) -> ItemChanges {
        attemptedAt = moment
        checks += 1
        switch outcome {
        case .success(let answer): return take(answer, at: moment)
        case .failure(let failure): return take(failure, at: moment)
        }
    }

    private mutating func take(_ answer: Snapshot, at moment: Timestamp) -> ItemChanges {
        var changes: ItemChanges = isFailing ? .recovered : []
        var answer = answer
        if key.kind == .deepvue, let snapshot { answer.keepCounts(of: snapshot) }
        if let known = snapshot {
            if known.state != answer.state || known.vendorState != answer.vendorState {
                changes.insert(.state)
            }
            if !known.hasCounts(of: answer) { changes.insert(.progress) }
            if known.contradictions.isEmpty != answer.contradictions.isEmpty {
                changes.insert(.flag)
            }
        } else {
            changes.insert(.first)
        }
        if !changes.isDisjoint(with: [.first, .state, .progress]) { movedAt = moment }
        noteProgress(of: answer, at: moment)
        snapshot = answer
        checkedAt = moment
        clearFailure()
        return changes
    }

    private mutating func take(_ failure: CheckFailure, at moment: Timestamp) -> ItemChanges {
        let isNew = self.failure?.reason != failure.reason
        if self.failure == nil { failedAt = moment }
        self.failure = failure
        return isNew ? .error : []
    }
}

extension Snapshot {
    /// Keeps the counts that the result file of finished work gave, where the vendor's own answer
    /// never has any.
    fileprivate mutating func keepCounts(of known: Snapshot) {
        guard state == .completed, known.state == .completed,
            hasCounts(of: Snapshot(state: .completed))
        else { return }
        total = known.total
        processed = known.processed
        failed = known.failed
        succeeded = known.succeeded
    }

    /// Whether every number is the same that counts as movement.
    fileprivate func hasCounts(of other: Snapshot) -> Bool {
        let (groups, others) = (groups, other.groups)
        return total == other.total && processed == other.processed && failed == other.failed
            && succeeded == other.succeeded && groups?.pending.count == others?.pending.count
            && groups?.available.count == others?.available.count
            && groups?.failed.count == others?.failed.count
    }
}
