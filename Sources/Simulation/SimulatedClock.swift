import Domain
import Synchronization

/// The time of a simulation: the vendors' true time, and a console's clock beside it that can be
/// wrong. Both move only when they are moved.
final class SimulatedClock: Sendable {
    private let time: Mutex<(now: Int64, error: Int64)>

    init(startingAt start: Int64) { time = Mutex((start, 0)) }

    /// Milliseconds since 1970 UTC at the vendors.
    var now: Int64 { time.withLock { $0.now } }

    /// What the console's clock says.
    var console: Timestamp {
        time.withLock { Timestamp(milliseconds: $0.now + $0.error) }
    }

    /// By how much the console's clock is ahead.
    var error: Int64 {
        get { time.withLock { $0.error } }
        set { time.withLock { $0.error = newValue } }
    }

    /// Goes on to a moment, never back.
    func advance(to moment: Int64) { time.withLock { $0.now = max($0.now, moment) } }

    /// Lets a while pass.
    func pass(_ duration: Duration) { time.withLock { $0.now += max(1, duration.milliseconds) } }
}
