extension Duration {
    /// Reads `500ms`, `30s`, `5m`, `2h` or `1d`: a whole number and a unit, nothing else.
    public init?(text: some StringProtocol) {
        let units: [(suffix: String, milliseconds: Int64)] = [
            ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
        ]
        for unit in units where text.hasSuffix(unit.suffix) {
            let digits = text.dropLast(unit.suffix.count)
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
                let count = Int64(digits)
            else { continue }
            let (total, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
            guard !overflow else { return nil }
            self = .milliseconds(total)
            return
        }
        return nil
    }
}
