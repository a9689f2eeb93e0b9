import CCurl
import Glibc
import HTTP
import Synchronization

/// The thread that owns libcurl: it takes requests from an inbox, drives all transfers at once
/// and sleeps in `curl_multi_poll` between them.
final class CurlLoop: Sendable {
    /// One request and where its outcome goes.
    struct Job: Sendable {
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
        var jobs: [Job] = []
        /// Tickets given up; each stays until its sender is gone, as the giving up can overtake
        /// the request.
        var cancelled: Set<UInt64> = []
        var hasNewCancellation = false
        var isStopped = false
    }

    private let configuration: CurlTransport.Configuration
    private let inbox = Mutex(Inbox())
    private let tickets = Atomic<UInt64>(0)
    /// The multi handle. Every call on it is made by this loop's thread, save
    /// `curl_multi_wakeup`, which libcurl allows from any; `wakeLock` keeps that one call from
    /// racing with the clean-up.
    nonisolated(unsafe) private let multi: UnsafeMutableRawPointer
    private let wakeLock = Mutex(true)

    /// curl_global_init, once for the process.
    private static let library: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(configuration: CurlTransport.Configuration) {
        self.configuration = configuration
        guard Self.library, let multi = curl_multi_init() else {
            preconditionFailure("libcurl could not start: out of memory")
        }
        self.multi = multi
        let limit = max(1, configuration.connectionsPerHost)
        _ = curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, limit * 4)
        // Closes an idle connection before one too many is made.
        _ = curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, limit)
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

    func nextTicket() -> UInt64 {
        tickets.wrappingAdd(1, ordering: .relaxed).newValue
    }

    func submit(_ job: Job) {
        let place: Int? = inbox.withLock { inbox in
            if inbox.isStopped || inbox.cancelled.contains(job.ticket) { return nil }
            inbox.jobs.append(job)
            return inbox.jobs.count
        }
        switch place {
        case nil: job.finish(.failure(.cancelled(mayHaveArrived: false)))
        case 1: wake()
        // The first one woke it.
        default: break
        }
    }

    func cancel(_ ticket: UInt64) {
        inbox.withLock { inbox in
            inbox.cancelled.insert(ticket)
            inbox.hasNewCancellation = true
        }
        wake()
    }

    /// The sender of that ticket is gone.
    func forget(_ ticket: UInt64) {
        inbox.withLock { inbox in _ = inbox.cancelled.remove(ticket) }
    }

    func stop() {
        inbox.withLock { $0.isStopped = true }
        wake()
    }

    private func wake() {
        wakeLock.withLock { isOpen in
            if isOpen { curl_multi_wakeup(multi) }
        }
    }

    private func run() {
        // Signals are the main thread's affair; SIGPIPE on a broken connection nobody's.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)

        var transfers = Transfers(multi: multi, configuration: configuration)
        var isStopped = false
        while !isStopped {
            let (jobs, cancelled, stopped) = inbox.withLock { inbox in
                defer {
                    inbox.jobs.removeAll(keepingCapacity: true)
                    inbox.hasNewCancellation = false
                }
                let cancelled = inbox.hasNewCancellation ? inbox.cancelled : []
                return (inbox.jobs, cancelled, inbox.isStopped)
            }
            isStopped = stopped
            for job in jobs { transfers.take(job) }
            for ticket in cancelled { transfers.cancel(ticket) }
            if isStopped { break }
            transfers.perform()
            // Whatever arrives meanwhile wakes the poll. With transfers under way the sleep is
            // bounded: libcurl 7.88 can lose the timer of one that waits for another's connection.
            curl_multi_poll(multi, nil, 0, transfers.isIdle ? 3_600_000 : 250, nil)
        }
        transfers.close()
        wakeLock.withLock { isOpen in
            isOpen = false
            curl_multi_cleanup(multi)
        }
    }
}
