public import Domain
public import HTTP

/// Lets requests to one vendor through as its rate budget and its own wishes (Retry-After) allow,
/// and keeps the wishes that come. Room within seconds is waited for; without it the request is
/// answered here as the vendor would answer it.
public struct MeteredTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let meter: RateMeter
    private let prefix: String
    private let now: @Sendable () -> Timestamp
    private let pause: @Sendable (Duration) async throws -> Void

    /// How long a request waits for its turn.
    private static let patience = Duration.seconds(5)

    /// Counts the requests whose address begins with `prefix`; result files are elsewhere.
    public init(
        _ transport: any HTTPTransport, meter: RateMeter, prefix: String,
        now: @escaping @Sendable () -> Timestamp,
        pause: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) {
        self.transport = transport
        self.meter = meter
        self.prefix = prefix
        self.now = now
        self.pause = pause
    }

    /// Sends once there is room for it.
    public func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        guard request.url.hasPrefix(prefix) else { return try await transport.send(request) }
        if RateReservation.current?.use() == true {
            if meter.isLimited { await meter.count(at: now()) }
            // What this one is told, the poller keeps.
            return try await transport.send(request)
        }
        let start = now()
        while let hold = await meter.admit(at: now()) {
            guard hold.until - start <= Self.patience else { return Self.refusal(hold, at: now()) }
            do {
                try await pause(max(.milliseconds(1), hold.until - now()))
            } catch {
                throw TransportFailure(.cancelled, message: "cancelled", mayHaveArrived: false)
            }
        }
        let answer = try await transport.send(request)
        if AnswerClass.reason(of: answer.status) != nil,
            let wish = AnswerClass.retryAfter(answer.headers, now: now())
        {
            await meter.leaveAlone(for: wish, at: now())
        }
        return answer
    }

    /// Result files come from elsewhere: nothing of them is counted.
    public func send(
        _ request: HTTPRequest, into sink: @escaping HTTPBodySink
    ) async throws(TransportFailure) -> HTTPResponse {
        try await transport.send(request, into: sink)
    }

    private static func refusal(_ hold: RateMeter.Hold, at now: Timestamp) -> HTTPResponse {
        let seconds = max(1, ((hold.until - now).milliseconds + 999) / 1000)
        let why =
            hold.isWish
            ? "not sent, because it asked to be left alone"
            : "not sent, because the plan's rate budget is used up"
        // Vendors put their sentence under one or the other name.
        return HTTPResponse(
            status: 429,
            headers: ["Content-Type": "application/json", "Retry-After": String(seconds)],
            body: Array(#"{"detail": "\#(why)", "message": "\#(why)"}"#.utf8))
    }
}
