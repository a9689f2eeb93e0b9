import Domain

extension Row {
    /// The columns that `trackedItem()` reads, in its order.
    static let itemColumns = """
        kind, id, label, tracked_at, is_tracked, next_check_at, attempted_at, checks, failure,
        failed_at, checked_at, moved_at, progress, state, vendor_state, total, processed,
        item.failed, succeeded, result_available, failure_reason, created_at, started_at,
        completed_at, updated_at, contradictions, facts, pending_count, pending, available_count,
        available, failed_count, stamp_groups.failed
        """

    /// Reads an item from a row of `itemColumns`.
    mutating func trackedItem() throws(StoreFailure) -> TrackedItem {
        let kind = try required(text().flatMap(Kind.init))
        let key = try required(ItemKey(kind: kind, id: try required(text())))
        let label = text()
        var item = TrackedItem(key: key, label: label, trackedAt: try required(moment()))
        item.isTracked = integer() == 1
        item.nextCheckAt = moment()
        item.attemptedAt = moment()
        item.checks = try required(count())
        if let failure = text() { item.failure = try required(StoredJSON.failure(failure)) }
        if let failedAt = moment() { item.failedAt = failedAt }
        item.checkedAt = moment()
        item.movedAt = moment()
        item.progress = try required(list(StoredJSON.progress))
        item.snapshot = try snapshot()
        return item
    }

    private mutating func snapshot() throws(StoreFailure) -> Snapshot? {
        guard let word = text() else { return nil }
        var snapshot = Snapshot(
            state: try required(WorkState(rawValue: word)), vendorState: text(), total: count(),
            processed: count(), failed: count(), succeeded: count(),
            resultAvailable: integer() == 1, failureReason: text(), createdAt: moment(),
            startedAt: moment(), completedAt: moment(), updatedAt: moment(),
            contradictions: try required(list(StoredJSON.strings)),
            facts: try required(list(StoredJSON.facts)))
        snapshot.groups = try groups()
        return snapshot
    }

    private mutating func groups() throws(StoreFailure) -> StampGroups? {
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
