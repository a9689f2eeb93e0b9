public import Domain

extension SQLiteStore {
    /// Adds to the activity record.
    public func append(_ entry: ActivityEntry) throws(StoreFailure) {
        try insert(entry)
    }

    /// The latest entries, newest first.
    public func activity(limit: Int) throws(StoreFailure) -> [ActivityEntry] {
        let sql = """
            SELECT at, event, kind, id, text, operator FROM activity
            ORDER BY sequence DESC LIMIT ?1
            """
        return try connection.rows(sql, .count(max(0, limit))) { row throws(StoreFailure) in
            let at = try row.required(row.moment())
            let event = try row.required(row.text().flatMap(ActivityEntry.Event.init))
            let kind = row.text().flatMap(Kind.init)
            let id = row.text()
            let key: ItemKey? =
                if let kind, let id { try row.required(ItemKey(kind: kind, id: id)) } else { nil }
            let text = try row.required(row.text())
            return ActivityEntry(
                at: at, event: event, key: key, text: text, operatorName: row.text())
        }
    }

    /// Adds to the activity record as part of the transaction that is going on, if one is.
    func insert(_ entry: ActivityEntry) throws(StoreFailure) {
        try connection.run(
            """
            INSERT INTO activity (at, event, kind, id, text, operator)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            .moment(entry.at), .text(entry.event.rawValue), .text(entry.key?.kind.rawValue),
            .text(entry.key?.id), .text(entry.text), .text(entry.operatorName))
    }
}
