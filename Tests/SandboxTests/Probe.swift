import Cryptography
import HTTP
import HTTPServer
import JSON
import Sandbox
import Synchronization
import Testing

/// A sandbox with a clock that a test sets, asked as a client would.
final class Probe: Sendable {
    /// 2025-10-08T11:40:00.250Z.
    static let start: Int64 = 1_759_923_600_250

    let sandbox: Sandbox
    private let clock: Clock
    private let credentials: SandboxCredentials
    /// Nil when it is asked in process.
    private let server: HTTPServer?

    private final class Clock: Sendable {
        let time = Mutex(Probe.start)
    }

    init(
        seed: UInt64 = 7, speed: Double = 20,
        batches: Int = SandboxConfiguration.standardBatches,
        credentials: SandboxCredentials = .demo, faults: Faults = .none,
        overSocket: Bool = false
    ) throws {
        let clock = Clock()
        self.clock = clock
        self.credentials = credentials
        let sandbox = Sandbox(
            configuration: SandboxConfiguration(
                seed: seed, speed: speed, batches: batches, startedAt: Probe.start,
                credentials: credentials, faults: faults, now: { clock.time.withLock { $0 } }))
        self.sandbox = sandbox
        server = overSocket ? try HTTPServer(responder: sandbox) : nil
    }

    deinit { server?.stop() }

    /// Milliseconds since 1970.
    var now: Int64 {
        get { clock.time.withLock { $0 } }
        set { clock.time.withLock { $0 = newValue } }
    }

    /// Seconds on the wall since the sandbox started.
    func pass(to second: Double) { now = Probe.start + Int64(second * 1_000) }

    func id(_ label: String) throws -> String {
        try #require(sandbox.items.first { $0.label == label }).id
    }

    func ids(_ kind: String) -> [String] {
        sandbox.items.filter { $0.kind == kind }.map(\.id)
    }

    // MARK: Requests

    func send(
        _ method: String, _ target: String, _ headers: HTTPHeaders = [:], body: String = ""
    ) -> HTTPResponse {
        send(request(method, target, headers, body: body))
    }

    func send(_ request: HTTPRequest) -> HTTPResponse {
        guard let server else { return sandbox.respond(to: request) }
        do {
            return try Socket.exchange(request, port: server.port)
        } catch {
            Issue.record("no answer over the socket: \(error)")
            return HTTPResponse(status: 0)
        }
    }

    func request(
        _ method: String, _ target: String, _ headers: HTTPHeaders = [:], body: String = ""
    ) -> HTTPRequest {
        var headers = headers
        headers.append(name: "Host", value: "127.0.0.1:8080")
        return HTTPRequest(method: method, url: target, headers: headers, body: Array(body.utf8))
    }

    func reap(_ id: String) throws -> JSON {
        let answer = send(
            "GET", "/entity/kyc/import/batch/\(id)", ["x-reap-api-key": "reap_demo_key"])
        return try #require(answer.json)
    }

    func token() throws -> String {
        let answer = send(
            "POST", "/v1/authorize", ["Content-Type": "application/x-www-form-urlencoded"],
            body: "client_id=deepvue_demo_id&client_secret=deepvue_demo_secret")
        return try #require(answer.json?["access_token"]?.string)
    }

    func deepvue(_ id: String) throws -> HTTPResponse {
        send(
            "GET", "/v1/verification/batch-processing-status?request_id=\(id)",
            ["Authorization": "Bearer \(try token())", "x-api-key": "deepvue_demo_secret"])
    }

    func surepass(_ path: String, _ body: String) -> HTTPResponse {
        send(
            "POST", "/api/v1/stamper-v2/\(path)",
            [
                "Authorization": "Bearer surepass_demo_token",
                "Content-Type": "application/json",
            ], body: body)
    }

    func order(_ id: String) throws -> JSON {
        let answer = surepass("bulk-stamp-order-summary", "{\"client_id\":\"\(id)\"}")
        return try #require(answer.json?["data"])
    }

    func report(_ id: String) throws -> JSON {
        let answer = send(
            "GET", "/api/v1/stamper-v2/bulk-usage-report/download?client_id=\(id)",
            ["Authorization": "Bearer surepass_demo_token"])
        return try #require(answer.json?["data"])
    }

    /// Signs over exactly the bytes given, the empty object for no body.
    func dollarPe(_ method: String, _ path: String, body: String = "") -> HTTPResponse {
        let (timestamp, signature) = signed(at: now / 1_000, body)
        return dollarPe(method, path, body: body, timestamp: timestamp, signature: signature)
    }

    func signed(at second: Int64, _ body: String = "") -> (timestamp: String, signature: String) {
        let signed = body.isEmpty ? "{}" : body
        let message = "\(credentials.dollarPeAPIKey)|\(second)|\(signed)"
        let signature = HMACSHA256.authenticate(
            Array(message.utf8), key: Array(credentials.dollarPeAPISecret.utf8))
        return (String(second), Encoding.base64(signature))
    }

    func dollarPe(
        _ method: String, _ path: String, body: String, timestamp: String, signature: String
    ) -> HTTPResponse {
        send(
            method, "/cms/api/v1/\(path)",
            [
                "X-API-KEY": credentials.dollarPeAPIKey, "X-TIMESTAMP": timestamp,
                "X-SIGNATURE": signature, "Content-Type": "application/json",
            ], body: body)
    }

    func customer(_ id: String) throws -> JSON {
        try #require(dollarPe("GET", "customer/\(id)").json?["data"])
    }
}

extension HTTPResponse {
    var json: JSON? { try? JSON(parsing: body) }
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// The JSON of a vendor's page.
func page(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

extension JSON {
    var names: [String] { (object ?? []).map(\.name) }
}
