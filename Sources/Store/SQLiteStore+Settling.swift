import Domain

extension SQLiteStore {
    /// Has checks put into the rows of their items once there are two for each item, for a row is
    /// written once for several then and no more than that has to be read when a process was
    /// killed; and once one of them is old enough to leave the log.
    func settleIfDue(at now: Timestamp) throws(StoreFailure) {
        guard log.extent.settled.target == nil, log.extent.pending > 0 else { return }
        let isDue =
            if log.extent.pending > 256,
                try log.extent.pending > 2 * connection.number("SELECT max(sequence) FROM item")
            { true } else {
                try oldestCheck(at: now).map { $0 > log.extent.settled.number } ?? false
            }
        if isDue { log.extent.settled.target = log.extent.newest }
    }

    /// Puts the checks that are on their way into the rows of the next items, so many at most, in
    /// the order of the rows: a page that holds several is written once. Part of a transaction,
    /// after `readLog`.
    func settle(items limit: Int) throws(StoreFailure) {
        guard let target = log.extent.settled.target else { return }
        let items = log.unsettled(limit: limit)
        for number in items {
            let checks = try log.unsettled(of: number, upTo: target, in: connection)
            let found = try connection.rows(Self.row, .integer(number)) {
                row throws(StoreFailure) in try row.trackedItem { _ in nil }
            }
            guard let latest = checks.last, var item = found.first else { continue }
            for check in checks { check.put(into: &item) }
            try write(item, number, latest.number)
        }
        if items.count == limit, let last = items.last {
            log.extent.settled.item = last
        } else {
            log.extent.settled = CheckLog.Settled(number: target)
        }
        let settled = log.extent.settled
        try connection.run(
            """
            INSERT INTO check_log_settled (id, number, target, item) VALUES (1, ?1, ?2, ?3)
            ON CONFLICT (id) DO UPDATE SET number = ?1, target = ?2, item = ?3
            """, .integer(settled.number), .integer(settled.target), .integer(settled.item))
    }

    private static let row = "SELECT \(Row.itemColumns) FROM item WHERE sequence = ?1"

    private func write(
        _ item: TrackedItem, _ number: Int64, _ latest: Int64
    ) throws(StoreFailure) {
        let answer = item.snapshot
        var values: [Value] = [
            .integer(number), .integer(latest), .moment(item.attemptedAt),
            .moment(item.nextCheckAt), .count(item.checks),
            .text(item.failure.map(StoredJSON.text)), .moment(item.failedAt),
            .moment(item.checkedAt), .moment(item.movedAt),
            .text(StoredJSON.text(item.progress)),
        ]
        values.add(answer)
        values.append(.text(StoredJSON.text(answer?.facts ?? [])))
        try connection.run(
            """
            UPDATE item SET latest_check = ?2, attempted_at = ?3, next_check_at = ?4, checks = ?5,
                failure = ?6, failed_at = ?7, checked_at = ?8, moved_at = ?9, progress = ?10,
                state = ?11, vendor_state = ?12, total = ?13, processed = ?14, failed = ?15,
                succeeded = ?16, result_available = ?17, failure_reason = ?18, created_at = ?19,
                started_at = ?20, completed_at = ?21, updated_at = ?22, contradictions = ?23,
                facts = ?24
            WHERE sequence = ?1
            """, values)
    }

    /// Puts all checks into the rows of their items. Part of a transaction.
    func settleAll() throws(StoreFailure) {
        try readLog()
        try settle(items: .max)
        guard log.extent.pending > 0 else { return }
        log.extent.settled.target = log.extent.newest
        try settle(items: .max)
    }

    /// Leaves nothing of this process's checks in the log alone; should that not succeed, readers
    /// find it there.
    func settleAtEnd() {
        guard log.extent.isWritten else { return }
        _ = try? connection.transaction { () throws(StoreFailure) in try settleAll() }
    }
}
