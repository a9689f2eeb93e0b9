public import Domain

extension SQLiteStore {
    /// Every item that is tracked, or ever was, in the order of tracking.
    public func items(includingUntracked: Bool) throws(StoreFailure) -> [TrackedItem] {
        try items(includingUntracked: includingUntracked) { _ in }
    }

    /// The same; `tell` is given what is read a stretch at a time while the rest is still read. Its
    /// order is nearly always that of the whole.
    public func items(
        includingUntracked: Bool, tell: ([TrackedItem]) -> Void
    ) throws(StoreFailure) -> [TrackedItem] {
        try connection.readingThrough { () throws(StoreFailure) in
            try read(includingUntracked: includingUntracked, tell: tell)
        }
    }

    private func read(
        includingUntracked: Bool, tell: ([TrackedItem]) -> Void
    ) throws(StoreFailure) -> [TrackedItem] {
        try readLog()
        let (connection, log) = (connection, log)
        let hasPending = log.extent.pending > 0
        // Few items have groups: looking for each one's takes longer than reading them first.
        var groups: [Int64: StampGroups] = [:]
        try connection.each("SELECT item, \(Row.groupColumns) FROM stamp_groups", []) {
            row throws(StoreFailure) in
            groups[try row.required(row.integer())] = try row.groups()
        }
        let sql = """
            SELECT sequence, \(Row.itemColumns) FROM item
            WHERE is_tracked >= ?1 ORDER BY sequence
            """
        var items: [TrackedItem] = []
        var stretch: [TrackedItem] = []
        func tellStretch() {
            tell(stretch)
            items += stretch
            stretch = []
        }
        try connection.each(sql, [.flag(!includingUntracked)]) { row throws(StoreFailure) in
            let number = try row.required(row.integer())
            var item = try row.trackedItem { _ in groups.isEmpty ? nil : groups[number] }
            if hasPending { try log.bring(&item, number, upToDateFrom: connection) }
            stretch.append(item)
            if stretch.count == Self.stretch { tellStretch() }
        }
        tellStretch()
        // That is the order already, but for what was tracked a second time; SQLite would copy
        // every column of every item to find out.
        if zip(items, items.dropFirst()).allSatisfy({ $0.trackedAt <= $1.trackedAt }) {
            return items
        }
        return items.enumerated().sorted {
            ($0.element.trackedAt, $0.offset) < ($1.element.trackedAt, $1.offset)
        }.map(\.element)
    }

    /// So many items are told of at a time: enough to be worth a hop to another thread, and few
    /// enough that the last are soon dealt with.
    private static let stretch = 250

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
