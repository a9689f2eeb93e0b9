public import Domain

extension SQLiteStore: PreparedShelf {
    /// Keeps a prepared write; on the disk when this returns.
    public func prepare(
        _ write: PreparedWrite, noting entries: [ActivityEntry]
    ) throws(StoreFailure) {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            try connection.run(
                """
                INSERT INTO prepared_write
                    (id, sort, subject, masked, sealed, digest, prepared_at, prepared_by, operator)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """,
                .text(write.id), .text(write.sort.rawValue), .text(write.subject),
                .text(StoredJSON.text(write.masked)), .text(write.sealed), .text(write.digest),
                .moment(write.preparedAt), .text(write.preparedBy), .text(write.operatorName))
            for entry in entries { try insert(entry) }
        }
    }

    /// The prepared writes whose id begins like this, the oldest first.
    public func prepared(
        beginning prefix: String, at moment: Timestamp
    ) throws(StoreFailure) -> [PreparedWrite] {
        try connection.run(
            "UPDATE prepared_write SET sealed = NULL WHERE sealed IS NOT NULL AND prepared_at <= ?1",
            .moment(moment - PreparedWrite.lifetime))
        return try connection.rows(
            """
            SELECT id, sort, subject, masked, sealed, digest, prepared_at, prepared_by, operator,
                released_at
            FROM prepared_write WHERE substr(id, 1, length(?1)) = ?1 ORDER BY sequence
            """, .text(prefix)
        ) { row throws(StoreFailure) in
            let id = try row.required(row.text())
            let sort = try row.required(row.text().flatMap(PreparedWrite.Sort.init))
            let subject = try row.required(row.text())
            let masked = try row.required(row.list(StoredJSON.facts))
            let sealed = row.text()
            let digest = try row.required(row.text())
            let preparedAt = try row.required(row.moment())
            let preparedBy = try row.required(row.text())
            var write = PreparedWrite(
                id: id, sort: sort, subject: subject, masked: masked, sealed: sealed,
                digest: digest, preparedAt: preparedAt, preparedBy: preparedBy,
                operatorName: row.text())
            write.releasedAt = row.moment()
            return write
        }
    }

    /// Takes a write for its release, once; on the disk when this returns.
    public func takePrepared(
        _ id: String, by login: String, at moment: Timestamp, noting entry: ActivityEntry
    ) throws(StoreFailure) {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            let taken = try connection.run(
                """
                UPDATE prepared_write SET released_at = ?3, released_by = ?2
                WHERE id = ?1 AND released_at IS NULL AND sealed IS NOT NULL
                    AND prepared_by <> ?2 AND prepared_at > ?4
                """, .text(id), .text(login), .moment(moment),
                .moment(moment - PreparedWrite.lifetime))
            guard taken == 1 else {
                throw StoreFailure(.refused, message: "it cannot be released any more")
            }
            try insert(entry)
        }
    }

    /// Forgets a write that waits; on the disk when this returns.
    public func withdrawPrepared(
        _ id: String, noting entry: ActivityEntry
    ) throws(StoreFailure) {
        try connection.transaction(durably: true) { () throws(StoreFailure) in
            let withdrawn = try connection.run(
                """
                UPDATE prepared_write SET sealed = NULL
                WHERE id = ?1 AND released_at IS NULL AND sealed IS NOT NULL
                """, .text(id))
            guard withdrawn == 1 else {
                throw StoreFailure(.refused, message: "it does not wait any more")
            }
            try insert(entry)
        }
    }

    /// Forgets what was sent, or lets what was not sent wait again.
    public func settlePrepared(_ id: String, isSent: Bool) throws(StoreFailure) {
        try connection.run(
            isSent
                ? "UPDATE prepared_write SET sealed = NULL WHERE id = ?1"
                : """
                UPDATE prepared_write SET released_at = NULL, released_by = NULL WHERE id = ?1
                """, .text(id))
    }
}

extension Migration {
    static let preparedWrites = Migration(
        name: "writes that wait for another login's release",
        sql: """
            CREATE TABLE prepared_write (
                sequence INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                sort TEXT NOT NULL,
                subject TEXT NOT NULL,
                masked TEXT NOT NULL,
                sealed TEXT,
                digest TEXT NOT NULL,
                prepared_at INTEGER NOT NULL,
                prepared_by TEXT NOT NULL,
                operator TEXT,
                released_at INTEGER,
                released_by TEXT
            ) STRICT;
            """)
}
