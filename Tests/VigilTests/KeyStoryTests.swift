import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// The contract's keys on the built program, one story each.
@Suite(.ownThread) struct KeyStoryTests {
    private func demo(
        _ arguments: String..., environment: [String: String] = [:],
        size: Size = Size(width: 120, height: 40), directory: String? = nil
    ) async throws -> ProgramOnTerminal {
        let program = try ProgramOnTerminal(
            builtProduct("vigil"), ["demo", "--seed", "1"] + arguments,
            environment: environment.merging(["TMPDIR": "/tmp"]) { first, _ in first }, size: size,
            directory: directory)
        try await program.waitFor("March import")
        return program
    }

    private func quit(_ program: ProgramOnTerminal) async throws {
        program.send("q")
        #expect(try await program.waitForExit() == .exited(0))
        #expect(program.screen.leftovers.isEmpty)
        #expect(program.screen.unknown.isEmpty)
    }

    @Test func `Sorting, moving, pausing, themes, copying and asking do what their keys say`()
        async throws
    {
        let demo = try await demo()
        func row(_ sign: Character) -> String? {
            demo.screen.rows.first { $0.dropFirst().first == sign }
        }
        try await demo.press("s", seeing: "VENDOR▲")
        try await demo.press("S", seeing: "VENDOR▼")
        demo.send("j")
        demo.send("k")
        try await demo.press("G", seeing: "30/30")
        try await demo.press("g", seeing: "1/30")
        demo.send(.pageDown)
        try await demo.waitUntil("further down") { $0.shows("30/30") }
        try await demo.press("p", seeing: "paused")
        try await demo.press("p", seeing: "Polling goes on.")
        try await demo.press("T", seeing: "Theme ")
        demo.send("y")
        try await demo.waitUntil("the clipboard") {
            $0.commands.contains { $0.hasPrefix("52;c;") }
        }
        try await demo.press("d", seeing: "Untrack?")
        demo.send("n")
        try await demo.waitUntil("the question gone") { !$0.shows("Untrack?") }
        try await demo.press("a", seeing: "Looks like:")
        demo.send(.escape)
        try await demo.waitUntil("the prompt gone") { !$0.shows("Looks like:") }
        try await demo.press("2", seeing: "ORDER")
        try await demo.press("R", seeing: "Start a usage report?")
        try await demo.press("y", seeing: "Tracking Report on")
        try await demo.press(.tab, seeing: "CUSTOMER")
        try await demo.press("?", seeing: "Keys: KYC")
        demo.send(.escape)
        try await demo.waitUntil("the help gone") { !$0.shows("Keys: KYC") }
        try await quit(demo)
    }

    @Test func `d stops watching and the next r asks about what is left`() async throws {
        let demo = try await demo()
        demo.send("/pilot")
        try await demo.press(.enter, seeing: "1 of 30")
        try await demo.press("d", seeing: "The history is kept.")
        try await demo.press("y", seeing: "Nothing matches the filter.")
        demo.send(.escape)
        try await demo.waitUntil("one fewer") { $0.shows("1/29") }
        try await demo.press("r", seeing: "Asking ")
        try await quit(demo)
    }

    @Test func `The palette runs what is typed, and the alerts are listed and acknowledged`()
        async throws
    {
        let demo = try await demo()
        try await demo.press(":", seeing: "Commands")
        try await demo.press("group by vendor\r", seeing: "Grouped by vendor.")
        try await demo.waitUntil("an alert") { $0.rows[0].contains("alert") }
        try await demo.press("A", seeing: " Space acknowledge")
        try await demo.press("m", seeing: "Mute alerts for")
        try await demo.press("1", seeing: "muted until")
        try await demo.press("A", seeing: "Acknowledged ")
        demo.send(.escape)
        try await demo.waitUntil("the list gone") { !$0.shows("Esc close") }
        try await demo.press("4", seeing: "alert acknowledged")
        try await demo.waitFor("alerts muted until")
        try await demo.press("m", seeing: "Alerts reach out again.")
        try await quit(demo)
    }

    @Test func `o fetches the result file for its owner alone and never overwrites one`()
        async throws
    {
        let home = try Home()
        let demo = try await demo("--speed", "200", directory: home.path)
        demo.send("/surat")
        demo.send(.enter)
        try await demo.waitUntil("its end") { screen in
            screen.shows("1 of 30")
                && screen.rows.contains { $0.contains("Surat") && $0.contains("completed") }
        }
        var kept: [String] = []
        for number in 1...2 {
            demo.send("o")
            try await demo.waitUntil("file \(number)") { _ in
                kept = (try? FileManager.default.contentsOfDirectory(atPath: home.path)) ?? []
                return kept.count { $0.hasPrefix("deepvue-") } == number
            }
            try await demo.waitFor("Result file: \(home.path)/deepvue-")
        }
        #expect(kept.contains { $0.contains("-result-2.") })
        for name in kept where name.hasPrefix("deepvue-") {
            let facts = try FileManager.default.attributesOfItem(atPath: "\(home.path)/\(name)")
            #expect(facts[.posixPermissions] as? Int == 0o600)
            #expect((facts[.size] as? Int ?? 0) > 0)
        }
        try await demo.press("4", seeing: "result fetched")
        try await quit(demo)
    }

    @Test func `The mouse selects, sorts, opens, scrolls and presses keys, unless it is let go`()
        async throws
    {
        let demo = try await demo()
        func click(_ text: String, _ action: Mouse.Action = .press) async throws {
            try await demo.waitFor(text)
            // What is on the screen while it is being painted is no place to click on.
            try await demo.watch(for: .milliseconds(150))
            let place = try #require(demo.screen.position(of: text))
            demo.send(Mouse(action, at: place))
        }
        try await click("TOTAL")
        try await demo.waitFor("▲TOTAL")
        // Its row moves while totals come in, so one click may meet another.
        try await demo.waitUntil("it selected") { screen in
            screen.rows.contains { $0.contains("›") && $0.contains("Night run 14") }
        } press: {
            if let place = demo.screen.position(of: "Night run 14") {
                demo.send(Mouse(.press, at: place))
            }
        }
        try await click("Night run 14", .doubleClick)
        try await demo.waitFor("Batches › Night run 14")
        try await click("Esc back")
        try await demo.waitUntil("the list") { !$0.shows("Batches ›") }
        demo.send(Mouse(.scrollDown, at: Position(x: 10, y: 10)))
        try await click("5 Vendors")
        try await demo.waitFor("answering")
        try await click("? help")
        try await demo.waitFor("Keys: Vendors")
        try await click("Esc close")
        try await click("q quit")
        #expect(try await demo.waitForExit() == .exited(0))
    }

    @Test func `Moving the selection writes its two rows and little else`() async throws {
        let demo = try await demo("--speed", "1", size: Size(width: 80, height: 24))
        try await demo.press("p", seeing: "paused")
        demo.send("j")
        try await demo.watch(for: .milliseconds(500))
        var least = Int.max
        for _ in 0..<6 {
            let before = demo.bytesWritten
            let screen = demo.screen.rows
            demo.send("j")
            try await demo.waitUntil("the selection moved") { $0.rows != screen }
            try await demo.watch(for: .milliseconds(50))
            least = min(least, demo.bytesWritten - before)
        }
        #expect(least < 1000, "\(least) bytes")
        try await quit(demo)
    }
}
