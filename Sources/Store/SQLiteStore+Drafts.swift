public import Domain

extension SQLiteStore: DraftShelf {
    /// Keeps a draft in the place of an earlier one.
    public func keep(_ draft: SealedDraft) throws(StoreFailure) {
        try connection.run(
            """
            INSERT INTO draft (subject, sealed, saved_at, operator) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (subject) DO UPDATE SET sealed = ?2, saved_at = ?3, operator = ?4
            """,
            .text(draft.subject), .text(draft.sealed), .moment(draft.savedAt),
            .text(draft.operatorName))
    }

    /// The draft of a subject.
    public func draft(of subject: String) throws(StoreFailure) -> SealedDraft? {
        try drafts(where: "subject = ?1", .text(subject)).first
    }

    /// Every draft, the latest first.
    public func drafts() throws(StoreFailure) -> [SealedDraft] {
        try drafts(where: "?1 IS NULL", .text(nil))
    }

    /// Forgets the draft of a subject, if there is one.
    public func discardDraft(of subject: String) throws(StoreFailure) {
        try connection.run("DELETE FROM draft WHERE subject = ?1", .text(subject))
    }

    private func drafts(
        where condition: String, _ value: Value
    ) throws(StoreFailure) -> [SealedDraft] {
        let sql = """
            SELECT subject, sealed, saved_at, operator FROM draft WHERE \(condition)
            ORDER BY saved_at DESC, subject
            """
        return try connection.rows(sql, value) { row throws(StoreFailure) in
            let subject = try row.required(row.text())
            let sealed = try row.required(row.text())
            let savedAt = try row.required(row.moment())
            return SealedDraft(
                subject: subject, sealed: sealed, savedAt: savedAt, operatorName: row.text())
        }
    }
}

extension Migration {
    static let sealedDrafts = Migration(
        name: "sealed drafts",
        sql: """
            CREATE TABLE draft (
                subject TEXT PRIMARY KEY,
                sealed TEXT NOT NULL,
                saved_at INTEGER NOT NULL,
                operator TEXT
            ) STRICT, WITHOUT ROWID;
            """)
}
