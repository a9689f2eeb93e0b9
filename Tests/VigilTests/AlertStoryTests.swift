import Foundation
import TerminalUI
import TestSupport
import Testing

/// What reaches the operator outside the screen, and what the next start remembers.
@Suite(.ownThread) struct AlertStoryTests {
    @Test func `A failure rings, is told outside the screen and runs the command, naming nobody`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        let told = "\(shift.home.path)/told"
        var text = try String(contentsOfFile: shift.configuration, encoding: .utf8)
        text += """

            alerts:
              command: [/bin/sh, -c, 'echo "$0" >> \(told); env >> \(told).env']
            """
        let file = try shift.home.write(text, to: "alerts.yaml")
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"), ["--config", file],
            environment: shift.home.environment.merging([
                "SOME_TOKEN": "very-secret", "TERM_PROGRAM": "ghostty", "LC_TIME": "C",
            ]) { $1 }, size: Size(width: 120, height: 40))
        try await screen.waitFor("Nothing is tracked")
        try await shift.track("deepvue")
        try await shift.track("reap")
        try await screen.waitUntil("bell and message") {
            $0.bells > 0
                && $0.commands.contains {
                    $0.hasPrefix("777;notify;Vigil;") && $0.contains("failed")
                }
        }
        try await screen.waitUntil("progress in the tab") {
            $0.commands.contains { $0.hasPrefix("9;4;") && !$0.hasPrefix("9;4;0") }
        }
        #expect(screen.screen.title.hasPrefix("Vigil: "))
        try await screen.waitUntil("the command") { _ in
            FileManager.default.fileExists(atPath: told + ".env")
        }
        let said = try String(contentsOfFile: told, encoding: .utf8)
        #expect(said.contains("failed"))
        let everything = said + screen.screen.commands.joined() + screen.screen.title
        #expect(!everything.contains("second try"), "a label went out")
        let environment = try String(contentsOfFile: told + ".env", encoding: .utf8)
        #expect(!environment.contains("very-secret"))
        #expect(environment.contains("PATH=") && environment.contains("LC_TIME=C"))
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
        #expect(screen.screen.title == "")
        #expect(screen.screen.commands.last { $0.hasPrefix("9;4;") } == "9;4;0;0")
    }

    @Test func `The next start has the filter, the order, the view and the selection again`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        try await shift.track("reap")
        let first = try shift.dashboard()
        try await first.waitFor("Night run 14")
        first.send("/vendor:reap")
        first.send(.enter)
        first.send("ssss")
        try await first.waitFor("PROGRESS▲")
        first.send("jj")
        try await first.waitUntil("the third row") { $0.rows[5].contains("›") }
        first.send("q")
        #expect(try await first.waitForExit() == .exited(0))
        let name = "\(shift.home.path)/.local/state/vigil/vigil.db.dashboard.json"
        let facts = try FileManager.default.attributesOfItem(atPath: name)
        #expect(facts[.posixPermissions] as? Int == 0o600)
        let again = try shift.dashboard()
        try await again.waitUntil("as before") {
            $0.shows("/ vendor:reap") && $0.shows("PROGRESS▲")
        }
        again.send("q")
        #expect(try await again.waitForExit() == .exited(0))
    }

    @Test func `Alerts outlive kill -9, and one acknowledged on one terminal is off the other`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        let first = try shift.dashboard()
        try await first.waitFor("Nothing is tracked")
        _ = try await shift.trackFirst("deepvue", labelled: "UPI check, second try")
        try await first.waitFor(" 1 alert ")
        let name = "\(shift.home.path)/.local/state/vigil/vigil.db.dashboard.json"
        try await first.waitUntil("it on the disk") { _ in
            (try? String(contentsOfFile: name, encoding: .utf8))?.contains("\"cause\"") == true
        }
        first.signal(SIGKILL)
        _ = try await first.waitForExit()
        let second = try shift.dashboard()
        try await second.waitFor(" 1 alert ")
        let third = try shift.dashboard()
        try await third.waitFor(" 1 alert ")
        second.send("A")
        try await second.waitFor("Deepvue UPI check, second try failed")
        second.send(" ")
        try await third.waitUntil("it off the list") { !$0.rows[0].contains("alert") }
        second.send(.escape)
        for screen in [second, third] {
            screen.send(.control("c"))
            #expect(try await screen.waitForExit() == .exited(0))
        }
    }

    @Test func `Keys of the configuration work, and a mistake in them is told with its line`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        let text = try String(contentsOfFile: shift.configuration, encoding: .utf8)
        let good = try shift.home.write(
            text + "\nkeys: {help: h, quit: [Q]}\nappearance: {mouse: false}\n", to: "keys.yaml")
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"), ["--config", good], environment: shift.home.environment,
            size: Size(width: 120, height: 40))
        try await screen.waitFor("h help")
        #expect(!screen.screen.modes.contains(1000))
        screen.send("h")
        try await screen.waitFor("Keys: Batches")
        screen.send(.escape)
        try await screen.waitUntil("the help gone") { !$0.shows("Keys: Batches") }
        screen.send("Q")
        #expect(try await screen.waitForExit() == .exited(0))
        let bad = try shift.home.write("keys:\n  hlep: h\n", to: "bad.yaml")
        let run = try await CommandRun(["list", "--config", bad], home: shift.home)
        #expect(run.status == 3)
        #expect(run.error.contains("bad.yaml:2:3") && run.error.contains("did you mean help?"))
    }
}
