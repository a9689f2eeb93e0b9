public import Domain

extension SQLiteStore {
    /// The items that any process added, changed or stopped watching since this was last asked,
    /// or since `forgetChanges`, in the order of their latest change.
    public func changedItems() throws(StoreFailure) -> [TrackedItem] {
        let since = seenRevision
        let changed: [(revision: Int64, item: TrackedItem)] = try connection.rows(
            """
            SELECT revision, \(Row.itemColumns), \(Row.groupColumns)
            FROM item_change JOIN item ON item.sequence = item_change.item
                LEFT JOIN stamp_groups ON stamp_groups.item = item.sequence
            WHERE revision > ?1 ORDER BY revision
            """, .integer(since)
        ) { row throws(StoreFailure) in
            let revision = try row.required(row.integer())
            return (revision, try row.trackedItem())
        }
        seenRevision = changed.last?.revision ?? since
        return changed.map(\.item)
    }

    /// Counts everything so far as known.
    public func forgetChanges() throws(StoreFailure) {
        seenRevision = Int64(try connection.number("SELECT max(revision) FROM item_change"))
    }
}
