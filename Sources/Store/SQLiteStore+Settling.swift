import Domain

extension SQLiteStore {
    /// Puts checks into the rows of their items once they are two for each item: a row is written
    /// once for several, and no more than that has to be read when a process was killed.
    func settleIfMany() throws(StoreFailure) {
        guard log.pending > 256,
            try log.pending > 2 * connection.number("SELECT max(sequence) FROM item")
        else { return }
        try settle()
    }

    /// Puts every check that is in the log alone into its item's row, in the order of the rows: a
    /// page that holds several is written once. Part of a transaction, after `readLog`.
    func settle() throws(StoreFailure) {
        for (number, latest) in log.unsettled {
            let found = try connection.rows(
                "SELECT \(Row.itemColumns) FROM item WHERE sequence = ?1", .integer(number)
            ) { row throws(StoreFailure) in try row.trackedItem { _ in nil } }
            guard var item = found.first else { continue }
            for check in try log.unsettled(of: number, in: connection) { check.put(into: &item) }
            try write(item, number, latest)
        }
        try connection.run(
            """
            INSERT INTO check_log_settled (id, number) VALUES (1, ?1)
            ON CONFLICT (id) DO UPDATE SET number = ?1
            """, .integer(log.newest))
        log.settled = log.newest
    }

    private func write(
        _ item: TrackedItem, _ number: Int64, _ latest: Int64
    ) throws(StoreFailure) {
        let answer = item.snapshot
        try connection.run(
            """
            UPDATE item SET latest_check = ?2, attempted_at = ?3, next_check_at = ?4, checks = ?5,
                failure = ?6, failed_at = ?7, checked_at = ?8, moved_at = ?9, progress = ?10,
                state = ?11, vendor_state = ?12, total = ?13, processed = ?14, failed = ?15,
                succeeded = ?16, result_available = ?17, failure_reason = ?18, created_at = ?19,
                started_at = ?20, completed_at = ?21, updated_at = ?22, contradictions = ?23,
                facts = ?24
            WHERE sequence = ?1
            """,
            .integer(number), .integer(latest), .moment(item.attemptedAt),
            .moment(item.nextCheckAt), .count(item.checks),
            .text(item.failure.map(StoredJSON.text)), .moment(item.failedAt),
            .moment(item.checkedAt), .moment(item.movedAt),
            .text(StoredJSON.text(item.progress)), .text(answer?.state.rawValue),
            .text(answer?.vendorState), .count(answer?.total), .count(answer?.processed),
            .count(answer?.failed), .count(answer?.succeeded),
            .flag(answer?.resultAvailable ?? false), .text(answer?.failureReason),
            .moment(answer?.createdAt), .moment(answer?.startedAt), .moment(answer?.completedAt),
            .moment(answer?.updatedAt), .text(StoredJSON.text(answer?.contradictions ?? [])),
            .text(StoredJSON.text(answer?.facts ?? [])))
    }

    /// Leaves nothing of this process's checks in the log alone; should that not succeed, readers
    /// find it there.
    func settleAtEnd() {
        guard log.isWritten, log.pending > 0 else { return }
        _ = try? connection.transaction { () throws(StoreFailure) in
            try readLog()
            try settle()
        }
    }
}
