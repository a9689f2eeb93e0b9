import Foundation
import TerminalUI
import TestSupport
import Testing

/// A configuration that is changed while the dashboard is open.
@Suite(.ownThread) struct ReloadTests {
    @Test func `A saved change is in force at once, a faulty one is told and changes nothing`()
        async throws
    {
        let shift = try await Shift()
        try await shift.track("reap")
        let text = try String(contentsOfFile: shift.configuration, encoding: .utf8)
        let screen = try shift.dashboard()
        try await screen.waitUntil("a bar in eighths") { $0.text.contains("█") }
        // As editors do: a new file over the old one.
        let draft = try shift.home.write(text + "\nappearance: {glyphs: ascii}\n", to: "draft")
        #expect(rename(draft, shift.configuration) == 0)
        try await screen.waitFor("New configuration in force: appearance")
        try await screen.waitUntil("ASCII") { !$0.text.contains("█") }
        try shift.home.write(text + "\nappearence: {}\n", to: "sandbox.yaml")
        try await screen.waitFor("The configuration stays as it was")
        #expect(screen.screen.shows("appearence"))
        #expect(!screen.screen.text.contains("█"))
        try shift.home.write(text, to: "sandbox.yaml")
        try await screen.waitUntil("eighths again") { $0.text.contains("█") }
        screen.send("4")
        try await screen.waitFor("new configuration in force: appearance")
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
        #expect(screen.screen.leftovers.isEmpty)
    }

    @Test func `A configuration that is first made while the screen is open is in force at once`()
        async throws
    {
        let shift = try await Shift()
        let home = try Home()
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"), [], environment: home.environment,
            size: .init(width: 120, height: 40))
        defer { screen.close() }
        try await screen.waitFor("vigil config init")
        #expect(try await CommandRun(["config", "init"], home: home).status == 0)
        try await screen.waitFor("New configuration in force: no vendor in it yet")
        try await screen.waitFor("vigil config path")
        let made = try String(contentsOfFile: shift.configuration, encoding: .utf8)
        try home.write(made, to: ".config/vigil/config.yaml")
        try await screen.waitFor("Nothing is tracked yet.")
        let reap = try #require(try await shift.items().first { $0.kind == "reap" })
        let run = try await CommandRun(["track", "reap", reap.id, "--label", "First"], home: home)
        #expect(run.status == 0)
        try await screen.waitUntil("its first answer") { $0.shows("First") && $0.shows("4,200") }
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
    }

    @Test func `A corrected credential file brings a vendor back without a new start`()
        async throws
    {
        let shift = try await Shift()
        try await shift.track("reap")
        let text = try String(contentsOfFile: shift.configuration, encoding: .utf8)
        let found = try #require(text.firstMatch(of: /reap:\n(?: .*\n)*? +api_key: "?([^"\n]+)"?/))
        let key = String(found.1)
        let file = try shift.home.write("wrong\n", to: "key")
        try shift.home.write(
            text.replacing(/(reap:\n(?: .*\n)*? +api_key: ).*/) { "\($0.1){file: \(file)}" },
            to: "sandbox.yaml")
        let screen = try shift.dashboard("--view", "vendors")
        try await screen.waitFor("refused")
        try shift.home.write(key + "\n", to: "key")
        try await screen.waitFor("New configuration in force: vendors.reap")
        try await screen.waitUntil("Reap answers") { screen in
            screen.rows.contains { $0.contains("Reap") && $0.contains("answering") }
        }
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
    }
}
