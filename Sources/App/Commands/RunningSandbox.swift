import Domain
import HTTPServer
import Sandbox

/// How a sandbox is to behave.
struct SandboxSettings {
    var speed: Double
    var seed: UInt64
    var batches: Int
    var faults: Faults

    init(_ invocation: Invocation, defaultSpeed: Double) throws(ProgramFailure) {
        speed = try invocation.number("speed", in: 0.01...10_000) ?? defaultSpeed
        seed = try invocation.number("seed", in: 0...UInt64.max) ?? 1
        batches = try invocation.number("batches", in: 0...1_000_000) ?? 30
        do throws(FaultsFailure) {
            // Given twice, both hold.
            let lists = invocation.options["faults"] ?? []
            faults = lists.isEmpty ? .none : try Faults(parsing: lists.joined(separator: ","))
        } catch {
            throw ProgramFailure(
                .usage, "--faults: \(PlainText.quoted(error.text)) \(error.message)",
                hint: Self.hint(error))
        }
    }

    private static func hint(_ failure: FaultsFailure) -> String {
        if let near = Spelling.hint(for: failure.text, among: failure.known) { return near }
        return failure.known.count < 10 && !failure.known.isEmpty
            ? "known are " + failure.known.joined(separator: ", ")
            : "GET / on the sandbox lists every fault and switch"
    }
}

/// A sandbox that listens.
struct RunningSandbox {
    private let server: HTTPServer
    /// The four vendors.
    let sandbox: Sandbox

    /// Starts listening.
    init(
        host: String, port: UInt16, settings: SandboxSettings
    ) throws(ProgramFailure) {
        sandbox = Sandbox(
            configuration: SandboxConfiguration(
                seed: settings.seed, speed: settings.speed, batches: settings.batches,
                startedAt: SystemClock.now().milliseconds, faults: settings.faults,
                now: { SystemClock.now().milliseconds }))
        do throws(HTTPServerFailure) {
            server = try HTTPServer(host: host, port: port, responder: sandbox)
        } catch {
            throw ProgramFailure(.refused, "sandbox: \(error.message)")
        }
    }

    /// Where it listens.
    var url: String {
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        return "http://\(host):\(server.port)"
    }

    /// A configuration that points every vendor here, by this machine's own address where all
    /// addresses are listened on.
    var configurationYAML: String {
        let own = ["0.0.0.0": "127.0.0.1", "::": "[::1]"][server.host]
        return sandbox.configurationYAML(baseURL: own.map { "http://\($0):\(server.port)" } ?? url)
    }

    /// What can be tracked there.
    var trackable: [(key: ItemKey, label: String?)] {
        sandbox.items.compactMap { item in
            guard let kind = Kind(rawValue: item.kind),
                let key = ItemKey(kind: kind, id: item.id)
            else { return nil }
            return (key, item.label)
        }
    }

    /// Stops listening.
    func stop() { server.stop() }
}
