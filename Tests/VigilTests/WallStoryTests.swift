import Foundation
import TerminalUI
import TestSupport
import Testing

/// The built program on a wall, and started for the first time.
@Suite(.ownThread) struct WallStoryTests {
    private func program(
        _ arguments: [String], home: Home, size: Size = Size(width: 120, height: 40)
    ) throws -> ProgramOnTerminal {
        try ProgramOnTerminal(
            builtProduct("vigil"), arguments, environment: home.environment, size: size)
    }

    @Test
    func
        `The wall goes through the views by itself, shows no customer and gives back the terminal`()
        async throws
    {
        let home = try Home()
        let wall = try program(["demo", "--wall", "--seed", "1", "--speed", "60"], home: home)
        try await wall.waitFor("newest answer")
        try await wall.waitFor("[Batches]")
        try await wall.waitFor("[Stamps]")
        wall.send("n")
        try await wall.waitFor("[KYC]")
        #expect(!wall.screen.shows("Exchange user"))
        try await wall.waitUntil("figures of customers") { $0.shows("verified") }
        wall.send(" ")
        try await wall.waitFor("held")
        wall.send("d")
        try await wall.waitFor("[Activity]")
        #expect(!wall.screen.shows("Exchange user"))
        wall.send("q")
        #expect(try await wall.waitForExit() == .exited(0))
        #expect(wall.screen.leftovers.isEmpty)
        #expect(wall.screen.unknown.isEmpty)
    }

    @Test func `Without a configuration the dashboard opens and says what to do`() async throws {
        let home = try Home()
        let first = try program([], home: home)
        try await first.waitFor("No vendor is configured yet.")
        #expect(first.screen.shows("vigil demo") && first.screen.shows("vigil config init"))
        #expect(first.screen.shows("config.yaml"))
        first.send("q")
        #expect(try await first.waitForExit() == .exited(0))
        #expect(first.screen.leftovers.isEmpty)
    }

    @Test func `The cursor follows the selection and a theme is tried before it is kept`()
        async throws
    {
        let home = try Home()
        let demo = try program(["demo", "--seed", "1"], home: home)
        try await demo.waitFor("March import")
        func isOnMark(_ screen: TerminalEmulator) -> Bool {
            screen.cursorIsVisible
                && screen.grid[screen.cursor.y][screen.cursor.x].text == "›"
        }
        try await demo.waitUntil("the cursor on the first row") { isOnMark($0) && $0.cursor.y == 3 }
        demo.send("j")
        try await demo.waitUntil("the cursor on another row") { isOnMark($0) && $0.cursor.y > 3 }
        func ground() -> TerminalColor { demo.screen.grid[20][60].style.background }
        let dark = ground()
        demo.send("t")
        try await demo.waitFor("› vigil-dark")
        demo.send(.end)
        try await demo.waitFor("› vigil-safe-light")
        try await demo.waitUntil("a light ground") { _ in ground() != dark }
        demo.send(.escape)
        try await demo.waitUntil("the dark ground again") {
            !$0.shows("vigil-safe-light") && ground() == dark
        }
        demo.send("q")
        #expect(try await demo.waitForExit() == .exited(0))
    }
}
