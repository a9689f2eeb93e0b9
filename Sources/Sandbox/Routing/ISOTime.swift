/// Times as ISO 8601 in UTC.
enum ISOTime {
    /// `2025-10-08T11:40:20.796Z` of milliseconds since 1970.
    static func withMilliseconds(_ time: Int64) -> String {
        let (second, millisecond) = time.quotientAndRemainder(dividingBy: 1_000)
        return "\(dateAndTime(second)).\(digits(millisecond, 3))Z"
    }

    /// `2025-10-08T11:40:20Z` of milliseconds since 1970.
    static func withSeconds(_ time: Int64) -> String { dateAndTime(time / 1_000) + "Z" }

    /// `2025-10-08T11:40:20.796000`, six digits and no zone, of milliseconds since 1970.
    static func withoutZone(_ time: Int64) -> String {
        "\(dateAndTime(time / 1_000)).\(digits(time % 1_000, 3))000"
    }

    /// `2025-10-08` of milliseconds since 1970.
    static func day(_ time: Int64) -> String { date(time / 86_400_000) }

    /// `Wed, 08 Oct 2025 11:40:20 GMT` of milliseconds since 1970 (RFC 9110, section 5.6.7).
    static func http(_ time: Int64) -> String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let text = dateAndTime(time / 1_000)
        let month = months[(Int(text.dropFirst(5).prefix(2)) ?? 1) - 1]
        return "\(days[Int(time / 86_400_000 % 7)]), \(text.dropFirst(8).prefix(2)) \(month) "
            + "\(text.prefix(4)) \(text.dropFirst(11)) GMT"
    }

    /// The milliseconds since 1970 of a time in one of the forms that the vendors write; nil for
    /// any other text. Without a zone it is read as UTC.
    static func milliseconds(_ text: String) -> Int64? {
        let shape = text.utf8.map { (48...57).contains($0) ? UInt8(ascii: "0") : $0 }
        guard shape.starts(with: "0000-00-00T00:00:00".utf8) else { return nil }
        let parts = text.prefix(19).split { !$0.isNumber }.compactMap { Int64($0) }
        guard parts.count == 6, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else {
            return nil
        }
        let fraction = text.dropFirst(20).prefix { $0.isNumber }.prefix(3)
        let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
        let dayOfYear = (153 * (parts[1] + (parts[1] > 2 ? -3 : 9)) + 2) / 5 + parts[2] - 1
        let day = year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
        return ((day * 24 + parts[3]) * 60 + parts[4]) * 60_000 + parts[5] * 1_000
            + (Int64(fraction) ?? 0)
    }

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
