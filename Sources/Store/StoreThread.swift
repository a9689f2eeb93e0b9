import Domain
import Glibc
import Synchronization

/// A thread of its own that runs an actor's jobs in order, so that waiting for the disk never
/// holds up the threads that all other tasks share.
///
/// It also watches the store's files and keeps the actor's heartbeat: what the store does for
/// itself wakes no other thread.
final class StoreThread: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isStopped = false
        var isWaiting = false
        var thread: pthread_t?
        /// Says whether others wrote; called when a watched file changed.
        var look: (@Sendable () -> Bool)?
        /// Readable when a watched file changed (inotify(7)); -1 while nothing is watched, and
        /// where the system has no watch left.
        var files: Int32 = -1
        var heartbeat: Heartbeat?
    }

    private struct Heartbeat {
        var pause: Duration
        var next: ContinuousClock.Instant
        var beat: @Sendable () -> Void
    }

    /// When to look for what others wrote. A file changes a moment before what was written to it
    /// can be seen, by as much as the disk takes where that is waited for.
    private struct Look {
        /// Whether a change of the files may be this thread's own.
        var mayBeOwn = false
        private(set) var next: ContinuousClock.Instant?
        /// Whether what changed is about to be looked at: more changes are no reason to wake up.
        private(set) var isSoon = false

        mutating func isDue(_ hasChanged: Bool, at now: ContinuousClock.Instant) -> Bool {
            defer { if hasChanged { mayBeOwn = false } }
            if hasChanged, !mayBeOwn {
                next = now + .milliseconds(5)
                isSoon = true
                return false
            }
            return hasChanged || next.map { $0 <= now } ?? false
        }

        /// Looks at this moment, if not sooner.
        mutating func lookLater(at moment: ContinuousClock.Instant) { next = next ?? moment }

        mutating func done(_ hasFound: Bool, at now: ContinuousClock.Instant) {
            next = isSoon && !hasFound ? now + .milliseconds(100) : nil
            isSoon = false
        }
    }

    private let state = Mutex(State())
    /// A pipe that ends the thread's wait.
    private let bell: (reader: Int32, writer: Int32)

    init() throws(StoreFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Self.cannotStart(errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        bell = (ends[0], ends[1])
        let running = Unmanaged.passRetained(self)
        let code = Self.startThread(running)
        guard code == 0 else {
            running.release()
            throw Self.cannotStart(code)
        }
    }

    deinit {
        let files = state.withLock(\.files)
        for descriptor in [bell.reader, bell.writer, files] where descriptor >= 0 {
            close(descriptor)
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        change { $0.jobs.append(job) }
    }

    func checkIsolated() {
        let thread = state.withLock(\.thread)
        precondition(thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false)
    }

    /// Calls `look` on this thread when one of these files changed; it says whether others wrote.
    /// Where the system has no watch left, it is called at every heartbeat's time instead.
    func watch(_ paths: [String], _ look: @escaping @Sendable () -> Bool) {
        change { state in
            if state.files < 0 {
                state.files = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            }
            for path in paths { inotify_add_watch(state.files, path, UInt32(IN_MODIFY)) }
            state.look = look
        }
    }

    /// Calls `beat` on this thread after each pause; nil ends that.
    func beat(every pause: Duration, _ beat: (@Sendable () -> Void)?) {
        change { state in
            state.heartbeat = beat.map { Heartbeat(pause: pause, next: .now + pause, beat: $0) }
        }
    }

    /// Ends the thread once its jobs are done.
    func stop() {
        change { state in
            state.isStopped = true
            state.look = nil
            state.heartbeat = nil
        }
    }

    /// Changes what the thread goes by, and wakes it where it waits.
    private func change(_ change: (inout sending State) -> Void) {
        let isWaiting = state.withLock { state in
            change(&state)
            defer { state.isWaiting = false }
            return state.isWaiting
        }
        var byte: UInt8 = 1
        if isWaiting { _ = write(bell.writer, &byte, 1) }
    }

    private func run() {
        state.withLock { $0.thread = pthread_self() }
        // Whoever types goes before this thread.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
        var look = Look()
        while true {
            let (jobs, isStopped, beat, files, isLooking) = state.withLock { state in
                let jobs = state.jobs
                state.jobs.removeAll(keepingCapacity: true)
                state.isWaiting = jobs.isEmpty && !state.isStopped
                return (
                    jobs, state.isStopped, state.heartbeat?.next, state.files, state.look != nil
                )
            }
            for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
            look.mayBeOwn = look.mayBeOwn || !jobs.isEmpty
            guard jobs.isEmpty else { continue }
            if isStopped { break }
            if isLooking, files < 0 { look.lookLater(at: .now + Presence.heartbeat) }
            let hasChanged = wait(
                until: [beat, look.next].compactMap(\.self).min(), files: look.isSoon ? -1 : files)
            if look.isDue(hasChanged, at: .now) {
                look.done(state.withLock(\.look)?() ?? true, at: .now)
            }
            if let beat = dueBeat() {
                beat()
                look.mayBeOwn = true
            }
        }
    }

    /// Waits for jobs, the files or a moment; true when a file changed.
    private func wait(until moment: ContinuousClock.Instant?, files: Int32) -> Bool {
        var events = [bell.reader, files].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        let pause = moment.map { Int32(clamping: max(0, ($0 - .now).milliseconds + 1)) }
        _ = poll(&events, nfds_t(events.count), pause ?? -1)
        state.withLock { $0.isWaiting = false }
        for event in events where event.revents != 0 { Self.empty(event.fd) }
        return events[1].revents != 0
    }

    /// The heartbeat when it is time for it.
    private func dueBeat() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard let heartbeat = state.heartbeat, heartbeat.next <= .now else { return nil }
            state.heartbeat?.next = .now + heartbeat.pause
            return heartbeat.beat
        }
    }

    private static func empty(_ descriptor: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
            while read(descriptor, buffer.baseAddress, buffer.count) == buffer.count {}
        }
    }

    /// Starts the thread with every signal blocked: signals belong to the program's own threads.
    private static func startThread(_ running: Unmanaged<StoreThread>) -> Int32 {
        var every = sigset_t()
        var before = sigset_t()
        sigfillset(&every)
        pthread_sigmask(SIG_SETMASK, &every, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<StoreThread>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, running.toOpaque())
        if code == 0 { pthread_detach(thread) }
        return code
    }

    private static func cannotStart(_ code: Int32) -> StoreFailure {
        StoreFailure(
            .other, message: "cannot start the store's thread: \(String(cString: strerror(code)))")
    }
}
