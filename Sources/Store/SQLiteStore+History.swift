public import Domain

extension SQLiteStore: ItemHistory {
    /// How many checks are kept word for word of each item.
    static let checkLimit = 100

    /// How an item came to be what it is, oldest first: its history, then what is in the log.
    public func history(of key: ItemKey) throws(StoreFailure) -> [HistoryPoint] {
        try connection.reading { () throws(StoreFailure) in
            guard let number = try number(of: key) else { return [] }
            let older = try connection.rows(
                """
                SELECT at, state, vendor_state, total, processed, failed, succeeded, failure
                FROM history WHERE item = ?1 ORDER BY at
                """, .integer(number)
            ) { row throws(StoreFailure) in try row.historyPoint() }
            let newer = try logged(number, limit: .max).compactMap(\.point).reversed()
            // A clock that was set back makes the two overlap.
            return (older + newer).sorted { $0.at < $1.at }
        }
    }

    /// The latest checks of an item, newest first.
    public func checks(of key: ItemKey) throws(StoreFailure) -> [CheckRecord] {
        try connection.reading { () throws(StoreFailure) in
            guard let number = try number(of: key) else { return [] }
            let newer = try logged(number, limit: Self.checkLimit).compactMap(\.record)
            let older = try connection.rows(
                """
                SELECT number, at, state, vendor_state, total, processed, failed, succeeded,
                    failure, http_status, code, message
                FROM check_record WHERE item = ?1 ORDER BY number DESC LIMIT ?2
                """, .integer(number), .count(Self.checkLimit - newer.count)
            ) { row throws(StoreFailure) in
                let number = try row.required(row.count())
                let point = try row.historyPoint()
                return CheckRecord(
                    number: number, point: point, httpStatus: row.count(), code: row.text(),
                    message: row.text())
            }
            return newer + older
        }
    }

    /// An item's checks that are in the log, newest first. One that was kept again, because the
    /// store could not take it or because more became known of its answer, is still one check.
    private func logged(_ item: Int64, limit: Int) throws(StoreFailure) -> [LoggedCheck] {
        try readLog()
        guard let latest = try standing(of: item).check else { return [] }
        var checks: [LoggedCheck] = []
        try connection.walkChecks(from: latest) { check in
            if let newer = checks.last, newer.at == check.at, newer.checks == check.checks {
                return true
            }
            checks.append(check)
            return checks.count < limit
        }
        return checks
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
