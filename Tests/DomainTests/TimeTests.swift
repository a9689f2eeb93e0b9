import Domain
import Testing

@Suite struct TimeTests {
    @Test(arguments: [
        ("2025-10-08T11:42:15.123Z", "2025-10-08T11:42:15.123Z"),
        ("2025-10-08T11:42:15Z", "2025-10-08T11:42:15.000Z"),
        ("2025-10-08T17:12:15.123987+05:30", "2025-10-08T11:42:15.123Z"),
        ("2025-10-08T00:30:00-0130", "2025-10-08T02:00:00.000Z"),
        ("2025-10-08 11:42:15", "2025-10-08T11:42:15.000Z"),
        ("2025-10-08T11:42Z", "2025-10-08T11:42:00.000Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ("2024-02-29T23:59:60Z", "2024-03-01T00:00:00.000Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ])
    func `A vendor's time is read in its zone and written in UTC`(text: String, utc: String) {
        #expect(Timestamp(iso8601: text)?.iso8601 == utc)
    }

    @Test(arguments: [
        "", "2025-10-08", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-10-08T24:00:00Z",
        "2025-10-08T11:60:00Z", "2025-10-08T11:42:15.Z", "2025-10-08T11:42:15Zjunk",
        "2025-10-08T11:42:15+5", "25-10-08T11:42:15Z", "2025-10-08T11:42:15 Z",
        "٢٠٢٥-10-08T11:42:15Z",
    ])
    func `What is no time is refused`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func `Seconds since 1970 agree with a time that everybody knows`() {
        let billion = Timestamp(milliseconds: 1_000_000_000_000)
        #expect(billion.iso8601 == "2001-09-09T01:46:40.000Z")
        #expect(Timestamp(iso8601: "2001-09-09T01:46:40Z") == billion)
        #expect(billion + .seconds(90) - billion == .seconds(90))
        #expect(billion - .milliseconds(1) < billion)
    }

    @Test func `The ends of what can be counted are written without stopping the program`() {
        #expect(Timestamp(milliseconds: .min).iso8601.hasSuffix("Z"))
        #expect(Timestamp(milliseconds: .max).iso8601.hasSuffix("Z"))
    }

    @Test func `Every day of eight centuries is counted once and found again`() {
        var last = CivilDate(daysSinceEpoch: -146_098)
        for days in -146_097...146_097 {
            let date = CivilDate(daysSinceEpoch: days)
            #expect(date.daysSinceEpoch == days && last < date)
            #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
            last = date
        }
        #expect(CivilDate(daysSinceEpoch: 0).iso8601 == "1970-01-01")
        #expect(CivilDate(daysSinceEpoch: 20_778).dayMonthYear == "21-11-2026")
    }

    @Test func `A day that no calendar has is none`() {
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 2026, month: 4, day: 31) == nil)
        #expect(CivilDate(year: 0, month: 1, day: 1) == nil)
        #expect(CivilDate(dayMonthYear: "01-01-0000") == nil)
    }

    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("30s", .seconds(30)), ("5m", .seconds(300)),
        ("2h", .seconds(7200)), ("1d", .seconds(86_400)), ("0s", .zero),
    ])
    func `A duration is a whole number and a unit`(text: String, duration: Duration) {
        #expect(Duration(text: text) == duration)
    }

    @Test(arguments: [
        "", "5", "m", "-5m", "1.5h", "5 m", " 5m", "5M", "5min", "1h30m", "٥m",
        "99999999999999999999s", "9223372036854775807d",
    ])
    func `What is no duration is refused`(text: String) {
        #expect(Duration(text: text) == nil)
    }
}
