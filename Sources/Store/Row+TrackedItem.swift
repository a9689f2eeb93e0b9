import Domain

extension Row {
    /// The columns that `trackedItem()` reads, in its order.
    static let itemColumns = """
        kind, id, label, tracked_at, is_tracked, next_check_at, attempted_at, checks, failure,
        failed_at, checked_at, moved_at, progress, state, vendor_state, total, processed,
        item.failed, succeeded, result_available, failure_reason, created_at, started_at,
        completed_at, updated_at, contradictions, facts
        """

    /// The columns that `groups()` reads, in its order.
    static let groupColumns = """
        pending_count, pending, available_count, available, failed_count, stamp_groups.failed
        """

    /// Reads an item from a row of `itemColumns` and `groupColumns`.
    mutating func trackedItem() throws(StoreFailure) -> TrackedItem {
        try trackedItem { row throws(StoreFailure) in try row.groups() }
    }

    /// Reads an item from a row of `itemColumns`; `groups` reads its stamps from what follows them.
    mutating func trackedItem(
        groups: (inout Row) throws(StoreFailure) -> StampGroups?
    ) throws(StoreFailure) -> TrackedItem {
        let kind = try required(try word(of: Kind.self))
        let key = try required(bytes { ItemKey(kind: kind, utf8: $0) })
        let label = text()
        let trackedAt = try required(moment())
        let isTracked = integer() == 1
        let nextCheckAt = moment()
        let attemptedAt = moment()
        let checks = try required(count())
        let failure = try text().map { text throws(StoreFailure) in
            try required(StoredJSON.failure(text))
        }
        let failedAt = moment()
        let checkedAt = moment()
        let movedAt = moment()
        let progress = try required(list(StoredJSON.progress))
        let snapshot = try snapshot(groups)
        return TrackedItem(
            key: key, label: label, trackedAt: trackedAt, isTracked: isTracked, checks: checks,
            snapshot: snapshot, checkedAt: checkedAt, attemptedAt: attemptedAt,
            nextCheckAt: nextCheckAt, movedAt: movedAt, failure: failure, failedAt: failedAt,
            progress: snapshot?.state.isFinal == true ? [] : progress)
    }

    /// Reads an answer from a row of the columns from `state` on; nil before the first.
    mutating func snapshot(
        _ groups: (inout Row) throws(StoreFailure) -> StampGroups?
    ) throws(StoreFailure) -> Snapshot? {
        guard let state = try word(of: WorkState.self) else { return nil }
        let vendorState = text()
        let (total, processed, failed, succeeded) = (count(), count(), count(), count())
        let resultAvailable = integer() == 1
        let failureReason = text()
        let (created, started, completed, updated) = (moment(), moment(), moment(), moment())
        let contradictions = try required(list(StoredJSON.strings))
        let facts = try required(list(StoredJSON.facts))
        return Snapshot(
            state: state, vendorState: vendorState, total: total, processed: processed,
            failed: failed, succeeded: succeeded, groups: try groups(&self),
            resultAvailable: resultAvailable, failureReason: failureReason, createdAt: created,
            startedAt: started, completedAt: completed, updatedAt: updated,
            contradictions: contradictions, facts: facts)
    }

    /// Reads an order's stamps from `groupColumns`; nil where an item has none.
    mutating func groups() throws(StoreFailure) -> StampGroups? {
        guard let pendingCount = count() else { return nil }
        return StampGroups(
            pending: try group(pendingCount), available: try group(try required(count())),
            failed: try group(try required(count())))
    }

    private mutating func group(_ count: Int) throws(StoreFailure) -> StampGroups.Group {
        StampGroups.Group(
            count: count, stamps: try required(StoredJSON.stamps(try required(text()))))
    }
}

extension [Value] {
    /// An answer's columns as `Row.snapshot` reads them, without facts and stamps.
    mutating func add(_ answer: Snapshot?) {
        append(.text(answer?.state.rawValue))
        append(.text(answer?.vendorState))
        append(.count(answer?.total))
        append(.count(answer?.processed))
        append(.count(answer?.failed))
        append(.count(answer?.succeeded))
        append(.flag(answer?.resultAvailable ?? false))
        append(.text(answer?.failureReason))
        append(.moment(answer?.createdAt))
        append(.moment(answer?.startedAt))
        append(.moment(answer?.completedAt))
        append(.moment(answer?.updatedAt))
        append(.text(StoredJSON.text(answer?.contradictions ?? [])))
    }
}
