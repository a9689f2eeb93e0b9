public import Domain

extension SQLiteStore {
    /// What SQLite finds wrong in the file (`PRAGMA integrity_check`), at most ten sentences; none
    /// when it is sound. Reads the whole file.
    public func integrityFaults() throws(StoreFailure) -> [String] {
        let answers = try connection.rows("PRAGMA integrity_check(10)") {
            row throws(StoreFailure) in try row.required(row.text())
        }
        return answers == ["ok"] ? [] : answers
    }
}
