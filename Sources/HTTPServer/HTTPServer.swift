import CMicroHTTPD
public import HTTP
import Synchronization

/// Serves a responder over HTTP/1.1 with keep-alive on one thread of its own (libmicrohttpd).
///
/// The responder sees each request with its target exactly as sent, every header and the whole
/// body. An answer that is to be late keeps only its own connection waiting. A body over `bodyLimit` is answered 413 without the responder. Every answer carries
/// `Date` and `Content-Length`.
public final class HTTPServer: Sendable {
    /// The largest request body that is taken, in bytes.
    public static let bodyLimit = 64 << 20

    /// The address it listens on.
    public let host: String
    /// The port it listens on, also when any was asked for.
    public let port: UInt16

    /// Both are valid until `isStopped`; only `stop()` touches them, under that lock.
    private nonisolated(unsafe) let daemon: OpaquePointer
    private nonisolated(unsafe) let inside: Unmanaged<Inside>
    private let isStopped = Mutex(false)

    /// Starts to listen on a numeric IPv4 or IPv6 address; port 0 takes any free one
    /// (MHD_start_daemon).
    public init(
        host: String = "127.0.0.1", port: UInt16 = 0, responder: any HTTPResponder
    ) throws(HTTPServerFailure) {
        let listening = try ListeningSocket.open(host: host, port: port)
        // The library keeps this reference for as long as its thread runs.
        let inside = Unmanaged.passRetained(Inside(responder: responder))
        guard
            let daemon = vigil_mhd_start(
                listening.descriptor,
                { _, target, _ in Exchange(target: String(cString: target)).retained },
                { Inside.from($0).access($1, method: $3, upload: $5, size: $6, exchange: $7) },
                { _, _, exchange, _ in Exchange.release(exchange) },
                inside.toOpaque())
        else {
            inside.release()
            throw HTTPServerFailure(.system, message: "the HTTP server's thread did not start")
        }
        self.host = host
        self.port = listening.port
        self.daemon = daemon
        self.inside = inside
    }

    deinit { stop() }

    /// Closes every connection and ends the thread; further calls do nothing.
    ///
    /// Waits for an answer in the making, so the responder itself must not call it
    /// (MHD_stop_daemon).
    public func stop() {
        isStopped.withLock { isStopped in
            guard !isStopped else { return }
            isStopped = true
            // The library wants no connection suspended when it stops.
            inside.takeUnretainedValue().lateAnswers.end()
            MHD_stop_daemon(daemon)
            inside.release()
        }
    }
}
