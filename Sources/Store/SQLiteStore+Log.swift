import Domain

// A check that ended is one row at the end of the log. An item is its own row and its checks in the
// log that are not in that row yet; they are brought there many at a time (`settle`). What is an
// hour old moves on to the item's history (`sweep`).
extension SQLiteStore {
    /// Learns what any process did since this was last called: reads the end of the log. Part of a
    /// transaction, or of a reading from one moment.
    func readLog() throws(StoreFailure) {
        let settled = try settled()
        // Of a rescued store the end of the log may be missing: its numbers are not used again.
        let newest = max(
            try connection.number("SELECT max(number) FROM check_log"), Int(settled.number),
            settled.target.map(Int.init) ?? 0)
        guard newest < Int.max / 4 else { throw .damaged(connection.path) }
        let revision = try connection.number("SELECT max(revision) FROM item_change")
        log.extent.settled = settled
        if !log.extent.isRead {
            log.extent.newest = log.extent.settled.number
            log.extent.revision = Int64(revision)
        }
        if newest > log.extent.newest {
            try connection.each(
                "SELECT number, item, at FROM check_log WHERE number > ?1",
                [.integer(log.extent.newest)]
            ) { row throws(StoreFailure) in
                let number = row.integer()
                log[try row.required(row.integer())].take(number, at: row.moment())
            }
            log.extent.newest = Int64(newest)
        }
        if revision != log.extent.revision {
            try connection.each(
                "SELECT item FROM item_change WHERE revision > ?1", [.integer(log.extent.revision)]
            ) { row throws(StoreFailure) in
                log[try row.required(row.integer())].isTracked = false
            }
            log.extent.revision = Int64(revision)
        }
        log.extent.isRead = true
    }

    private func settled() throws(StoreFailure) -> CheckLog.Settled {
        var settled = CheckLog.Settled()
        try connection.each("SELECT number, target, item FROM check_log_settled", []) {
            row throws(StoreFailure) in
            settled.number = try row.required(row.integer())
            settled.target = row.integer()
            settled.item = try row.required(row.integer())
        }
        // Only a damaged store has others.
        guard [settled.number, settled.target ?? 0, settled.item].allSatisfy({ $0 >= 0 }),
            settled.item < CheckLog.limit
        else { throw .damaged(connection.path) }
        return settled
    }

    /// An item's number, by which everything else in the store names it; nil when it was never
    /// tracked.
    func number(of key: ItemKey) throws(StoreFailure) -> Int64? {
        try connection.rows(
            "SELECT sequence FROM item WHERE kind = ?1 AND id = ?2", .text(key.kind.rawValue),
            .text(key.id)
        ) { row throws(StoreFailure) in row.integer() }.first ?? nil
    }

    /// How an item stands, by its row only where that is not known; after `readLog`.
    func standing(of item: Int64) throws(StoreFailure) -> CheckLog.Standing {
        var standing = log[item]
        guard !standing.isTracked else { return standing }
        try connection.each(
            "SELECT is_tracked, attempted_at, latest_check FROM item WHERE sequence = ?1",
            [.integer(item)]
        ) { row throws(StoreFailure) in
            standing.isTracked = row.integer() == 1
            let attemptedAt = row.moment()
            if standing.check == nil { standing.take(row.integer(), at: attemptedAt) }
        }
        log[item] = standing
        return standing
    }

    /// An item as it is now; nil when it was never tracked. After `readLog`.
    func item(_ number: Int64) throws(StoreFailure) -> TrackedItem? {
        var found = try connection.rows(
            """
            SELECT \(Row.itemColumns), \(Row.groupColumns)
            FROM item LEFT JOIN stamp_groups ON stamp_groups.item = item.sequence
            WHERE sequence = ?1
            """, .integer(number)
        ) { row throws(StoreFailure) in try row.trackedItem() }
        guard !found.isEmpty else { return nil }
        try log.bring(&found[0], number, upToDateFrom: connection)
        return found[0]
    }
}
