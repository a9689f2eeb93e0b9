public import Domain

extension Snapshot {
    /// Takes the counts of a bulk verification from its result file, since the status call has
    /// none: every data row was processed. The columns are not documented; where there is the
    /// single call's `account_exists`, rows with `true` succeeded and the others failed.
    public mutating func count(deepvueResult file: ResultFile) {
        guard let text = String(validating: file.bytes, as: UTF8.self) else { return }
        let records = CSVRecord.records(of: text)
        guard let head = records.first else { return }
        total = records.count - 1
        processed = total
        let names = head.cells.map { $0.lowercased() }
        guard let column = names.firstIndex(where: { $0.hasSuffix("account_exists") }) else {
            return
        }
        let passed = records.dropFirst().count { record in
            record.cells.indices.contains(column)
                && record.cells[column].lowercased() == "true"
        }
        succeeded = passed
        failed = records.count - 1 - passed
    }
}
