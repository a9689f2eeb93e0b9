public import Domain
public import HTTP

/// Lets requests to one vendor through as its rate budget allows. Room within seconds is waited
/// for; without it the request is answered here as the vendor would answer it.
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
        guard !meter.isUnlimited, request.url.hasPrefix(prefix) else {
            return try await transport.send(request)
        }
        if RateReservation.current?.use() == true {
            await meter.count(at: now())
            return try await transport.send(request)
        }
        let start = now()
        while let opening = await meter.admit(at: now()) {
            guard opening - start <= Self.patience else {
                return Self.refusal(until: opening, at: now())
            }
            do {
                try await pause(max(.milliseconds(1), opening - now()))
            } catch {
                throw TransportFailure(.cancelled, message: "cancelled", mayHaveArrived: false)
            }
        }
        return try await transport.send(request)
    }

    private static func refusal(until opening: Timestamp, at now: Timestamp) -> HTTPResponse {
        let seconds = max(1, ((opening - now).milliseconds + 999) / 1000)
        return HTTPResponse(
            status: 429,
            headers: ["Content-Type": "application/json", "Retry-After": String(seconds)],
            body: Array(
                #"{"detail": "not sent, because the plan's rate budget is used up"}"#.utf8))
    }
}
