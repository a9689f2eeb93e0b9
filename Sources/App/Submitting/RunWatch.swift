import Glibc
import Synchronization

/// Whether a run of several steps has to end: a signal came, or its time is over. What is under
/// way is always finished.
final class RunWatch: Sendable {
    private let signals: SignalDescriptor
    private let end: ContinuousClock.Instant?
    private let seen = Mutex<Int32?>(nil)
    private let late = Mutex(false)

    init(signals: SignalDescriptor, end: ContinuousClock.Instant?) {
        self.signals = signals
        self.end = end
    }

    /// The first signal that came.
    var signal: Int32? {
        seen.withLock { seen in
            if let first = signals.read().first, seen == nil { seen = first }
            return seen
        }
    }

    /// Whether the time was over when somebody asked.
    var isLate: Bool {
        late.withLock { late in
            if let end, ContinuousClock.now >= end { late = true }
            return late
        }
    }

    /// Whether nothing more may be begun.
    var isOver: Bool { signal != nil || isLate }

    /// How a run ends that has not sent anything yet; nil while it may go on.
    var failure: ProgramFailure? {
        if signal != nil {
            return ProgramFailure(.interrupted, "submit: interrupted; nothing was sent")
        }
        return isLate
            ? ProgramFailure(.timedOut, "submit: the time is over; nothing was sent") : nil
    }
}
