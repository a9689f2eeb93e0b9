import Domain
import Glibc
import HTTP
import HTTPClient
import HTTPServer
import Sandbox
import Testing
import Vendors

/// The four clients and the sandbox, on one clock and one wire.
final class Meeting: Sendable {
    let clock: DrivenClock
    let witness: Witness
    let reap: ReapClient
    let deepvue: DeepvueClient
    let surepass: SurepassClient
    let dollarPe: DollarPeClient
    /// Another client of the same account, with a token of its own.
    let secondDeepvue: @Sendable () -> DeepvueClient
    private let server: HTTPServer?
    private let curl: CurlTransport?

    /// What stands in for a secret in the clients.
    enum Credentials { case right, wrong, missing }

    init(
        _ faults: String = "", over wire: Wire, seed: UInt64 = 7,
        credentials: Credentials = .right, profile: Vendors.SigningProfile = .compactSorted,
        timeout: Duration = .seconds(20), answerLimit: Int = .max
    ) throws {
        // The server writes the machine's own date into its answers, which DollarPe's client
        // compares with its clock.
        let clock = DrivenClock(startingAt: Int64(time(nil)) / 10 * 10_000 + 250)
        self.clock = clock
        let witness = Witness(
            Sandbox(
                configuration: SandboxConfiguration(
                    seed: seed, speed: 20, startedAt: clock.now,
                    faults: faults.isEmpty ? .none : try Faults(parsing: faults),
                    now: { clock.now })))
        self.witness = witness
        let transport: any HTTPTransport
        let authority: String
        switch wire {
        case .inProcess:
            (server, curl) = (nil, nil)
            transport = InProcessTransport(responder: witness, answerLimit: answerLimit)
            authority = InProcessTransport.authority
        case .socket:
            let server = try HTTPServer(responder: witness)
            let curl = CurlTransport()
            (self.server, self.curl) = (server, curl)
            transport = curl
            authority = "127.0.0.1:\(server.port)"
        }
        let now: @Sendable () -> Timestamp = { Timestamp(milliseconds: clock.now) }
        let demo = SandboxCredentials.demo
        let baseURL = "http://\(authority)"
        @Sendable func secret(_ text: String) -> Secret {
            switch credentials {
            case .right: Secret(text)
            case .wrong: Secret("wrong_\(text)")
            case .missing: Secret("")
            }
        }
        reap = ReapClient(
            baseURL: baseURL, apiKey: secret(demo.reapAPIKey), transport: transport,
            timeout: timeout, now: now)
        secondDeepvue = {
            DeepvueClient(
                baseURL: baseURL, clientID: Secret(demo.deepvueClientID),
                clientSecret: secret(demo.deepvueClientSecret), transport: transport,
                timeout: timeout, resultHosts: ResultHosts([authority]), now: now)
        }
        deepvue = secondDeepvue()
        surepass = SurepassClient(
            baseURL: baseURL, token: secret(demo.surepassToken), transport: transport,
            timeout: timeout, resultHosts: ResultHosts([authority]), now: now,
            pause: { clock.pass($0) })
        dollarPe = DollarPeClient(
            baseURL: baseURL, apiKey: Secret(demo.dollarPeAPIKey),
            apiSecret: secret(demo.dollarPeAPISecret), transport: transport, timeout: timeout,
            signingProfile: profile, now: now)
    }

    deinit {
        curl?.close()
        server?.stop()
    }

    func client(of kind: Kind) -> any VendorClient {
        switch kind.vendor {
        case .reap: reap
        case .deepvue: deepvue
        case .surepass: surepass
        case .dollarpe: dollarPe
        }
    }

    /// What an operation came to, in one line.
    func outcome(_ operation: Operation) async -> String {
        do {
            return try await operation.run(self).text
        } catch {
            return operation.describe(error)
        }
    }
}

/// The showcase's ids, which follow from the seed alone.
enum Known {
    static let sandbox = Sandbox(
        configuration: SandboxConfiguration(seed: 7, speed: 20, startedAt: 0, now: { 0 }))

    static func key(_ label: String) -> ItemKey {
        for item in sandbox.items where item.label == label {
            if let kind = Kind(rawValue: item.kind), let key = ItemKey(kind: kind, id: item.id) {
                return key
            }
        }
        preconditionFailure("the showcase has no \(label)")
    }
}
