import CMicroHTTPD
import Glibc
import Synchronization

/// Connections whose answer is to be late, each let go when its time has come.
///
/// The server's one thread never sleeps: it suspends such a connection and serves the others,
/// while a thread made for the first of them waits.
final class LateAnswers: Sendable {
    /// One suspended connection; the library keeps it until it is resumed.
    private struct Waiting: @unchecked Sendable {
        // Only handed to MHD_resume_connection, which any thread may call.
        let connection: OpaquePointer
        let due: ContinuousClock.Instant
    }

    private struct State {
        var waiting: [Waiting] = []
        var hasThread = false
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let changed = Bell()

    /// Suspends a connection from within its access handler; false when there is no waiting
    /// any more, and the answer is to be sent at once.
    func suspend(_ connection: OpaquePointer, for delay: Duration) -> Bool {
        let waiting = Waiting(connection: connection, due: .now + delay)
        return state.withLock { state in
            guard !state.hasEnded else { return false }
            if !state.hasThread {
                guard startThread() else { return false }
                state.hasThread = true
            }
            // Under the lock, so that it is resumed after this and not before.
            MHD_suspend_connection(waiting.connection)
            state.waiting.append(waiting)
            changed.ring()
            return true
        }
    }

    /// Lets every connection go on now, and lets none wait from here on.
    func end() {
        state.withLock { state in
            state.hasEnded = true
            for waiting in state.waiting { MHD_resume_connection(waiting.connection) }
            state.waiting = []
            changed.ring()
        }
    }

    /// The thread keeps this object until `end()`.
    private func startThread() -> Bool {
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<LateAnswers>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        guard code == 0 else {
            Unmanaged.passUnretained(self).release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func run() {
        while let pause = letDueOnesGo() {
            changed.wait(milliseconds: pause)
        }
    }

    /// Milliseconds until the next one is due, -1 for none; nil at the end.
    private func letDueOnesGo() -> Int32? {
        state.withLock { state in
            guard !state.hasEnded else { return nil }
            let now = ContinuousClock.now
            for waiting in state.waiting where waiting.due <= now {
                MHD_resume_connection(waiting.connection)
            }
            state.waiting.removeAll { $0.due <= now }
            guard let next = state.waiting.map(\.due).min() else { return -1 }
            let (seconds, attoseconds) = (next - now).components
            let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000 + 1
            return Int32(min(milliseconds, 60_000))
        }
    }
}
