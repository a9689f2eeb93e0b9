import CCurl
import Glibc
import HTTP
import Synchronization

/// The thread that owns libcurl: it takes requests from an inbox, drives all transfers at once
/// and sleeps until one of them can go on.
///
/// Tasks that prefer it run on it too, between one answer and the next question: whoever asks
/// again and again is woken by no other thread. The library is loaded by the first request.
final class CurlLoop: TaskExecutor, Sendable {
    /// One request and where its outcome goes.
    final class Job: Sendable {
        let ticket: UInt64
        let request: HTTPRequest
        /// What takes the body of a `200`; nil when it belongs to the answer.
        let sink: HTTPBodySink?
        /// The host and port it goes to.
        let host: String
        /// When the sender's patience ends.
        let deadline: ContinuousClock.Instant
        let finish: @Sendable (Result<HTTPResponse, TransportFailure>) -> Void

        init(
            _ ticket: UInt64, _ request: HTTPRequest, sink: HTTPBodySink? = nil,
            finish: @escaping @Sendable (Result<HTTPResponse, TransportFailure>) -> Void
        ) {
            self.ticket = ticket
            self.request = request
            self.sink = sink
            host = request.authority
            deadline = .now + min(request.timeout, .seconds(1_000_000))
            self.finish = finish
        }
    }

    /// What other threads leave for this one.
    private struct Inbox {
        var tasks: [UnownedJob] = []
        var requests: [Job] = []
        /// Tickets given up; each stays until its sender is gone, as the giving up can overtake
        /// the request.
        var cancelled: Set<UInt64> = []
        var hasNewCancellation = false
        var isStopped = false
        /// Whether the thread sleeps, or is about to.
        var isWaiting = false
        /// Whether nothing is run any more.
        var hasEnded = false

        var isEmpty: Bool {
            tasks.isEmpty && requests.isEmpty && !hasNewCancellation && !isStopped
        }
    }

    private let configuration: CurlTransport.Configuration
    private let inbox = Mutex(Inbox())
    private let tickets = Atomic<UInt64>(0)
    /// A pipe that ends the thread's sleep.
    private let bell: (reader: Int32, writer: Int32)

    /// curl_global_init, once for the process.
    private static let library: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(configuration: CurlTransport.Configuration) {
        self.configuration = configuration
        var ends: [Int32] = [-1, -1]
        let code = pipe(&ends)
        precondition(code == 0, "the system has no descriptor left for the transport")
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        bell = (ends[0], ends[1])
    }

    deinit {
        close(bell.reader)
        close(bell.writer)
    }

    /// Starts the thread, which keeps this loop alive until `stop`.
    func start() -> pthread_t {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        precondition(code == 0, "no thread could be started: \(code)")
        return thread
    }

    /// Runs a task's next part here, or where all others run once this has ended.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isTaken = change { inbox in
            if !inbox.hasEnded { inbox.tasks.append(job) }
            return !inbox.hasEnded
        }
        if !isTaken { Self.runElsewhere(job) }
    }

    func nextTicket() -> UInt64 {
        tickets.wrappingAdd(1, ordering: .relaxed).newValue
    }

    func submit(_ job: Job) {
        let isTaken = change { inbox in
            if inbox.isStopped || inbox.cancelled.contains(job.ticket) { return false }
            inbox.requests.append(job)
            return true
        }
        if !isTaken { job.finish(.failure(.cancelled(mayHaveArrived: false))) }
    }

    func cancel(_ ticket: UInt64) {
        change { inbox in
            inbox.cancelled.insert(ticket)
            inbox.hasNewCancellation = true
        }
    }

    /// The sender of that ticket is gone.
    func forget(_ ticket: UInt64) {
        inbox.withLock { inbox in _ = inbox.cancelled.remove(ticket) }
    }

    func stop() { change { $0.isStopped = true } }

    /// Changes the inbox, and wakes the thread where it sleeps.
    private func change<Outcome: Sendable>(
        _ change: (inout sending Inbox) -> Outcome
    ) -> Outcome {
        let (outcome, isWaiting) = inbox.withLock { inbox in
            let outcome = change(&inbox)
            defer { inbox.isWaiting = inbox.isWaiting && inbox.isEmpty }
            return (outcome, inbox.isWaiting && !inbox.isEmpty)
        }
        var byte: UInt8 = 1
        if isWaiting { _ = write(bell.writer, &byte, 1) }
        return outcome
    }

    private func run() {
        // Signals are the main thread's affair; SIGPIPE on a broken connection nobody's.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        // Whoever types goes before this thread.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)

        var transfers: Transfers?
        var tasks: [UnownedJob] = []
        var requests: [Job] = []
        while true {
            // Exchanged for the lists of the last round, so that neither is made anew.
            tasks.removeAll(keepingCapacity: true)
            requests.removeAll(keepingCapacity: true)
            let (cancelled, isStopped) = inbox.withLock { inbox in
                swap(&tasks, &inbox.tasks)
                swap(&requests, &inbox.requests)
                let cancelled = inbox.hasNewCancellation ? inbox.cancelled : []
                inbox.hasNewCancellation = false
                inbox.hasEnded = inbox.isStopped
                return (cancelled, inbox.isStopped)
            }
            for request in requests {
                transfers = transfers ?? makeTransfers()
                transfers?.take(request)
            }
            for ticket in cancelled { transfers?.cancel(ticket) }
            if isStopped {
                tasks.forEach(Self.runElsewhere)
                break
            }
            for task in tasks { task.runSynchronously(on: asUnownedTaskExecutor()) }
            if !requests.isEmpty || tasks.isEmpty { transfers?.perform() }
            let mayWait = inbox.withLock { inbox in
                inbox.isWaiting = inbox.isEmpty
                return inbox.isEmpty
            }
            if mayWait { wait(transfers) }
        }
        transfers?.close()
    }

    private func makeTransfers() -> Transfers {
        guard Self.library, let multi = curl_multi_init() else {
            preconditionFailure("libcurl could not start: out of memory")
        }
        let limit = max(1, configuration.connectionsPerHost)
        _ = curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, limit * 4)
        // Closes an idle connection before one too many is made.
        _ = curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, limit)
        return Transfers(multi: multi, configuration: configuration, bell: bell.reader)
    }

    private func wait(_ transfers: Transfers?) {
        if let transfers {
            transfers.wait()
        } else {
            var ring = pollfd(fd: bell.reader, events: Int16(POLLIN), revents: 0)
            _ = poll(&ring, 1, -1)
        }
        inbox.withLock { $0.isWaiting = false }
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            while read(bell.reader, buffer.baseAddress, buffer.count) == buffer.count {}
        }
    }

    private static func runElsewhere(_ job: UnownedJob) {
        globalConcurrentExecutor.enqueue(ExecutorJob(job))
    }
}
