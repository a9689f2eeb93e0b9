public import Domain

extension SQLiteStore: FetchJournal {
    /// Notes a fetched file, together with the entry in the activity record, which it gives.
    @discardableResult
    public func noteFetched(_ record: FetchRecord) throws(StoreFailure) -> ActivityEntry {
        try connection.transaction { () throws(StoreFailure) -> ActivityEntry in
            try connection.run(
                """
                INSERT INTO result_file (kind, id, at, operator, digest, size, name)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                """,
                .text(record.key.kind.rawValue), .text(record.key.id), .moment(record.at),
                .text(record.operatorName), .text(record.digest), .count(record.size),
                .text(record.name))
            let place = record.name.map { " to \($0)" } ?? ""
            let entry = ActivityEntry(
                at: record.at, event: .downloaded, key: record.key,
                text: "\(try name(of: record.key)) result fetched\(place): \(record.size) "
                    + "bytes, SHA-256 \(record.digest)",
                operatorName: record.operatorName)
            try insert(entry)
            return entry
        }
    }

    /// The files fetched for an item, newest first.
    public func fetched(for key: ItemKey) throws(StoreFailure) -> [FetchRecord] {
        try connection.rows(
            """
            SELECT at, operator, digest, size, name FROM result_file
            WHERE kind = ?1 AND id = ?2 ORDER BY sequence DESC
            """, .text(key.kind.rawValue), .text(key.id)
        ) { row throws(StoreFailure) in
            let at = try row.required(row.moment())
            let name = row.text()
            let digest = try row.required(row.text())
            return FetchRecord(
                key: key, at: at, operatorName: name, digest: digest,
                size: try row.required(row.count()), path: row.text())
        }
    }
}
