public import Domain

extension SQLiteStore {
    /// Adds to the activity record.
    public func append(_ entry: ActivityEntry) throws(StoreFailure) {
        try insert(entry)
    }

    /// The latest entries, newest first.
    public func activity(limit: Int) throws(StoreFailure) -> [ActivityEntry] {
        try activityRecord(limit: limit).map(\.entry)
    }

    /// The latest entries that the filter lets through, as they stand in the record, newest first;
    /// with `before` those older than that number, to read on.
    public func activityRecord(
        _ filter: ActivityFilter = ActivityFilter(), before: Int? = nil, limit: Int
    ) throws(StoreFailure) -> [RecordedActivity] {
        try record(
            filter, "(?6 IS NULL OR sequence < ?6) ORDER BY sequence DESC LIMIT ?5", before, limit)
    }

    /// The same from the oldest on, beginning behind a number.
    public func activityRecord(
        _ filter: ActivityFilter = ActivityFilter(), after: Int, limit: Int
    ) throws(StoreFailure) -> [RecordedActivity] {
        try record(filter, "sequence > ?6 ORDER BY sequence LIMIT ?5", after, limit)
    }

    private func record(
        _ filter: ActivityFilter, _ order: String, _ edge: Int?, _ limit: Int
    ) throws(StoreFailure) -> [RecordedActivity] {
        // An item's entries are found by their index, all others by their number.
        let item = filter.key == nil ? "?1 IS NULL AND ?2 IS NULL" : "kind = ?1 AND id = ?2"
        return try connection.rows(
            """
            SELECT \(ActivityChain.columns), hash FROM activity
            WHERE \(item) AND (?3 IS NULL OR operator = ?3) AND (?4 IS NULL OR at >= ?4)
                AND \(order)
            """,
            .text(filter.key?.kind.rawValue), .text(filter.key?.id), .text(filter.operatorName),
            .moment(filter.since), .count(max(0, limit)), .count(edge)
        ) { row throws(StoreFailure) in try row.recordedActivity() }
    }

    /// Adds to the activity record as part of the transaction that is going on, else in one of
    /// its own.
    func insert(_ entry: ActivityEntry) throws(StoreFailure) {
        guard connection.isInTransaction else {
            return try connection.transaction { () throws(StoreFailure) in try insert(entry) }
        }
        let newest = try connection.newestActivity()
        let values: [Value] = [
            .count(newest.count + 1), .moment(entry.at), .text(entry.event.rawValue),
            .text(entry.key?.kind.rawValue), .text(entry.key?.id), .text(entry.text),
            .text(entry.operatorName), .text(origin.login), .text(origin.host),
            .text(origin.terminal), .text(entry.state?.rawValue), .count(entry.failed),
            .text(entry.outcome.rawValue),
        ]
        let hash = ActivityChain.hash(of: values, after: newest.hash)
        try connection.run(
            """
            INSERT INTO activity (\(ActivityChain.columns), hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """, values + [.text(hash)])
        markSoon()
    }
}

extension Row {
    /// Reads an entry from a row of `ActivityChain.columns` and the hash.
    fileprivate mutating func recordedActivity() throws(StoreFailure) -> RecordedActivity {
        let sequence = try required(count())
        let at = try required(moment())
        let event = try required(text().flatMap(ActivityEntry.Event.init))
        let kind = text().flatMap(Kind.init)
        let id = text()
        let key: ItemKey? =
            if let kind, let id { try required(ItemKey(kind: kind, id: id)) } else { nil }
        let sentence = try required(text())
        let name = text()
        let origin = Origin(login: text(), host: text(), terminal: text())
        let entry = ActivityEntry(
            at: at, event: event, key: key, text: sentence, operatorName: name,
            state: text().flatMap(WorkState.init), failed: count(),
            outcome: text().flatMap(ActivityEntry.Outcome.init))
        return RecordedActivity(
            sequence: sequence, entry: entry, origin: origin, hash: try required(text()))
    }
}
