/// Times as ISO 8601 in UTC.
enum ISOTime {
    /// `2025-10-08T11:40:20.796Z` of milliseconds since 1970.
    static func withMilliseconds(_ time: Int64) -> String {
        let (second, millisecond) = time.quotientAndRemainder(dividingBy: 1_000)
        return "\(dateAndTime(second)).\(digits(millisecond, 3))Z"
    }

    /// `2025-10-08T11:40:20Z` of milliseconds since 1970.
    static func withSeconds(_ time: Int64) -> String { dateAndTime(time / 1_000) + "Z" }

    private static func dateAndTime(_ seconds: Int64) -> String {
        let (day, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { digits($0, 2) }
        return date(day) + "T" + clock.joined(separator: ":")
    }

    /// The day's date in the Gregorian calendar; years start in March, so that the leap day is
    /// the last one (Hinnant, "chrono-compatible low-level date algorithms").
    private static func date(_ day: Int64) -> String {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(dayOfMonth, 2))"
    }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}
