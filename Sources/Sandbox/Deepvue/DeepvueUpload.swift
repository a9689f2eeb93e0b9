/// A file that a client sent and the batch it became.
struct DeepvueUpload: Sendable {
    /// The page tells no limit; this is the sandbox's.
    static let byteLimit = 10 << 20

    let batch: DeepvueBatch
    /// Kept for the result, which has its rows.
    let file: [UInt8]

    /// The result: the columns sent and two more, in the order sent.
    func csv(chance: Chance) -> String {
        let records = CSV.records(file)
        let width = records.first?.count ?? 0
        let name = records.first?.firstIndex(of: "name")
        var csv = CSV.line((records.first ?? []) + ["account_exists", "name_at_bank"])
        for (row, record) in records.dropFirst().enumerated() {
            let fields = record.prefix(width) + Array(repeating: "", count: width)
            let exists = chance.number(row + 1, below: 20) > 0
            let holder = name.map { fields[$0] } ?? "Test Person \(row + 1)"
            csv += CSV.line(fields.prefix(width) + [String(exists), exists ? holder : ""])
        }
        return csv
    }
}
