import Domain

/// One check as the log has it: the item as it was after it, but for what checks do not change.
struct LoggedCheck {
    var number: Int64
    var item: Int64
    /// The item's check before this one, which may have left the log.
    var previous: Int64?
    var at: Timestamp?
    var checks: Int
    /// Whether the state or the vendor's word changed, or was told for the first time.
    var isChange: Bool
    /// Whether it was the item's first in its minute.
    var isFirst: Bool
    var nextCheckAt: Timestamp?
    var checkedAt: Timestamp?
    var movedAt: Timestamp?
    var failedAt: Timestamp?
    var failure: CheckFailure?
    /// The latest counts; nil where they follow from the ones before.
    var progress: [ProgressPoint]?
    /// The last good answer, without stamps, and without facts that are as before.
    var snapshot: Snapshot?
    /// Whether the vendor's facts are as they were before this check.
    var hasSameFacts: Bool

    /// Brings an item that stands as before this check up to date.
    func put(into item: inout TrackedItem) {
        item.attemptedAt = at
        item.checks = max(item.checks, checks)
        item.nextCheckAt = item.isTracked ? nextCheckAt : nil
        item.failure = failure
        item.failedAt = failedAt
        // A check that succeeded has the latest answer even if a clock was set back; one that
        // failed must not put an older answer in the place of another process's.
        guard var snapshot, failure == nil || Self.isNewer(checkedAt, than: item.checkedAt)
        else { return }
        item.checkedAt = checkedAt
        item.movedAt = movedAt
        if let progress {
            item.progress = progress
        } else if let at, failure == nil {
            item.noteProgress(of: snapshot, at: at)
        }
        snapshot.groups = item.snapshot?.groups
        if hasSameFacts { snapshot.facts = item.snapshot?.facts ?? [] }
        item.snapshot = snapshot
    }

    /// Whether a good answer of one moment is newer than that of another; none is the oldest.
    static func isNewer(_ answer: Timestamp?, than other: Timestamp?) -> Bool {
        guard let other else { return true }
        return answer.map { other < $0 } ?? false
    }

    /// How the item stood, for graphs and for the record; nil of what was no check.
    var point: HistoryPoint? {
        guard let at else { return nil }
        let answer = failure == nil ? snapshot : nil
        return HistoryPoint(
            at: at, state: snapshot?.state ?? .pending, vendorState: answer?.vendorState,
            total: answer?.total, processed: answer?.processed, failed: answer?.failed,
            succeeded: answer?.succeeded, failure: failure?.reason)
    }

    /// What it said; nil of what was no check.
    var record: CheckRecord? {
        point.map {
            CheckRecord(
                number: checks, point: $0, httpStatus: failure?.httpStatus, code: failure?.code,
                message: failure?.message)
        }
    }
}

extension Row {
    /// The columns of a check in the log.
    static let storedCheckColumns = """
        number, item, previous, at, checks, is_change, is_first, next_check_at, checked_at,
        moved_at, failed_at, failure, progress, state, vendor_state, total, processed, failed,
        succeeded, result_available, failure_reason, created_at, started_at, completed_at,
        updated_at, contradictions, facts
        """

    /// The columns that `loggedCheck()` reads, in its order.
    static let checkColumns = storedCheckColumns.replacing(
        "facts", with: "coalesce(facts, '[]'), facts IS NULL")

    /// Reads a check from a row of `checkColumns`.
    mutating func loggedCheck() throws(StoreFailure) -> LoggedCheck {
        let number = try required(integer())
        let item = try required(integer())
        let previous = integer()
        let at = moment()
        let checks = try required(count())
        let (isChange, isFirst) = (integer() == 1, integer() == 1)
        let nextCheckAt = moment()
        let checkedAt = moment()
        let movedAt = moment()
        let failedAt = moment()
        let failure = try text().map { text throws(StoreFailure) in
            try required(StoredJSON.failure(text))
        }
        let progress = list(StoredJSON.progress)
        return LoggedCheck(
            number: number, item: item, previous: previous, at: at, checks: checks,
            isChange: isChange, isFirst: isFirst, nextCheckAt: nextCheckAt, checkedAt: checkedAt,
            movedAt: movedAt, failedAt: failedAt, failure: failure, progress: progress,
            snapshot: try snapshot { _ in nil }, hasSameFacts: integer() == 1)
    }
}
