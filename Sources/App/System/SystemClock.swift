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
}
