import Foundation
import TestSupport
import Testing

/// The scripts and units of the repository.
@Suite(.ownThread) struct ScriptTests {
    /// Every file that begins with a shell's name, outside of what is built.
    private static let scripts: [String] = {
        let files = FileManager.default.enumerator(
            at: repository, includingPropertiesForKeys: [.isRegularFileKey])
        var found: [String] = []
        while let file = files?.nextObject() as? URL {
            if [".build", ".git"].contains(file.lastPathComponent) {
                files?.skipDescendants()
                continue
            }
            guard let handle = try? FileHandle(forReadingFrom: file),
                let head = try? handle.read(upToCount: 64)
            else { continue }
            let line = String(decoding: head, as: UTF8.self).prefix { $0 != "\n" }
            if line.contains(/^#!.*\b(sh|bash)$/) { found.append(file.path) }
        }
        return found.sorted()
    }()

    @Test(.enabled(if: Tool.shellcheck.isInstalled, "shellcheck is not installed"))
    func `shellcheck finds nothing in any script`() async throws {
        #expect(Self.scripts.count >= 3)
        let run = try await Tool.shellcheck.run(Self.scripts)
        #expect(run.status == 0, "\(run.output)")
    }

    @Test(.enabled(if: Tool.shellcheck.isInstalled, "shellcheck is not installed"))
    func `shellcheck finds nothing in the completion of bash`() async throws {
        let home = try Home()
        let script = try await CommandRun(["completions", "bash"], home: home)
        let file = try home.write(script.output, to: "vigil.bash")
        let run = try await Tool.shellcheck.run(["--shell=bash", file])
        #expect(run.status == 0, "\(run.output)")
    }

    @Test(.enabled(if: Tool.systemdAnalyze.isInstalled, "systemd-analyze is not installed"))
    func `systemd finds nothing wrong with the recorder's unit`() async throws {
        let home = try Home()
        let unit = try String(
            contentsOf: repository.appending(path: ".packaging/vigil-follow.service"),
            encoding: .utf8)
        // Where the program is here.
        let file = try home.write(
            unit.replacing("/usr/bin/vigil", with: builtProduct("vigil")),
            to: "vigil-follow.service")
        let run = try await Tool.systemdAnalyze.run(
            ["verify", "--user", "--man=no", file],
            environment: home.environment.merging(["XDG_RUNTIME_DIR": home.path]) { $1 })
        #expect(run.status == 0, "\(run.error)")
        #expect(!run.error.contains("vigil-follow"), "\(run.error)")
    }
}
