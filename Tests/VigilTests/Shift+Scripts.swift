import Foundation
import TerminalUI
import TestSupport

extension Shift {
    /// Tracks the first item that the sandbox lists of a kind, or the one with a label.
    func trackFirst(_ kind: String, labelled label: String? = nil) async throws -> String {
        let found = try await items().first {
            $0.kind == kind && (label == nil || $0.label == label)
        }
        guard let item = found else {
            throw TestFailure("the sandbox has no \(kind) \(label ?? "")")
        }
        let run = try await vigil("track", kind, item.id, "--label", item.label)
        guard run.status == 0 else { throw TestFailure(run.error) }
        return item.id
    }

    /// Runs a command on another configuration than the sandbox's own.
    func vigil(_ arguments: String..., configuration: String) async throws -> CommandRun {
        try await CommandRun(arguments + ["--config", configuration], home: home)
    }

    /// The configuration with other values for some keys, in a file of its own.
    func configuration(withWrong keys: String...) throws -> String {
        let text = try String(contentsOfFile: configuration, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let name = line.split(separator: ":").first.map { $0.filter { $0 != " " } } ?? ""
            guard keys.contains(name), let colon = line.firstIndex(of: ":") else {
                return String(line)
            }
            return line[...colon] + " wrong-on-purpose"
        }
        return try home.write(lines.joined(separator: "\n"), to: "wrong-\(UUID()).yaml")
    }

    /// Runs a line of bash in which `vigil` is the program on this configuration.
    func shell(_ line: String) async throws -> (status: Int32, output: String, error: String) {
        let vigil =
            "vigil() { \(builtProduct("vigil")) \"$@\"; }; export VIGIL_CONFIG=\(configuration)"
        let run = try await ProgramOutput.of(
            "/bin/bash", ["-c", "\(vigil); \(line)"], environment: home.environment)
        guard case .exited(let status) = run.ending else {
            throw TestFailure("\(line) was killed: \(run.ending)")
        }
        return (status, run.output, run.error)
    }

    /// Runs a line of bash against a sandbox that starts with it, so that its faults and its work
    /// begin when the line does, however long other tests took. The sandbox is gone at the end;
    /// its configuration stays in `fresh`.
    func shell(
        speed: String, faults: String, _ line: String
    ) async throws -> (status: Int32, output: String, error: String) {
        let log = "\(home.path)/fresh.log"
        return try await shell(
            """
            rm -f \(fresh)
            \(builtProduct("vigil")) sandbox --speed \(speed) --faults \(faults) \\
                --write-config \(fresh) > \(log) 2>&1 & sandbox=$!
            until grep -qs listening \(log); do sleep 0.05; done
            export VIGIL_CONFIG=\(fresh)
            \(line)
            status=$?; kill $sandbox; wait $sandbox; exit $status
            """)
    }

    /// The configuration of the latest sandbox that a line of bash started.
    var fresh: String { "\(home.path)/fresh.yaml" }

    /// Starts a command on a terminal, on the sandbox's configuration or on another.
    func terminal(
        _ arguments: String..., width: Int = 100, configuration: String? = nil
    ) throws -> ProgramOnTerminal {
        try ProgramOnTerminal(
            builtProduct("vigil"), arguments + ["--config", configuration ?? self.configuration],
            environment: home.environment, size: Size(width: width, height: 40))
    }
}
