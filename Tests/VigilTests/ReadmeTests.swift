import Foundation
import TestSupport
import Testing

/// What the README shows is what happens.
@Suite(.ownThread) struct ReadmeTests {
    /// The fenced blocks of a language, in order.
    private func blocks(_ language: String) throws -> [String] {
        let text = try String(contentsOf: repository.appending(path: "README.md"), encoding: .utf8)
        return text.matches(
            of: try Regex("(?s)```\(language)\n(.*?)```", as: (Substring, Substring).self)
        )
        .map { String($0.1) }
    }

    @Test func `The sessions in the README print what it says`() async throws {
        let home = try Home()
        let sessions = try blocks("console")
        #expect(!sessions.isEmpty)
        for session in sessions {
            var said = ""
            for line in session.split(separator: "\n") where line.hasPrefix("$ ") {
                let run = try await Tool.bash.run(
                    ["-c", "exec 2>&1; \(line.dropFirst(2))"], environment: home.shellEnvironment,
                    directory: home.path)
                said += "\(line)\n" + run.output
            }
            #expect(said.replacing(home.path, with: "~") == session)
            // From the second session on, the README's own configuration is in place.
            if let yaml = try blocks("yaml").first {
                try home.write(yaml, to: ".config/vigil/config.yaml")
            }
        }
    }

    @Test func `The configuration in the README is free of faults`() async throws {
        let home = try Home()
        let file = try home.write(try #require(try blocks("yaml").first), to: "readme.yaml")
        let run = try await CommandRun(["config", "check", "--config", file], home: home)
        #expect(run.status == 0, "\(run.error)")
    }
}
