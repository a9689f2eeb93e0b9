extension Timestamp {
    /// The moment as ISO 8601 in UTC with milliseconds, such as `2025-10-08T11:42:15.123Z`.
    public var iso8601: String {
        let days = milliseconds.flooredQuotient(by: 86_400_000)
        let date = CivilDate(daysSinceEpoch: Int(days))
        let remainder = Int(milliseconds % 86_400_000)
        let rest = remainder < 0 ? remainder + 86_400_000 : remainder
        let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
            .map { padded($0, to: 2) }.joined(separator: ":")
        return "\(date.iso8601)T\(time).\(padded(rest % 1000, to: 3))Z"
    }

    /// Reads ISO 8601: a date, `T` or a space, a time, a fraction of any length (cut off at the
    /// millisecond), and `Z`, an offset such as `+05:30`, or nothing, which is taken as UTC.
    public init?(iso8601 text: String) {
        var text = text
        let milliseconds = text.withUTF8 { Self.milliseconds(iso8601: $0) }
        guard let milliseconds else { return nil }
        self.init(milliseconds: milliseconds)
    }

    private static func milliseconds(iso8601 text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var scanner = DigitScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"),
            let month = scanner.digits(2), scanner.skip("-"), let day = scanner.digits(2),
            let date = CivilDate(year: year, month: month, day: day),
            scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.digits(2), hour < 24, scanner.skip(":"),
            let minute = scanner.digits(2), minute < 60
        else { return nil }
        var second = 0
        var millisecond = 0
        if scanner.skip(":") {
            guard let read = scanner.digits(2), read <= 60 else { return nil }
            second = read
            if scanner.skip(".") || scanner.skip(",") {
                guard let fraction = scanner.fractionMilliseconds() else { return nil }
                millisecond = fraction
            }
        }
        guard let offset = scanner.zoneOffsetMinutes(), scanner.isAtEnd else { return nil }
        let minutes = date.daysSinceEpoch * 1440 + hour * 60 + minute - offset
        return Int64(minutes * 60 + second) * 1000 + Int64(millisecond)
    }
}

/// `number` in decimal with leading zeros up to `width` digits.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

extension Int64 {
    /// The quotient rounded down, so that a moment before 1970 falls on the right day.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

/// Reads fixed-width decimal numbers and separators from the front of a text that is lent to it.
private struct DigitScanner {
    private let text: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    var isAtEnd: Bool { at == text.count }

    private var next: UInt8? { at < text.count ? text[at] : nil }

    mutating func digits(_ count: Int) -> Int? {
        guard text.count - at >= count else { return nil }
        var value = 0
        for byte in text[at..<(at + count)] {
            guard let digit = Self.digit(byte) else { return nil }
            value = value * 10 + digit
        }
        at += count
        return value
    }

    mutating func skip(_ separator: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: separator) else { return false }
        at += 1
        return true
    }

    /// At least one digit; those past the third say less than a millisecond.
    mutating func fractionMilliseconds() -> Int? {
        var value = 0
        var count = 0
        while let digit = next.flatMap(Self.digit) {
            if count < 3 { value = value * 10 + digit }
            count += 1
            at += 1
        }
        guard count > 0 else { return nil }
        for _ in 0..<max(0, 3 - count) { value *= 10 }
        return value
    }

    mutating func zoneOffsetMinutes() -> Int? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        let sign: Int
        if skip("+") {
            sign = 1
        } else if skip("-") {
            sign = -1
        } else {
            return nil
        }
        guard let hours = digits(2), hours < 24 else { return nil }
        _ = skip(":")
        guard let minutes = isAtEnd ? 0 : digits(2), minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        (48...57).contains(byte) ? Int(byte) - 48 : nil
    }
}
