import Domain

extension CheckLog {
    /// Puts the checks that are not in its row into an item that was read.
    func bring(
        _ item: inout TrackedItem, _ number: Int64, upToDateFrom connection: Connection
    ) throws(StoreFailure) {
        let checks = try unsettled(of: number, in: connection)
        guard !checks.isEmpty else { return }
        for check in checks { check.put(into: &item) }
        guard item.kind == .stamps else { return }
        // They have been written already.
        let groups = try connection.rows(
            "SELECT \(Row.groupColumns) FROM stamp_groups WHERE item = ?1", .integer(number)
        ) { row throws(StoreFailure) in try row.groups() }
        item.snapshot?.groups = groups.first ?? nil
    }

    /// An item's checks that are not in its row, the oldest first; with a `limit` those up to that
    /// number.
    func unsettled(
        of item: Int64, upTo limit: Int64 = .max, in connection: Connection
    ) throws(StoreFailure) -> [LoggedCheck] {
        let settled = extent.settled.number(of: item)
        guard let latest = self[item].check, latest > settled else { return [] }
        var checks: [LoggedCheck] = []
        try connection.walkChecks(from: latest) { check in
            if check.number <= limit { checks.append(check) }
            return check.previous.map { $0 > settled } ?? false
        }
        return checks.reversed()
    }
}

extension Connection {
    /// Reads an item's checks from one of them back, as long as they are in the log and more are
    /// wanted.
    func walkChecks(
        from latest: Int64, wantsMore: (LoggedCheck) -> Bool
    ) throws(StoreFailure) {
        var next: Int64? = latest
        while let number = next {
            let checks = try rows(Self.check, .integer(number)) { row throws(StoreFailure) in
                try row.loggedCheck()
            }
            guard let check = checks.first, wantsMore(check) else { return }
            // Only backwards: a damaged store must not lead in circles.
            next = check.previous.flatMap { $0 < number ? $0 : nil }
        }
    }

    private static let check = "SELECT \(Row.checkColumns) FROM check_log WHERE number = ?1"
}
