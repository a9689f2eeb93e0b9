import Domain
import Glibc
import Synchronization

/// A thread of its own that runs an actor's jobs in order, so that waiting for the disk never
/// holds up the threads that all other tasks share.
final class StoreThread: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    /// Waited on until there is a job. Safe to share: a POSIX semaphore is made to be used by
    /// several threads at once, and it lives as long as this object.
    private nonisolated(unsafe) let wake = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() throws(StoreFailure) {
        sem_init(wake, 0, 0)
        let running = Unmanaged.passRetained(self)
        let code = Self.startThread(running)
        guard code == 0 else {
            running.release()
            throw StoreFailure(
                .other,
                message: "cannot start the store's thread: \(String(cString: strerror(code)))")
        }
    }

    deinit {
        sem_destroy(wake)
        wake.deallocate()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirst = state.withLock { state in
            state.jobs.append(job)
            return state.jobs.count == 1
        }
        if isFirst { sem_post(wake) }
    }

    /// Ends the thread once its jobs are done.
    func stop() {
        state.withLock { $0.isStopped = true }
        sem_post(wake)
    }

    private func run() {
        while true {
            let (jobs, isStopped) = state.withLock { state in
                let jobs = state.jobs
                state.jobs.removeAll(keepingCapacity: true)
                return (jobs, state.isStopped)
            }
            for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
            if jobs.isEmpty {
                if isStopped { break }
                sem_wait(wake)
            }
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
}
