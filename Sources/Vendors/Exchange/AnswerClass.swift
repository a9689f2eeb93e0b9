public import Domain
import HTTP

/// The classes of failing HTTP answers, the same for every vendor.
enum AnswerClass {
    /// The class of a status; nil for success.
    static func reason(of status: Int) -> CheckFailure.Reason? {
        switch status {
        case 200..<300: nil
        case 401, 403: .auth
        case 404, 410: .notFound
        case 429: .rateLimited
        // Asked too slowly, or too early: a matter of time, as with the 5xx.
        case 408, 425: .vendor
        case 400..<500: .invalid
        case 500..<600: .vendor
        // Redirects are not followed: they mean a wrong address.
        default: .malformed
        }
    }

    /// Whether a write that was answered so may have been carried out nevertheless. A refusal
    /// means that it was not.
    static func mayHaveArrived(_ status: Int) -> Bool {
        !(300..<500).contains(status) || status == 408
    }

    /// How long the server asks to be left alone: seconds or an HTTP date (RFC 9110, 10.2.3).
    static func retryAfter(_ headers: HTTPHeaders, now: Timestamp) -> Duration? {
        guard let value = headers["Retry-After"] else { return nil }
        if !value.isEmpty, value.utf8.allSatisfy({ (48...57).contains($0) }) {
            // Longer than a number can be, it still asks for quiet.
            return .seconds(min(Int(value) ?? .max, 1_000_000_000))
        }
        guard let date = Timestamp(httpDate: value) else { return nil }
        return max(.zero, date - now)
    }
}

extension Timestamp {
    /// Reads an HTTP date in any of the three forms that RFC 9110, section 5.6.7, demands.
    public init?(httpDate text: String) {
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard words.count == 7 || words.count == 8 else { return nil }
        // asctime has the month before the day and the year at the end.
        let isAsctime = Int(words[1]) == nil
        let (day, month) = isAsctime ? (words[2], words[1]) : (words[1], words[2])
        let time = isAsctime ? words[3...5] : words[4...6]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        guard var year = Int(isAsctime ? words[6] : words[3]), let day = Int(day),
            let month = months.firstIndex(of: month)
        else { return nil }
        if year < 100 { year += year < 70 ? 2000 : 1900 }
        let parts = time.compactMap { Int($0) }
        guard let date = CivilDate(year: year, month: month + 1, day: day), parts.count == 3,
            parts[0] < 24, parts[1] < 60, parts[2] <= 60
        else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + parts[0] * 3600 + parts[1] * 60 + parts[2]
        self.init(milliseconds: Int64(seconds) * 1000)
    }
}
