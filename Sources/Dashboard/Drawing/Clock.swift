import Domain

/// A text that depends on the time, and when it will read differently.
struct Timed: Equatable {
    /// What it says now.
    var text: String
    /// When it says something else; nil when it stays.
    var until: Timestamp?
}

/// What time it is, and how times and ages are written.
struct Clock: Equatable {
    /// The moment shown.
    var now: Timestamp
    /// Minutes by which the operator's clock is ahead of UTC.
    var utcOffsetMinutes: Int

    /// How long ago a moment was, in steps that grow with it so that the screen stays calm:
    /// `now`, `10s`, `30s`, `1m` … `59m`, `1h` … `47h`, `2d` and so on. A moment still to come,
    /// because a clock is wrong or was set back, is `in 5m`: it must not look fresh.
    func age(of moment: Timestamp) -> Timed {
        let ahead = moment.milliseconds &- now.milliseconds
        if ahead >= 10_000 {
            let text = "in \(Self.roughly(seconds: Int(ahead / 1000)))"
            let step: Int64 = ahead < 60_000 ? 10_000 : ahead < 5_400_000 ? 60_000 : 3_600_000
            return Timed(text: text, until: now + .milliseconds((ahead - 1) % step + 1))
        }
        let age = max(0, now.milliseconds &- moment.milliseconds)
        // From 30 seconds on one step a minute: a page of rows that step together is many bytes.
        for (end, text) in Self.freshAges where age < end {
            return Timed(text: text, until: Timestamp(milliseconds: moment.milliseconds &+ end))
        }
        let (step, unit): (Int64, String) =
            switch age {
            case ..<3_600_000: (60_000, "m")
            case ..<172_800_000: (3_600_000, "h")
            default: (86_400_000, "d")
            }
        let steps = age / step
        return Timed(
            text: "\(steps)\(unit)",
            until: Timestamp(milliseconds: moment.milliseconds &+ (steps + 1) * step))
    }

    /// What an age below a minute is called, by the milliseconds at which it ends.
    private static let freshAges: [(end: Int64, text: String)] = [
        (10_000, "now"), (30_000, "10s"), (60_000, "30s"),
    ]

    /// `12m ago`, or `just now`.
    func ago(_ moment: Timestamp) -> Timed {
        let age = age(of: moment)
        if age.text.hasPrefix("in ") { return age }
        return Timed(text: age.text == "now" ? "just now" : "\(age.text) ago", until: age.until)
    }

    /// How long until a moment: `in 20s`, `in 5m`; `due` once it is there.
    func until(_ moment: Timestamp) -> Timed {
        let ahead = moment.milliseconds &- now.milliseconds
        guard ahead > 0 else { return Timed(text: "due") }
        if ahead >= 10_000 { return age(of: moment) }
        return Timed(text: "in 10s", until: moment)
    }

    /// `14:05` on the same day, else the day, as `8 Oct` or `2024-10`.
    func short(_ moment: Timestamp) -> Timed {
        let day = local(moment)
        let today = local(now)
        if day.date == today.date {
            let midnight = (today.date.daysSinceEpoch + 1) * 1440 - utcOffsetMinutes
            return Timed(
                text: "\(two(day.hour)):\(two(day.minute))",
                until: Timestamp(milliseconds: Int64(midnight) * 60_000))
        }
        if day.date.year == today.date.year {
            return Timed(text: "\(day.date.day) \(Self.months[day.date.month - 1])")
        }
        return Timed(text: String(day.date.iso8601.prefix(7)))
    }

    /// The whole local time and its distance from UTC: `2025-10-08 17:12:15 +05:30`.
    func full(_ moment: Timestamp) -> String {
        let time = local(moment)
        return "\(time.date.iso8601) \(two(time.hour)):\(two(time.minute)):\(two(time.second))"
            + " \(zone)"
    }

    /// The time shown, to the minute so that an idle screen is drawn once a minute: `14:05 UTC`,
    /// `14:05 +05:30`.
    func time(withZone: Bool) -> Timed {
        let time = local(now)
        let next = (now.milliseconds / 60_000 + 1) * 60_000
        let text = "\(two(time.hour)):\(two(time.minute))"
        return Timed(
            text: withZone ? "\(text) \(zone)" : text, until: Timestamp(milliseconds: next))
    }

    /// The distance from UTC: `UTC`, `+05:30`.
    private var zone: String {
        let distance = abs(utcOffsetMinutes)
        return utcOffsetMinutes == 0
            ? "UTC"
            : "\(utcOffsetMinutes < 0 ? "-" : "+")\(two(distance / 60)):\(two(distance % 60))"
    }

    /// `8 Oct 17:12:15`.
    func dayAndTime(_ moment: Timestamp) -> String {
        let time = local(moment)
        let month = Self.months[time.date.month - 1]
        let day = time.date.day < 10 ? " \(time.date.day)" : "\(time.date.day)"
        return "\(day) \(month) \(two(time.hour)):\(two(time.minute)):\(two(time.second))"
    }

    /// Whether a moment is on the same local day.
    func isToday(_ moment: Timestamp) -> Bool { local(moment).date == today }

    /// The local day.
    var today: CivilDate { local(now).date }

    /// A length of time in its two largest units: `45s`, `4m 20s`, `2h 05m`, `3d 4h`.
    static func length(seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(max(0, seconds))s"
        case ..<600: "\(seconds / 60)m \(two(seconds % 60))s"
        case ..<3600: "\(seconds / 60)m"
        case ..<86_400: "\(seconds / 3600)h \(two(seconds / 60 % 60))m"
        default: "\(seconds / 86_400)d \(seconds / 3600 % 24)h"
        }
    }

    /// A length of time in its largest unit, rounded up, as an estimate deserves: `40s`, `5m`.
    static func roughly(seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(max(1, (seconds + 9) / 10) * 10)s"
        case ..<5400: "\((seconds + 59) / 60)m"
        case ..<172_800: "\((seconds + 3599) / 3600)h"
        default: "\((seconds + 86_399) / 86_400)d"
        }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private func local(
        _ moment: Timestamp
    ) -> (date: CivilDate, hour: Int, minute: Int, second: Int) {
        let limit: Int64 = 253_402_300_799_000 - 86_400_000
        let held = min(max(moment.milliseconds, -62_135_596_800_000 + 86_400_000), limit)
        let seconds = Int(held / 1000 - (held % 1000 < 0 ? 1 : 0)) + utcOffsetMinutes * 60
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - days * 86_400
        return (CivilDate(daysSinceEpoch: days), rest / 3600, rest / 60 % 60, rest % 60)
    }
}

/// A number below a hundred as two digits.
private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
