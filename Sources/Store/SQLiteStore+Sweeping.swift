import Domain

extension SQLiteStore {
    /// Moves what is older than an hour out of the log, so many checks at most: some for each check
    /// that is kept, so that a check costs the same however much is there. The first of each
    /// minute, changes of state and what is an item's latest go into its history, the latest
    /// hundred word for word beside it. Part of a transaction, after `readLog`.
    func sweep(at now: Timestamp, checks limit: Int) throws(StoreFailure) {
        guard try oldestCheck(at: now) != nil else { return }
        // What is in the log alone must not leave it; the newest stays, for numbers go on from there.
        let checks = try connection.rows(
            """
            SELECT \(Row.checkColumns) FROM check_log WHERE number < ?1 ORDER BY number LIMIT ?2
            """, .integer(min(log.extent.settled.number + 1, log.extent.newest)), .count(limit)
        ) { row throws(StoreFailure) in try row.loggedCheck() }
        let old = checks.prefix { Thinning.isOld($0.at, at: now) }
        for check in old { try move(check, at: now) }
        guard let last = old.last else { return }
        try connection.run("DELETE FROM check_log WHERE number <= ?1", .integer(last.number))
    }

    /// The number of the first check in the log, if it is old enough to leave it.
    func oldestCheck(at now: Timestamp) throws(StoreFailure) -> Int64? {
        let oldest = try connection.rows(
            "SELECT at, number FROM check_log ORDER BY number LIMIT 1"
        ) { row throws(StoreFailure) in (at: row.moment(), number: row.integer()) }.first
        return oldest.flatMap { Thinning.isOld($0.at, at: now) ? $0.number : nil }
    }

    private func move(_ check: LoggedCheck, at now: Timestamp) throws(StoreFailure) {
        guard let point = check.point else { return }
        let row = try connection.rows(
            "SELECT checks, latest_check FROM item WHERE sequence = ?1", .integer(check.item)
        ) { row throws(StoreFailure) in (checks: row.count() ?? 0, latest: row.integer()) }.first
        guard let row else { return }
        let values: [Value] = [
            .integer(check.item), .moment(point.at), .text(point.state.rawValue),
            .text(point.vendorState), .count(point.total), .count(point.processed),
            .count(point.failed), .count(point.succeeded), .text(point.failure?.rawValue),
        ]
        let latest = log[check.item].check ?? row.latest
        if check.isChange || check.isFirst || latest == check.number {
            try connection.run(
                """
                INSERT INTO history (item, at, state, vendor_state, total, processed, failed,
                    succeeded, failure, is_kept)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                ON CONFLICT (item, at) DO UPDATE SET
                    is_kept = max(is_kept, excluded.is_kept), state = ?3, vendor_state = ?4,
                    total = ?5, processed = ?6, failed = ?7, succeeded = ?8, failure = ?9
                """, values + [.flag(check.isChange)])
            try connection.run(
                """
                INSERT INTO history_thinning (item, thinned_at, due_at) VALUES (?1, ?2, ?3)
                ON CONFLICT (item) DO UPDATE SET
                    thinned_at = min(thinned_at, ?2), due_at = min(coalesce(due_at, ?3), ?3)
                """, .integer(check.item), .moment(point.at), .moment(now + Thinning.interval))
        }
        guard row.checks - check.checks < Self.checkLimit else { return }
        try connection.run(
            """
            INSERT OR REPLACE INTO check_record (item, at, state, vendor_state, total, processed,
                failed, succeeded, failure, http_status, code, message, number)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """,
            values + [
                .count(check.failure?.httpStatus), .text(check.failure?.code),
                .text(check.failure?.message), .count(check.checks),
            ])
        try connection.run(
            "DELETE FROM check_record WHERE item = ?1 AND number <= ?2", .integer(check.item),
            .count(row.checks - Self.checkLimit))
    }
}
