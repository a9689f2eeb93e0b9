import Foundation
import TestSupport
import Testing

/// What the environment says is honoured.
@Suite(.ownThread) struct EnvironmentTests {
    private func run(
        _ arguments: [String], _ environment: [String: String]
    ) async throws -> ProgramOutput {
        try await ProgramOutput.of(
            builtProduct("vigil"), arguments, environment: environment)
    }

    @Test func `XDG_CONFIG_HOME, XDG_STATE_HOME and XDG_DATA_HOME say where files are`()
        async throws
    {
        let home = try Home()
        var environment = home.environment
        environment["XDG_CONFIG_HOME"] = "\(home.path)/c"
        environment["XDG_STATE_HOME"] = "\(home.path)/s"
        environment["XDG_DATA_HOME"] = "\(home.path)/d"
        let path = try await run(["config", "path"], environment)
        #expect(path.output == "\(home.path)/c/vigil/config.yaml\n")
        let listed = try await run(["list", "--verbose"], environment)
        #expect(listed.error.contains("store: \(home.path)/s/vigil/vigil.db"))
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/s/vigil/vigil.db"))
        let folder = "\(home.path)/d/vigil/themes"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: repository.appending(path: "themes/vigil-safe.yaml"),
            to: URL(filePath: "\(folder)/my-own.yaml"))
        #expect(try await run(["themes"], environment).output.contains("my-own\n"))
    }

    @Test func `TZ is the clock's time zone`() async throws {
        for (zone, offset) in [("UTC", 0), ("XYZ-5:30", 330)] {
            let home = try Home()
            let demo = try ProgramOnTerminal(
                builtProduct("vigil"), ["demo"],
                environment: home.environment.merging(["TZ": zone]) { $1 })
            defer { demo.close() }
            func shown(_ date: Date) -> String {
                let minutes = (Int(date.timeIntervalSince1970) / 60 + offset) % 1440
                return String(format: "%02d:%02d", minutes / 60, minutes % 60)
            }
            // What was checked lately, at the end of its row.
            try await demo.waitUntil("a time of day in \(zone)") { screen in
                (0...20).contains { ago in
                    let time = shown(.now.addingTimeInterval(Double(-60 * ago)))
                    return screen.rows.contains { $0.hasSuffix(time) }
                }
            }
            demo.send("q")
            #expect(try await demo.waitForExit() == .exited(0))
        }
    }

    @Test func `HTTPS_PROXY is asked for vendors, but not for hosts in NO_PROXY`() async throws {
        let home = try Home()
        let file = try home.write(
            "vendors: {reap: {base_url: \"https://vendor.invalid\", api_key: k}}\n",
            to: "vigil.yaml")
        // Nobody listens there, so whether it was asked shows in what failed.
        var environment = home.environment
        environment["HTTPS_PROXY"] = "http://127.0.0.1:9"
        let proxied = try await run(["doctor", "--config", file, "--quiet"], environment)
        environment["NO_PROXY"] = "vendor.invalid"
        let direct = try await run(["doctor", "--config", file, "--quiet"], environment)
        let first = proxied.output.split(separator: "\n").first { $0.contains("  reap ") }
        let second = direct.output.split(separator: "\n").first { $0.contains("  reap ") }
        #expect(first != nil && second != nil)
        #expect(first != second, "\(first ?? "") \(second ?? "")")
    }
}
