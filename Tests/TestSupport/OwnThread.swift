import Glibc
import Synchronization
public import Testing

/// A thread of its own for a test: for those that watch another process, whose deadlines are real
/// time, which the threads that all tests share cannot promise while hundreds of tests start at
/// once; and for those that compute for seconds, so that no other test's deadline passes behind
/// them.
///
/// Waiting blocks the thread, which nobody else wants meanwhile. There are a few such threads, and
/// a test whose turn has not come has not begun.
public struct OwnThread: SuiteTrait, TestTrait, TestScoping {
    /// Each test of a suite has a thread for itself, not all of them one together.
    public let isRecursive = true

    /// Runs the test on one of the threads, once one is free.
    public func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        let thread = await OwnThreads.shared.take()
        let result: Result<Void, any Error>
        do {
            result = .success(try await withTaskExecutorPreference(thread) { try await function() })
        } catch {
            result = .failure(error)
        }
        await OwnThreads.shared.giveBack(thread)
        try result.get()
    }
}

extension Trait where Self == OwnThread {
    /// The test runs on a thread of its own.
    public static var ownThread: Self { OwnThread() }
}

/// The threads, and the tests that wait for one.
private actor OwnThreads {
    /// More than the machine has cores, since most of their tests wait most of the time.
    static let shared = OwnThreads(count: 3)

    private var free: [TestThread]
    private var waiting: [CheckedContinuation<TestThread, Never>] = []

    init(count: Int) { free = (0..<count).map { _ in TestThread() } }

    func take() async -> TestThread {
        if let thread = free.popLast() { return thread }
        return await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack(_ thread: TestThread) {
        if waiting.isEmpty {
            free.append(thread)
        } else {
            waiting.removeFirst().resume(returning: thread)
        }
    }
}

/// Runs jobs in order on one thread, which lives as long as the process.
private final class TestThread: TaskExecutor, Sendable {
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
                Unmanaged<TestThread>.fromOpaque(argument).takeRetainedValue().run()
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
            job?.runSynchronously(on: asUnownedTaskExecutor())
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
