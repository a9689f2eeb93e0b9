import CLinux
import Domain
import Glibc

/// Signals as readable events: they are blocked for the whole process and read from a descriptor,
/// so that no handler ever interrupts the program (signalfd(2)).
struct SignalDescriptor {
    /// Readable when a signal waits.
    let descriptor: Int32

    /// Blocks the signals in this thread and those it will start; call before any other thread
    /// runs.
    init(_ signals: [Int32]) {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        descriptor = signalfd(-1, &set, Int32(SFD_NONBLOCK) | Int32(SFD_CLOEXEC))
    }

    /// The signals without that of a lost terminal where it was ignored from the start, as
    /// nohup(1) has it for what is to outlive its terminal: watched, it would end the program.
    static func heeding(_ signals: [Int32]) -> [Int32] {
        linux_ignores(SIGHUP) ? signals.filter { $0 != SIGHUP } : signals
    }

    /// The signals that came since the last call.
    func read() -> [Int32] {
        var signals: [Int32] = []
        var information = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        while Glibc.read(descriptor, &information, size) == size {
            signals.append(Int32(information.ssi_signo))
        }
        return signals
    }
}

/// An alarm at a time of the wall clock, which also goes off when that clock is set or the
/// machine wakes from sleep (timerfd_create(2)).
struct AlarmDescriptor {
    /// Readable when the alarm went off.
    let descriptor: Int32 = timerfd_create(
        CLOCK_REALTIME, Int32(TFD_NONBLOCK) | Int32(TFD_CLOEXEC))

    /// Goes off at a moment; never when nil.
    func set(_ moment: Timestamp?) {
        // Zero would mean never.
        linux_set_alarm(descriptor, moment.map { max(1, $0.milliseconds) } ?? 0)
    }

    /// Takes the alarm in.
    func clear() {
        var count: UInt64 = 0
        _ = Glibc.read(descriptor, &count, 8)
    }
}
