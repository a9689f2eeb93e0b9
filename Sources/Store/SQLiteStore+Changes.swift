public import Domain

extension SQLiteStore {
    /// The items that any process added, changed, checked or stopped watching since this was last
    /// asked, or since `forgetChanges`: what was decided about first, each in the order of its
    /// latest change. All items when too long has passed to tell.
    public func changedItems() throws(StoreFailure) -> [TrackedItem] {
        try connection.reading { () throws(StoreFailure) in
            try readLog()
            let oldest = try connection.number("SELECT min(number) FROM check_log")
            guard seen.check >= log.extent.newest || seen.check + 1 >= oldest else {
                try forgetChanges()
                return try items(includingUntracked: true)
            }
            let decided = try changed(
                "SELECT item FROM item_change WHERE revision > ?1 ORDER BY revision", seen.revision)
            let checked = try changed(
                "SELECT item FROM check_log WHERE number > ?1 ORDER BY number", seen.check)
            var place: [Int64: Int] = [:]
            let numbers = decided + checked
            for (index, number) in numbers.enumerated() { place[number] = index }
            var items: [TrackedItem] = []
            for (index, number) in numbers.enumerated() where place[number] == index {
                if let item = try item(number) { items.append(item) }
            }
            seen = (log.extent.newest, log.extent.revision)
            return items
        }
    }

    private func changed(_ sql: String, _ since: Int64) throws(StoreFailure) -> [Int64] {
        try connection.rows(sql, .integer(since)) { row throws(StoreFailure) in
            try row.required(row.integer())
        }
    }

    /// Counts everything so far as known.
    public func forgetChanges() throws(StoreFailure) {
        try connection.reading { () throws(StoreFailure) in
            try readLog()
            seen = (log.extent.newest, log.extent.revision)
        }
    }
}
