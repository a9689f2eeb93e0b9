import Foundation
import TestSupport

/// Programs of others that tests run where they are installed.
enum Tool: String, CaseIterable {
    case bash, zsh, fish, man, groff, shellcheck, valgrind, strip
    case systemdAnalyze = "systemd-analyze"

    /// Where it is; nil when it is not installed.
    var path: String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return (folders.map(String.init) + ["/usr/bin", "/bin"]).map { "\($0)/\(rawValue)" }
            .first { access($0, X_OK) == 0 }
    }

    /// Whether it is installed.
    var isInstalled: Bool { path != nil }

    /// Runs it to its end and gives what it said.
    func run(
        _ arguments: [String], environment: [String: String] = [:], directory: String? = nil
    ) async throws -> (status: Int32, output: String, error: String) {
        guard let path else { throw TestFailure("\(rawValue) is not installed") }
        let run = try await ProgramOutput.of(
            path, arguments, environment: environment, directory: directory)
        guard case .exited(let status) = run.ending else {
            throw TestFailure("\(rawValue) \(arguments): \(run.ending)\n\(run.error)")
        }
        return (status, run.output, run.error)
    }
}

/// The sanitizer that every program of this run has in it, as `Sanitizers/run` says; nil without.
let sanitizer = ProcessInfo.processInfo.environment["VIGIL_SANITIZER"]

/// The folder of the repository.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

extension Home {
    /// The environment of a shell in which `vigil` is the built program.
    var shellEnvironment: [String: String] {
        let program = URL(filePath: builtProduct("vigil")).deletingLastPathComponent().path
        return environment.merging(["PATH": "\(program):/usr/bin:/bin"]) { $1 }
    }
}

extension CommandRun {
    /// What it printed, as one JSON object.
    var object: [String: Any] {
        get throws {
            let json = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return json as? [String: Any] ?? [:]
        }
    }
}
