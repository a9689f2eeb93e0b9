/// A file that a client sent: the batch it became and the key it came with, empty for none.
struct ReapUpload: Sendable {
    let number: Int
    let batch: ReapBatch
    let key: String
}

/// What matters of a CSV for the provider `sumsub` (page "Import KYC batch").
struct ReapTable: Sendable {
    static let byteLimit = 10 << 20
    static let rowLimit = 5_000

    /// Why the file is refused; nil when it is not.
    private(set) var fault: String?
    private(set) var rows = 0
    private(set) var rowsWithoutToken = 0

    init(_ bytes: [UInt8]) {
        guard bytes.count <= Self.byteLimit else {
            fault = "file is larger than 10 MB"
            return
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            fault = "file is not UTF-8"
            return
        }
        let records = CSV.records(bytes)
        guard let header = records.first else {
            fault = "file is empty"
            return
        }
        // A byte order mark makes the first column another one.
        for column in ["externalId", "shareToken"] where !header.contains(column) {
            fault = "column \(column) is missing"
            return
        }
        rows = records.count - 1
        guard rows > 0 else {
            fault = "file has no records"
            return
        }
        guard rows <= Self.rowLimit else {
            fault = "file has more than 5000 records"
            return
        }
        let tokens = header.firstIndex(of: "shareToken") ?? 0
        let noTokens = ["", "FAILED", "DRY_RUN"]
        rowsWithoutToken = records.dropFirst().count { record in
            !record.indices.contains(tokens) || noTokens.contains(record[tokens])
        }
    }
}
