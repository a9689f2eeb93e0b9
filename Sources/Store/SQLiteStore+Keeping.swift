import Domain

extension SQLiteStore {
    /// Keeps items after their checks, as part of a transaction. What the operator decides (label,
    /// being watched) is left as it is, for it may have changed since; a failed check does not put
    /// an older answer in the place of one that another process fetched. What a process brings
    /// whose claim another one has taken over, because it was stopped for a while, is not kept.
    func keep(_ ended: [EndedCheck]) throws(StoreFailure) {
        var latest: Timestamp?
        for check in ended {
            let item = check.item
            guard let before = try standing(of: item.key),
                presence == nil || before.claimedBy == nil || before.claimedBy == presence
            else { continue }
            try write(item, before)
            try note(item, after: before)
            for entry in check.activity { try insert(entry) }
            latest = [latest, item.attemptedAt].compactMap(\.self).max()
        }
        if let latest { try thin(at: latest, items: 2 * ended.count) }
    }

    private func write(_ item: TrackedItem, _ before: Standing) throws(StoreFailure) {
        var values: [Value] = [
            .integer(before.sequence), .moment(item.attemptedAt),
            .moment(before.isTracked ? item.nextCheckAt : nil),
            .count(max(before.checks, item.checks)), .text(item.failure.map(StoredJSON.text)),
            .moment(item.failedAt),
        ]
        // A check that succeeded has the latest answer even if a clock was set back.
        guard let snapshot = item.snapshot,
            item.failure == nil || before.isOlder(than: item.checkedAt)
        else {
            try connection.run(Self.attempt, values)
            return
        }
        values += [
            .moment(item.checkedAt), .moment(item.movedAt), .text(StoredJSON.text(item.progress)),
            .text(snapshot.state.rawValue), .text(snapshot.vendorState), .count(snapshot.total),
            .count(snapshot.processed), .count(snapshot.failed), .count(snapshot.succeeded),
            .flag(snapshot.resultAvailable), .text(snapshot.failureReason),
            .moment(snapshot.createdAt), .moment(snapshot.startedAt),
            .moment(snapshot.completedAt), .moment(snapshot.updatedAt),
            .text(StoredJSON.text(snapshot.contradictions)),
            .text(StoredJSON.text(snapshot.facts)),
        ]
        try connection.run(Self.attemptWithAnswer, values)
        if item.key.kind == .stamps { try keep(snapshot.groups, of: before.sequence) }
    }

    private static let attempt = """
        UPDATE item SET attempted_at = ?2, next_check_at = ?3, checks = ?4, failure = ?5,
            failed_at = ?6, claimed_by = NULL
        WHERE sequence = ?1
        """

    private static let attemptWithAnswer = """
        UPDATE item SET attempted_at = ?2, next_check_at = ?3, checks = ?4, failure = ?5,
            failed_at = ?6, claimed_by = NULL, checked_at = ?7, moved_at = ?8, progress = ?9,
            state = ?10, vendor_state = ?11, total = ?12, processed = ?13, failed = ?14,
            succeeded = ?15, result_available = ?16, failure_reason = ?17, created_at = ?18,
            started_at = ?19, completed_at = ?20, updated_at = ?21, contradictions = ?22,
            facts = ?23
        WHERE sequence = ?1
        """

    /// Stamp ids can be a hundred thousand, so they have a table of their own and are written
    /// only when they differ from what is there.
    private func keep(_ groups: StampGroups?, of sequence: Int64) throws(StoreFailure) {
        guard let groups else {
            try connection.run("DELETE FROM stamp_groups WHERE item = ?1", .integer(sequence))
            return
        }
        try connection.run(
            """
            INSERT INTO stamp_groups (item, pending_count, pending, available_count, available,
                failed_count, failed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (item) DO UPDATE SET
                pending_count = ?2, pending = ?3, available_count = ?4, available = ?5,
                failed_count = ?6, failed = ?7
            WHERE (pending_count, pending, available_count, available, failed_count, failed)
                <> (?2, ?3, ?4, ?5, ?6, ?7)
            """,
            .integer(sequence),
            .count(groups.pending.count), .text(StoredJSON.text(groups.pending.stamps)),
            .count(groups.available.count), .text(StoredJSON.text(groups.available.stamps)),
            .count(groups.failed.count), .text(StoredJSON.text(groups.failed.stamps)))
    }

    /// An item as the store has it before a check is kept.
    struct Standing {
        var sequence: Int64
        var state: String?
        var vendorState: String?
        var isTracked: Bool
        var claimedBy: Int64?
        var checks: Int
        var checkedAt: Timestamp?
        /// When its history is to be thinned.
        var thinningAt: Timestamp?
        /// The number and the moment of its latest check; of the first, 0 and nil.
        var number: Int
        var numberedAt: Timestamp?

        func isOlder(than moment: Timestamp?) -> Bool {
            guard let checkedAt else { return true }
            return moment.map { checkedAt < $0 } ?? false
        }
    }

    /// How an item stands in the store; nil when it was never tracked.
    func standing(of key: ItemKey) throws(StoreFailure) -> Standing? {
        try connection.rows(
            """
            SELECT sequence, item.state, item.vendor_state, is_tracked, claimed_by, checks,
                checked_at, due_at, number, check_record.at
            FROM item LEFT JOIN history_thinning ON history_thinning.item = sequence
                LEFT JOIN check_record ON check_record.item = sequence AND number =
                    (SELECT max(number) FROM check_record WHERE check_record.item = sequence)
            WHERE kind = ?1 AND id = ?2
            """,
            .text(key.kind.rawValue), .text(key.id)
        ) { row throws(StoreFailure) in
            Standing(
                sequence: try row.required(row.integer()), state: row.text(),
                vendorState: row.text(), isTracked: row.integer() == 1, claimedBy: row.integer(),
                checks: row.count() ?? 0, checkedAt: row.moment(), thinningAt: row.moment(),
                number: row.count() ?? 0, numberedAt: row.moment())
        }.first
    }
}
