import Glibc
public import HTTP
import Synchronization

/// Carries requests with libcurl: one thread, one multi handle, connections kept alive and
/// HTTP/2 where the server speaks it.
///
/// Redirects are not followed, cookies and `.netrc` are not used and certificates are always
/// verified. Proxies come from the configuration, else from `HTTPS_PROXY` and `NO_PROXY`; plain
/// http, which is for loopback only, never goes through one.
public final class CurlTransport: HTTPTransport, Sendable {
    private let configuration: Configuration
    private let stage = Mutex(Stage.notStarted)

    /// The thread is started by the first request or whoever wants to run on it, and the library
    /// loaded by the first request: a screen that is opened does not wait for that.
    private enum Stage: Sendable {
        case notStarted
        case running(CurlLoop, pthread_t)
        case closed
    }

    /// How the transport reaches servers.
    public struct Configuration: Equatable, Sendable {
        /// The most connections open to one host.
        public var connectionsPerHost: Int
        /// A PEM file of certificate authorities to trust instead of the system's.
        public var caFile: String?
        /// The proxy for https, as a URL; nil to go by the environment.
        public var proxy: String?

        /// A configuration; by default eight connections and the system's certificates.
        public init(connectionsPerHost: Int = 8, caFile: String? = nil, proxy: String? = nil) {
            self.connectionsPerHost = connectionsPerHost
            self.caFile = caFile
            self.proxy = proxy
        }
    }

    /// A transport that has not started anything yet.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    deinit { close() }

    /// Ends every transfer with `.cancelled` and waits for the thread; nothing is sent afterwards.
    public func close() {
        let last = stage.withLock { stage in
            defer { stage = .closed }
            return stage
        }
        guard case .running(let loop, let thread) = last else { return }
        loop.stop()
        pthread_join(thread, nil)
    }

    /// The loop that carries requests, started when it is not; nil once closed.
    private func loop() -> CurlLoop? {
        stage.withLock { stage in
            switch stage {
            case .running(let loop, _): return loop
            case .closed: return nil
            case .notStarted:
                let loop = CurlLoop(configuration: configuration)
                stage = .running(loop, loop.start())
                return loop
            }
        }
    }

    /// Runs tasks on the transport's own thread, so that those who ask again and again are woken by
    /// no other. They must not wait or compute for long: transfers stand still meanwhile. Nil once
    /// the transport is closed; what prefers it then runs where all other tasks do.
    public var executor: (any TaskExecutor)? { loop() }

    /// Sends once and gives whatever answer comes, of any status.
    public func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        try await send(request, sink: nil)
    }

    /// Sends once; the body of a `200` goes to `sink`, which is called on the loop's thread.
    public func send(
        _ request: HTTPRequest, into sink: @escaping HTTPBodySink
    ) async throws(TransportFailure) -> HTTPResponse {
        try await send(request, sink: sink)
    }

    private func send(
        _ request: HTTPRequest, sink: HTTPBodySink?,
        isolation: isolated (any Actor)? = #isolation
    ) async throws(TransportFailure) -> HTTPResponse {
        try request.validate()
        guard let loop = loop() else { throw .cancelled(mayHaveArrived: false) }
        let ticket = loop.nextTicket()
        let outcome = await withTaskCancellationHandler {
            // Whoever asks is waited for where it is: without this each answer would come back by
            // way of two queues more.
            _ = isolation
            return await withCheckedContinuation { continuation in
                loop.submit(
                    CurlLoop.Job(ticket, request, sink: sink) { continuation.resume(returning: $0) }
                )
            }
        } onCancel: {
            loop.cancel(ticket)
        }
        loop.forget(ticket)
        return try outcome.get()
    }
}
