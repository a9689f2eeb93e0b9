public import Domain
public import TerminalUI

/// What the dashboard draws, as plain text for commands: the same bar, the same numbers and the
/// same words for time.
public enum PlainDrawing {
    /// A bar of `width` columns without colour, its failed part told apart by its characters.
    public static func bar(
        total: Int, processed: Int, failed: Int, width: Int, glyphs: Glyphs
    ) -> String {
        Bar(total: total, processed: processed, failed: failed)
            .pieces(width: width, glyphs: glyphs, hasColor: false).map(\.glyph).joined()
    }

    /// The processed share in whole percent; 100 only when everything is processed.
    public static func percent(total: Int, processed: Int) -> Int {
        Bar(total: total, processed: processed, failed: 0).percent
    }

    /// With a comma at every third digit: `1,234,567`.
    public static func grouped(_ number: Int) -> String { Numbers.grouped(number) }

    /// Records a minute: `0.4`, `12`, `1,250`.
    public static func rate(_ perMinute: Double) -> String { Numbers.rate(perMinute) }

    /// An estimated time in its largest unit, rounded up: `40s`, `5m`.
    public static func roughly(seconds: Int) -> String { Clock.roughly(seconds: seconds) }

    /// A length of time in its two largest units: `45s`, `4m 20s`, `2h 05m`.
    public static func length(seconds: Int) -> String { Clock.length(seconds: seconds) }

    /// A moment in a zone so many minutes east of UTC: `2025-10-08 17:12:15 +05:30`.
    public static func time(_ moment: Timestamp, utcOffsetMinutes: Int) -> String {
        Clock(now: moment, utcOffsetMinutes: utcOffsetMinutes).full(moment)
    }

    /// How long ago a moment was: `12m ago`, `just now`.
    public static func ago(_ moment: Timestamp, now: Timestamp) -> String {
        Clock(now: now, utcOffsetMinutes: 0).ago(moment).text
    }

    /// A state in words: `in progress`.
    public static func words(_ state: WorkState) -> String {
        state == .inProgress ? "in progress" : state.rawValue
    }
}
