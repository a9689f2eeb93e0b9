extension CivilDate {
    /// Reads `DD-MM-YYYY`, the form of DollarPe's dates; nil for another form or no real day.
    public init?(dayMonthYear text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2, 4],
            parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) })
        else { return nil }
        let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1) - 48 } }
        self.init(year: numbers[2], month: numbers[1], day: numbers[0])
    }

    /// `DD-MM-YYYY`, the form of DollarPe's dates.
    public var dayMonthYear: String {
        "\(padded(day, to: 2))-\(padded(month, to: 2))-\(padded(year, to: 4))"
    }

    /// The whole years from this day to a later one.
    func years(until later: CivilDate) -> Int {
        let isBeforeBirthday = (later.month, later.day) < (month, day)
        return later.year - year - (isBeforeBirthday ? 1 : 0)
    }
}
