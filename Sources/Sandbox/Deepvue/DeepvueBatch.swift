/// What will become of one bulk verification at Deepvue. Moments in the vendor's seconds.
struct DeepvueBatch: Sendable {
    var rows: Int
    var created: Double
    /// From the submission until it is done.
    var length: Double
    var hasFailed = false

    func isOver(at moment: Double) -> Bool { moment >= created + length }

    /// The result file: one invented person a row.
    func csv(chance: Chance) -> String {
        var csv = "vpa,name,account_exists,name_at_bank\n"
        for row in 1...max(rows, 1) {
            let name = "Test Person \(row)"
            let exists = chance.number(row, below: 20) > 0
            csv += "person\(row)@example,\(name),\(exists),\(exists ? name : "")\n"
        }
        return csv
    }
}
