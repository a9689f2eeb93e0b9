import Foundation
import HTTP
import HTTPClient
import TerminalUI
import TestSupport
import Testing

private let batch = "f208a887-9fa6-4447-a52b-c1d6e089536f"

/// What each option changes.
@Suite(.ownThread) struct OptionTests {
    @Test func `The sandbox listens where it is told, with the work and the faults it is told`()
        async throws
    {
        let home = try Home()
        let file = "\(home.path)/sandbox.yaml"
        func items(_ arguments: String...) async throws -> String {
            let sandbox = try ProgramOnTerminal(
                builtProduct("vigil"), ["sandbox", "--host", "127.0.0.2"] + arguments,
                environment: home.environment)
            defer { sandbox.close() }
            try await sandbox.waitFor("listening on http://127.0.0.2:")
            let found = sandbox.screen.text.firstMatch(of: /http:\/\/[0-9.:]+/)
            let url = try #require(found.map { String($0.output) })
            let transport = CurlTransport()
            defer { transport.close() }
            func get(_ path: String) async throws -> String {
                let request = HTTPRequest(method: "GET", url: url + path)
                return String(decoding: try await transport.send(request).body, as: UTF8.self)
            }
            #expect(try await get("/").contains("slow") == true)
            return try await get("/items")
        }
        let few = try await items("--batches", "4", "--port", "0", "--write-config", file)
        #expect(try await items("--batches", "4") == few)
        #expect(try await items("--batches", "4", "--seed", "2") != few)
        #expect(try await items("--batches", "40").count > few.count * 4)
        let polling = try String(contentsOfFile: file, encoding: .utf8)
        #expect(polling.contains("every: 30s"))
        let arguments = [
            "sandbox", "--write-config", file, "--speed", "60", "--faults", "reap:slow", "--host",
            "0.0.0.0",
        ]
        #expect(try await CommandRun(arguments, home: home).status == 6)
        let again = try ProgramOnTerminal(
            builtProduct("vigil"), arguments + ["--force"], environment: home.environment)
        defer { again.close() }
        try await again.waitFor("listening on")
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("every: 500ms"))
        // It listens on all addresses, and its configuration names one that can be used.
        let check = try await CommandRun(["config", "check", "--config", file], home: home)
        #expect(check.status == 0, "\(check.error)")
        #expect(try await CommandRun(["sandbox", "--faults", "slwo"], home: home).status == 2)
    }

    @Test func `The demo takes the sandbox's options and the dashboard's`() async throws {
        let home = try Home()
        func demo(_ arguments: String...) throws -> ProgramOnTerminal {
            try ProgramOnTerminal(
                builtProduct("vigil"), ["demo"] + arguments, environment: home.environment,
                size: .init(width: 120, height: 40))
        }
        let empty = try demo("--batches", "0", "--view", "vendors")
        defer { empty.close() }
        try await empty.waitFor("not asked yet")
        let slow = try demo("--faults", "outage", "--seed", "3", "--speed", "500", "--read-only")
        defer { slow.close() }
        try await slow.waitUntil("trouble") {
            $0.text.contains("out of order") || $0.shows("vendor")
        }
        slow.send("u")
        try await slow.waitFor("Read-only: nothing can be uploaded.")
        let themed = try demo("--theme", "vigil-light")
        defer { themed.close() }
        try await themed.waitUntil("light paper") { screen in
            Set(screen.grid.joined().map(\.style.background)).count > 1
        }
    }

    @Test func `A dashboard opens in the view and theme it is told, without colour, in ASCII`()
        async throws
    {
        let shift = try await Shift()
        try await shift.track("kyc")
        let plain = try shift.dashboard("--view", "kyc", "--read-only", "--ascii", "--no-color")
        defer { plain.close() }
        try await plain.waitFor("UNVERIFIED")
        #expect(plain.screen.text.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(
            Set(plain.screen.grid.joined().map(\.style.foreground)) == [.standard])
        plain.send("n")
        try await plain.waitFor("Read-only: nothing can be submitted.")
        func ground(_ theme: String) async throws -> TerminalColor? {
            // How the first was left may be known by now.
            let screen = try shift.dashboard("--theme", theme, "--view", "batches")
            defer { screen.close() }
            try await screen.waitUntil("its last cell") {
                $0.grid.last?.last?.style.background != .standard
            }
            return screen.screen.grid.last?.last?.style.background
        }
        #expect(try await ground("vigil-light") != ground("vigil-dark"))
        for (option, near) in [("--theme", "vigil-light"), ("--view", "batches")] {
            let mistyped = String(near.dropLast())
            let run = try ProgramOnTerminal(
                builtProduct("vigil"),
                [option, mistyped, "--config", shift.configuration],
                environment: shift.home.environment)
            #expect(try await run.waitForExit() == .exited(2))
            #expect(run.screen.text.contains(near))
        }
    }

    @Test
    func `Items are listed by kind, state and text, in any order, and untracked ones on demand`()
        async throws
    {
        let home = try Home()
        _ = try await CommandRun(["track", "reap", batch, "--label", "March"], home: home)
        _ = try await CommandRun(
            ["track", "stamps", "bulk_stamp_v2_b", "bulk_stamp_v2_a", "--label", "April"],
            home: home)
        _ = try await CommandRun(["untrack", "bulk_stamp_v2_b"], home: home)
        func ids(_ arguments: String...) async throws -> [String] {
            let run = try await CommandRun(["list", "--json"] + arguments, home: home)
            #expect(run.status == 0, "\(run.error)")
            let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            return (json as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        }
        #expect(try await ids() == [batch, "bulk_stamp_v2_a"])
        #expect(try await ids("--sort", "id") == ["bulk_stamp_v2_a", batch])
        #expect(try await ids("--kind", "reap") == [batch])
        #expect(try await ids("--state", "completed") == [])
        #expect(try await ids("--filter", "april") == ["bulk_stamp_v2_a"])
        #expect(try await ids("--all").contains("bulk_stamp_v2_b"))
    }

    @Test func `Rows whose token failed are left out, and content can be sent again, on demand`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        let row = "11111111-2222-4333-8444-555555555555,tok-1\n"
        let file = try shift.home.write(
            "externalId,shareToken\n\(row)22222222-2222-4333-8444-555555555555,FAILED\n",
            to: "march.csv")
        #expect(try await shift.vigil("upload", "reap", file).status == 2)
        let sent = try await shift.vigil("upload", "reap", file, "--skip-failed")
        #expect(sent.status == 0 && sent.output.hasPrefix("1 row uploaded, 1 left out"))
        #expect(try await shift.vigil("upload", "reap", file, "--skip-failed").status == 6)
        let again = try await shift.vigil("upload", "reap", file, "--skip-failed", "--again")
        #expect(again.status == 0, "\(again.error)")
    }

    @Test func `The store, the configuration and the operator are those that are named`()
        async throws
    {
        let shift = try await Shift()
        let store = "\(shift.home.path)/other.db"
        let tracked = try await shift.vigil(
            "track", "reap", batch, "--store", store, "--operator", "Testa", "--verbose")
        #expect(tracked.error.contains("configuration: \(shift.configuration)\n"))
        #expect(tracked.error.contains("store: \(store)\n"))
        #expect(try await shift.list().isEmpty)
        let screen = try shift.dashboard("--store", store, "--view", "activity")
        defer { screen.close() }
        try await screen.waitFor("Testa")
    }

    @Test func `Quiet prints results and failures alone, and help and version are everywhere`()
        async throws
    {
        let home = try Home()
        let quiet = try await CommandRun(["track", "reap", batch, "--quiet"], home: home)
        #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.error.isEmpty)
        let listed = try await CommandRun(["list", "--quiet"], home: home)
        #expect(listed.output.contains(batch))
        let failed = try await CommandRun(["untrack", "nothing", "--quiet"], home: home)
        #expect(failed.error.hasPrefix("vigil: "))
        let help = try await CommandRun(["--help"], home: home).output
        for match in help.matches(of: #/\n  ([a-z]+) /#) {
            let command = String(match.1)
            let own = try await CommandRun([command, "--help"], home: home)
            #expect(own.status == 0 && own.output.contains("\nExample:\n  "), "\(command)")
            #expect(own.output.contains("vigil \(command)"), "\(command)")
            let version = try await CommandRun([command, "--version"], home: home)
            #expect(version.status == 0 && version.output.hasPrefix("vigil 0."), "\(command)")
        }
    }
}
