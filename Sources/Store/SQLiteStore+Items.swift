public import Domain

extension SQLiteStore {
    /// Every item that is tracked, or ever was, in the order of tracking.
    public func items(includingUntracked: Bool) throws(StoreFailure) -> [TrackedItem] {
        let sql = """
            SELECT \(Row.itemColumns)
            FROM item LEFT JOIN stamp_groups ON stamp_groups.item = item.sequence
            WHERE is_tracked >= ?1 ORDER BY sequence
            """
        let items = try connection.rows(sql, .flag(!includingUntracked)) {
            row throws(StoreFailure) in try row.trackedItem()
        }
        // That is the order already, but for what was tracked a second time; SQLite would copy
        // every column of every item to find out.
        if zip(items, items.dropFirst()).allSatisfy({ $0.trackedAt <= $1.trackedAt }) {
            return items
        }
        return items.enumerated().sorted {
            ($0.element.trackedAt, $0.offset) < ($1.element.trackedAt, $1.offset)
        }.map(\.element)
    }

    /// Starts watching, and notes it in the activity record unless it was watched already.
    public func track(
        _ key: ItemKey, label: String?, at moment: Timestamp, by operatorName: String?
    ) throws(StoreFailure) -> Tracking {
        try connection.transaction { () throws(StoreFailure) in
            if try isTracked(key) {
                guard label != nil else { return .alreadyTracked }
                try connection.run(
                    "UPDATE item SET label = ?3 WHERE kind = ?1 AND id = ?2",
                    .text(key.kind.rawValue), .text(key.id), .text(label))
                return .alreadyTracked
            }
            try connection.run(
                """
                INSERT INTO item (kind, id, label, tracked_at, is_tracked)
                VALUES (?1, ?2, ?3, ?4, 1)
                ON CONFLICT (kind, id) DO UPDATE SET
                    label = coalesce(excluded.label, label), tracked_at = excluded.tracked_at,
                    is_tracked = 1
                """,
                .text(key.kind.rawValue), .text(key.id), .text(label), .moment(moment))
            try insert(
                ActivityEntry(
                    at: moment, event: .tracked, key: key,
                    text: "\(try name(of: key)) is tracked", operatorName: operatorName))
            return .added
        }
    }

    /// Stops watching, keeps the history and notes it in the activity record; false when it was
    /// not watched.
    public func untrack(
        _ key: ItemKey, at moment: Timestamp, by operatorName: String?
    ) throws(StoreFailure) -> Bool {
        try connection.transaction { () throws(StoreFailure) in
            guard try isTracked(key) else { return false }
            try connection.run(
                """
                UPDATE item SET is_tracked = 0, next_check_at = NULL WHERE kind = ?1 AND id = ?2
                """, .text(key.kind.rawValue), .text(key.id))
            try insert(
                ActivityEntry(
                    at: moment, event: .untracked, key: key,
                    text: "\(try name(of: key)) is no longer tracked", operatorName: operatorName))
            return true
        }
    }

    /// Keeps an item after a check. What the operator decides (label, being watched) is left as
    /// it is, for it may have changed since; a failed check does not put an older answer in the
    /// place of one that another process fetched. What a process brings whose claim another one
    /// has taken over, because it was stopped for a while, is not kept.
    public func save(
        _ item: TrackedItem, activity: [ActivityEntry]
    ) async throws(StoreFailure) {
        try await together { () throws(StoreFailure) in try self.keep(item, activity) }
    }

    private func keep(_ item: TrackedItem, _ activity: [ActivityEntry]) throws(StoreFailure) {
        let before = try standing(of: item.key)
        let kept = try connection.run(
            """
            UPDATE item SET attempted_at = ?3,
                next_check_at = CASE WHEN is_tracked THEN ?4 END,
                checks = max(checks, ?5), failure = ?6, failed_at = ?7, claimed_by = NULL
            WHERE kind = ?1 AND id = ?2
                AND (?8 IS NULL OR claimed_by IS NULL OR claimed_by = ?8)
            """,
            .text(item.key.kind.rawValue), .text(item.key.id), .moment(item.attemptedAt),
            .moment(item.nextCheckAt), .count(item.checks),
            .text(item.failure.map(StoredJSON.text)), .moment(item.failedAt),
            .integer(presence))
        guard kept > 0 else { return }
        if let snapshot = item.snapshot { try saveAnswer(snapshot, of: item) }
        if let before { try note(item, after: before) }
        for entry in activity { try insert(entry) }
    }

