import Glibc
import Synchronization

/// A thread of its own for two sorts of tests: those that watch another process, whose deadlines
/// are real time, which the threads that all tests share cannot promise while hundreds of tests
/// start at once; and those that compute for a minute, so that no other test's deadline passes
/// behind them.
///
/// A suite is put on it by `@OwnThread`. It runs one test at a time, and waiting blocks it.
@globalActor public actor OwnThread {
    /// The one instance.
    public static let shared = OwnThread()
    private nonisolated let executor = ThreadExecutor()

    /// The thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }
}

/// Runs jobs in order on one thread, which lives as long as the process.
private final class ThreadExecutor: SerialExecutor, Sendable {
    private let jobs = Mutex<[UnownedJob]>([])
    private let ends: (reader: Int32, writer: Int32)

    init() {
        var pair: [Int32] = [0, 0]
        openPipe(&pair)
        ends = (pair[0], pair[1])
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(self).toOpaque()
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<ThreadExecutor>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, argument)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        var byte: UInt8 = 1
        write(ends.writer, &byte, 1)
    }

    private func run() {
        var byte: UInt8 = 0
        while read(ends.reader, &byte, 1) == 1 {
            let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            job?.runSynchronously(on: asUnownedSerialExecutor())
        }
    }
}

/// Opens a pipe whose ends no child process inherits.
private func openPipe(_ pair: inout [Int32]) {
    pipe(&pair)
    for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
}

/// A moment's pause of this thread between two looks at another process.
func restBriefly() { usleep(2000) }
