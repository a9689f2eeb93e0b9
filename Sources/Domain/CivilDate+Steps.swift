extension CivilDate {
    /// The day this many months later or, negative, earlier; the last of its month where that is
    /// shorter, and the same day beyond the calendar's years.
    public func adding(months: Int) -> CivilDate {
        let count = year * 12 + month - 1 + months
        let (year, month) = (count / 12, count % 12 + 1)
        for day in stride(from: day, to: 27, by: -1) {
            if let date = CivilDate(year: year, month: month, day: day) { return date }
        }
        return CivilDate(year: year, month: month, day: day) ?? self
    }

    /// The day this many days later or, negative, earlier.
    public func adding(days: Int) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + days) }

    /// The day of the week, counted from Monday: 0 to 6.
    public var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 }
}
