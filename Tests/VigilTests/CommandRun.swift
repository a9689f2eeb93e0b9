import Foundation
import TestSupport

/// One run of the built program without a terminal: what it said and how it ended.
struct CommandRun {
    let status: Int32
    let output: String
    let error: String

    /// Runs the program in a home of its own.
    init(
        _ arguments: [String], home: Home, input: String = "",
        by program: String = builtProduct("vigil")
    ) async throws {
        let run = try await ProgramOutput.of(
            program, arguments, input: input, environment: home.environment)
        guard case .exited(let status) = run.ending else {
            throw TestFailure("vigil \(arguments) was killed: \(run.ending)")
        }
        self.status = status
        output = run.output
        error = run.error
    }
}

/// A home folder for one test, removed with it: no test sees another's store or configuration.
final class Home {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "vigil-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What a program started in this home finds in its environment.
    var environment: [String: String] { ["HOME": path, "TMPDIR": path, "USER": "asha"] }

    /// Writes a file into the home, readable by its owner alone, and gives its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        return file
    }
}
