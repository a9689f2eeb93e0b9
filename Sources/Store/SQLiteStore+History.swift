public import Domain

extension SQLiteStore: ItemHistory {
    /// How many checks are kept word for word of each item.
    private static let checkLimit = 100

    /// How an item came to be what it is, oldest first.
    public func history(of key: ItemKey) throws(StoreFailure) -> [HistoryPoint] {
        try connection.rows(
            """
            SELECT at, state, vendor_state, total, processed, failed, succeeded, failure
            FROM history WHERE item = (SELECT sequence FROM item WHERE kind = ?1 AND id = ?2)
            ORDER BY at
            """, .text(key.kind.rawValue), .text(key.id)
        ) { row throws(StoreFailure) in try row.historyPoint() }
    }

    /// The latest checks of an item, newest first.
    public func checks(of key: ItemKey) throws(StoreFailure) -> [CheckRecord] {
        try connection.rows(
            """
            SELECT number, at, state, vendor_state, total, processed, failed, succeeded, failure,
                http_status, code, message
            FROM check_record WHERE item = (SELECT sequence FROM item WHERE kind = ?1 AND id = ?2)
            ORDER BY number DESC
            """, .text(key.kind.rawValue), .text(key.id)
        ) { row throws(StoreFailure) in
            let number = try row.required(row.count())
            let point = try row.historyPoint()
            return CheckRecord(
                number: number, point: point, httpStatus: row.count(), code: row.text(),
                message: row.text())
        }
    }

    /// Notes an item's latest check in its history and among its checks, as part of the
    /// transaction that is going on.
    func note(_ item: TrackedItem, after before: Standing) throws(StoreFailure) {
        guard let at = item.attemptedAt else { return }
        let answer = item.failure == nil ? item.snapshot : nil
        let isChange =
            answer.map { $0.state.rawValue != before.state || $0.vendorState != before.vendorState }
            ?? false
        let values: [Value] = [
            .integer(before.sequence), .moment(at), .text(item.state.rawValue),
            .text(answer?.vendorState), .count(answer?.total), .count(answer?.processed),
            .count(answer?.failed), .count(answer?.succeeded),
            .text(item.failure?.reason.rawValue),
        ]
        try connection.run(
            """
            INSERT INTO history (item, at, state, vendor_state, total, processed, failed,
                succeeded, failure, is_kept)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            ON CONFLICT (item, at) DO UPDATE SET
                is_kept = max(is_kept, excluded.is_kept), state = ?3, vendor_state = ?4,
                total = ?5, processed = ?6, failed = ?7, succeeded = ?8, failure = ?9
            """, values + [.flag(isChange)])
        // An item is kept again when the store could not take it: still the same check.
        let number = before.number + (before.numberedAt == at ? 0 : 1)
        try noteCheck(values, item.failure, number)
        let due = at + Thinning.interval
        if before.thinningAt.map({ $0 > due }) ?? true {
            try connection.run(
                """
                INSERT INTO history_thinning (item, thinned_at, due_at) VALUES (?1, ?2, ?3)
                ON CONFLICT (item) DO UPDATE SET due_at = ?3
                """, .integer(before.sequence), .moment(at), .moment(due))
        }
    }

    private func noteCheck(
        _ values: [Value], _ failure: CheckFailure?, _ number: Int
    ) throws(StoreFailure) {
        try connection.run(
            """
            INSERT OR REPLACE INTO check_record (item, at, state, vendor_state, total, processed,
                failed, succeeded, failure, http_status, code, message, number)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """,
            values + [
                .count(failure?.httpStatus), .text(failure?.code), .text(failure?.message),
                .count(number),
            ])
        guard number > Self.checkLimit else { return }
        try connection.run(
            "DELETE FROM check_record WHERE item = ?1 AND number <= ?2", values[0],
            .count(number - Self.checkLimit))
    }

    /// Thins what has come of age, in the histories of so many items at most: some for each check,
    /// so that a check costs the same however much is kept.
    func thin(at now: Timestamp, items: Int) throws(StoreFailure) {
        let due = try connection.rows(
            """
            SELECT item, thinned_at FROM history_thinning WHERE due_at <= ?1
            ORDER BY due_at LIMIT ?2
            """, .moment(now), .count(items)
        ) { row throws(StoreFailure) in
            (item: try row.required(row.integer()), thinnedAt: try row.required(row.moment()))
        }
        for (item, thinnedAt) in due {
            for tier in Thinning.tiers {
                guard let span = Thinning.span(tier, from: thinnedAt, to: now) else { continue }
                try connection.run(
                    """
                    DELETE FROM history
                    WHERE item = ?1 AND at >= ?2 AND at < ?3 AND is_kept = 0 AND EXISTS (
                        SELECT 1 FROM history AS later WHERE later.item = ?1
                            AND later.at > history.at AND later.at < (history.at / ?4 + 1) * ?4)
                    """, .integer(item), .integer(span.lowerBound), .integer(span.upperBound),
                    .integer(tier.step.milliseconds))
            }
            let latest = try connection.rows(
                "SELECT at FROM history WHERE item = ?1 ORDER BY at DESC LIMIT 1", .integer(item)
            ) { row throws(StoreFailure) in try row.required(row.moment()) }.first
            try connection.run(
                "UPDATE history_thinning SET thinned_at = ?2, due_at = ?3 WHERE item = ?1",
                .integer(item), .moment(now),
                .moment(latest.flatMap { Thinning.next(after: now, latest: $0) }))
        }
    }
}

extension Row {
    /// Reads a point from columns in its order.
    fileprivate mutating func historyPoint() throws(StoreFailure) -> HistoryPoint {
        HistoryPoint(
            at: try required(moment()), state: try required(text().flatMap(WorkState.init)),
            vendorState: text(), total: count(), processed: count(), failed: count(),
            succeeded: count(), failure: text().flatMap(CheckFailure.Reason.init))
    }
}