    private func saveAnswer(
        _ snapshot: Snapshot, of item: TrackedItem
    ) throws(StoreFailure) {
        let changed = try connection.run(
            """
            UPDATE item SET checked_at = ?3, moved_at = ?4, progress = ?5, state = ?6,
                vendor_state = ?7, total = ?8, processed = ?9, failed = ?10, succeeded = ?11,
                result_available = ?12, failure_reason = ?13, created_at = ?14, started_at = ?15,
                completed_at = ?16, updated_at = ?17, contradictions = ?18, facts = ?19
            WHERE kind = ?1 AND id = ?2 AND (?20 OR checked_at IS NULL OR checked_at < ?3)
            """,
            .text(item.key.kind.rawValue), .text(item.key.id), .moment(item.checkedAt),
            .moment(item.movedAt), .text(StoredJSON.text(item.progress)),
            .text(snapshot.state.rawValue), .text(snapshot.vendorState), .count(snapshot.total),
            .count(snapshot.processed), .count(snapshot.failed), .count(snapshot.succeeded),
            .flag(snapshot.resultAvailable), .text(snapshot.failureReason),
            .moment(snapshot.createdAt), .moment(snapshot.startedAt),
            .moment(snapshot.completedAt), .moment(snapshot.updatedAt),
            .text(StoredJSON.text(snapshot.contradictions)),
            .text(StoredJSON.text(snapshot.facts)),
            // This check succeeded, so its answer is the latest even if a clock was set back.
            .flag(item.failure == nil))
        if changed > 0 { try saveGroups(snapshot.groups, of: item.key) }
    }

    /// Stamp ids can be a hundred thousand, so they have a table of their own and are written
    /// only when they differ from what is there.
    private func saveGroups(
        _ groups: StampGroups?, of key: ItemKey
    ) throws(StoreFailure) {
        guard let groups else {
            try connection.run(
                """
                DELETE FROM stamp_groups WHERE item =
                    (SELECT sequence FROM item WHERE kind = ?1 AND id = ?2)
                """, .text(key.kind.rawValue), .text(key.id))
            return
        }
        try connection.run(
            """
            INSERT INTO stamp_groups (item, pending_count, pending, available_count, available,
                failed_count, failed)
            SELECT sequence, ?3, ?4, ?5, ?6, ?7, ?8 FROM item WHERE kind = ?1 AND id = ?2
            ON CONFLICT (item) DO UPDATE SET
                pending_count = ?3, pending = ?4, available_count = ?5, available = ?6,
                failed_count = ?7, failed = ?8
            WHERE (pending_count, pending, available_count, available, failed_count, failed)
                <> (?3, ?4, ?5, ?6, ?7, ?8)
            """,
            .text(key.kind.rawValue), .text(key.id),
            .count(groups.pending.count), .text(StoredJSON.text(groups.pending.stamps)),
            .count(groups.available.count), .text(StoredJSON.text(groups.available.stamps)),
            .count(groups.failed.count), .text(StoredJSON.text(groups.failed.stamps)))
    }

    private func isTracked(_ key: ItemKey) throws(StoreFailure) -> Bool {
        let rows = try connection.rows(
            "SELECT is_tracked FROM item WHERE kind = ?1 AND id = ?2",
            .text(key.kind.rawValue), .text(key.id)
        ) { row throws(StoreFailure) in row.integer() == 1 }
        return rows.first ?? false
    }

    func name(of key: ItemKey) throws(StoreFailure) -> String {
        let labels = try connection.rows(
            "SELECT label FROM item WHERE kind = ?1 AND id = ?2",
            .text(key.kind.rawValue), .text(key.id)
        ) { row throws(StoreFailure) in row.text() }
        return labels.first.flatMap { $0 } ?? key.shortID
    }
}
