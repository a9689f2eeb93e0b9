import CLinux
import Domain
import Glibc

/// The machine's clock and time zone.
enum SystemClock {
    /// Now (clock_gettime, CLOCK_REALTIME).
    static func now() -> Timestamp {
        Timestamp(milliseconds: linux_now())
    }

    /// Minutes east of UTC that the local zone has at a moment (localtime_r, honouring TZ).
    static func utcOffsetMinutes(at moment: Timestamp) -> Int {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        tzset()
        localtime_r(&seconds, &parts)
        return parts.tm_gmtoff / 60
    }

    /// `14:32:05` on the local clock; with the date before it on another day than `now`'s.
    static func time(_ moment: Timestamp, at now: Timestamp) -> String {
        func local(_ moment: Timestamp) -> String {
            (moment + .seconds(utcOffsetMinutes(at: moment) * 60)).iso8601
        }
        let text = local(moment)
        let time = String(text.dropFirst(11).prefix(8))
        return text.prefix(10) == local(now).prefix(10) ? time : "\(text.prefix(10)) \(time)"
    }
}
