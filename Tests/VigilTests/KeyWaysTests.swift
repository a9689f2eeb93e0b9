import Foundation
import TerminalUI
import TestSupport
import Testing

/// The keys that no other story presses, on the built program.
@Suite(.ownThread) struct KeyWaysTests {
    private func demo(_ arguments: String...) async throws -> ProgramOnTerminal {
        let home = try Home()
        let program = try ProgramOnTerminal(
            builtProduct("vigil"), ["demo", "--seed", "1"] + arguments,
            environment: home.environment, size: Size(width: 120, height: 40))
        try await program.waitFor("March import")
        try await program.waitFor("1/30")
        return program
    }

    private func quit(_ program: ProgramOnTerminal) async throws {
        program.send(.control("c"))
        #expect(try await program.waitForExit() == .exited(0))
        #expect(program.screen.leftovers.isEmpty && program.screen.unknown.isEmpty)
    }

    @Test func `Every key that moves ends where it says, and the selection is in sight`()
        async throws
    {
        let demo = try await demo()
        try demo.resize(Size(width: 120, height: 14))
        for (key, place) in [
            (Key.down, "2/30"), (.character("j"), "3/30"), (.up, "2/30"), (.character("k"), "1/30"),
            (.end, "30/30"), (.home, "1/30"), (.character("G"), "30/30"),
            (.character("g"), "1/30"), (.pageDown, ""), (.pageUp, "1/30"),
        ] {
            demo.send(key)
            try await demo.waitUntil("\(key) ending at \(place)") { screen in
                screen.rows.contains { $0.contains("›") }
                    && (place.isEmpty ? !screen.shows(" 1/30") : screen.shows(place))
            }
        }
        demo.send(.tab)
        try await demo.waitFor("ORDER")
        demo.send(.backTab)
        try await demo.waitFor("PROGRESS")
        demo.send(.backTab)
        try await demo.waitFor("answering")
        demo.send("1")
        try await demo.waitFor("PROGRESS")
        demo.send(.enter)
        try await demo.waitFor("Batches ›")
        demo.send(.backspace)
        try await demo.waitUntil("the list") { !$0.shows("Batches ›") }
        demo.send(.function(1))
        try await demo.waitFor("Keys: Batches")
        demo.send(.escape)
        try await demo.waitUntil("the help gone") { !$0.shows("Keys: Batches") }
        try await quit(demo)
    }

    @Test func `What a line's noise has spoiled is painted again`() async throws {
        let demo = try await demo()
        demo.send("p")
        try await demo.waitFor("paused")
        try await demo.watch(for: .milliseconds(300))
        let before = demo.bytesWritten
        demo.send(.control("l"))
        try await demo.waitUntil("everything again") { _ in demo.bytesWritten - before > 1000 }
        #expect(demo.screen.shows("March import"))
        try await quit(demo)
    }

    @Test func `Items are selected, grouped and shown in other columns`() async throws {
        let demo = try await demo()
        demo.send(" ")
        try await demo.waitFor("1 selected")
        demo.send(.control("a"))
        try await demo.waitFor("30 items selected.")
        demo.send(.escape)
        try await demo.waitUntil("none selected") { !$0.shows("Esc unselect") }
        demo.send("gVjj")
        try await demo.waitFor("3 selected, V ends")
        demo.send("V")
        try await demo.waitUntil("the range kept") {
            $0.shows("3 selected") && !$0.shows("V ends")
        }
        demo.send(.escape)
        try await demo.waitUntil("none selected") { !$0.shows("Esc unselect") }
        demo.send("b")
        try await demo.waitFor("Grouped by vendor.")
        demo.send("b")
        try await demo.waitFor("Grouped by state.")
        demo.send("b")
        try await demo.waitFor("Not grouped.")
        demo.send("c")
        try await demo.waitFor("[x] RATE")
        for _ in 0..<12 where !demo.screen.rows.contains(where: { $0.contains("› [x] RATE") }) {
            // The list behind it changes as well.
            let column = demo.screen.rows.first { $0.contains("› [") }
            demo.send(.down)
            try await demo.waitUntil("the next column") { screen in
                screen.rows.first { $0.contains("› [") } != column
            }
        }
        demo.send(" ")
        try await demo.waitFor("[ ] RATE")
        demo.send(.escape)
        try await demo.waitUntil("the column gone") { !$0.shows("RATE") && $0.shows("PROGRESS") }
        try await quit(demo)
    }

    @Test func `An id is tracked from the dashboard, and a group of stamps copied`() async throws {
        let shift = try await Shift(speed: "20")
        try await shift.track("stamps")
        let batch = try #require(try await shift.items().first { $0.kind == "reap" })
        let screen = try shift.dashboard("--view", "stamps")
        try await screen.waitFor("25 ordered")
        // An order that has only stamps that are available.
        screen.send("/franchise\r")
        try await screen.waitUntil("it selected, and its ids there") {
            $0.shows("Franchise papers  ✓ completed") && $0.shows("stamp_v2_")
        }
        for (key, said) in [
            (Key.right, "There is no id here"), (.right, "available id"),
            (.left, "There is no id here"),
        ] {
            screen.send(key)
            screen.send("Y")
            try await screen.waitFor(said)
        }
        let copied = try #require(screen.screen.commands.last { $0.hasPrefix("52;c;") })
        let text = try #require(Data(base64Encoded: String(copied.dropFirst(5))))
        let ids = String(decoding: text, as: UTF8.self).split(separator: "\n")
        #expect(!ids.isEmpty && ids.allSatisfy { $0.hasPrefix("stamp_") }, "\(ids)")
        screen.send("1a")
        try await screen.waitFor("Looks like:")
        screen.send("\(batch.id)\r")
        try await screen.waitFor(String(batch.id.prefix(8)))
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        #expect(try await shift.list().contains { $0["id"] as? String == batch.id })
    }
}
