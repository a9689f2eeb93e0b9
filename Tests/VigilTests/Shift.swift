import Foundation
import HTTP
import HTTPClient
import TerminalUI
import TestSupport

/// A sandbox in a process of its own, and a home whose configuration points at it.
final class Shift {
    let home: Home
    let sandbox: ProgramOnTerminal
    /// The configuration that the sandbox wrote.
    let configuration: String

    /// Starts the sandbox and waits until it listens.
    init(
        speed: String = "2000", batches: String = "30", faults: String? = nil
    ) async throws {
        home = try Home()
        configuration = "\(home.path)/sandbox.yaml"
        sandbox = try ProgramOnTerminal(
            builtProduct("vigil"),
            [
                "sandbox", "--speed", speed, "--batches", batches, "--write-config",
                configuration,
            ] + (faults.map { ["--faults", $0] } ?? []), environment: home.environment)
        try await sandbox.waitFor("listening on http://127.0.0.1:")
    }

    deinit { sandbox.close() }

    /// Runs a command on this configuration.
    func vigil(_ arguments: String...) async throws -> CommandRun {
        try await CommandRun(arguments + ["--config", configuration], home: home)
    }

    /// Tracks everything that the sandbox lists of a kind.
    func track(_ kind: String) async throws {
        let items = try await items().filter { $0.kind == kind }
        for item in items {
            let run = try await vigil("track", kind, item.id, "--label", item.label)
            guard run.status == 0 else { throw TestFailure(run.error) }
        }
    }

    /// What the sandbox lists.
    func items() async throws -> [Listed] {
        let url = sandbox.screen.text.firstMatch(of: /http:\/\/[0-9.:]+/).map { String($0.output) }
        guard let url else { throw TestFailure("no address on the sandbox's screen") }
        let transport = CurlTransport()
        defer { transport.close() }
        let answer = try await transport.send(HTTPRequest(method: "GET", url: url + "/items"))
        return try JSONDecoder().decode([Listed].self, from: Data(answer.body))
    }

    /// One item that the sandbox offers.
    struct Listed: Decodable {
        var kind: String
        var id: String
        var label: String
    }

    /// Opens the dashboard on this configuration.
    func dashboard(
        _ arguments: String..., size: Size = Size(width: 120, height: 40)
    ) throws -> ProgramOnTerminal {
        try ProgramOnTerminal(
            builtProduct("vigil"), arguments + ["--config", configuration],
            environment: home.environment, size: size)
    }

    /// The store's items as the list command prints them.
    func list() async throws -> [[String: Any]] {
        let run = try await vigil("list", "--json")
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        return json as? [[String: Any]] ?? []
    }
}
