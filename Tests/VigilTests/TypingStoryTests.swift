import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// An operator types, is interrupted, and goes on, with the built program.
@Suite(.ownThread) struct TypingStoryTests {
    private let home: Home
    private let vendor: KYCVendor
    private let configuration: String
    private let person = InventedPerson()

    init() throws {
        home = try Home()
        vendor = try KYCVendor()
        configuration = try home.write(vendor.configuration, to: "vigil.yaml")
    }

    private func dashboard() async throws -> ProgramOnTerminal {
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"), ["--config", configuration], environment: home.environment,
            size: Size(width: 120, height: 40))
        try await screen.waitFor("vigil track")
        return screen
    }

    @Test(arguments: [SIGINT, SIGKILL, SIGHUP])
    func `A new customer typed half is there again after Ctrl-C, a kill or a lost terminal`(
        signal: Int32
    ) async throws {
        let screen = try await dashboard()
        screen.send("N")
        try await screen.waitFor("New customer")
        screen.send(person.name)
        try await screen.waitFor(person.name)
        screen.send(.tab)
        screen.send("canary@example.com")
        try await screen.waitFor("canary@example.com")
        let key = "\(home.path)/.local/state/vigil/vigil.db.key"
        try await screen.waitUntil("the draft being kept") { _ in
            FileManager.default.fileExists(atPath: key)
        }
        // What Ctrl-C ends is written on the way out; a kill leaves what was typed a moment ago.
        if signal == SIGINT {
            screen.send(.control("c"))
        } else {
            try await screen.watch(for: .milliseconds(600))
            screen.signal(signal)
        }
        _ = try await screen.waitForExit()
        try expectNowhere([person.name, "canary@"], in: home.path)
        let again = try await dashboard()
        again.send("N")
        try await again.waitFor("Your draft of")
        again.send(.end)
        try await again.waitFor(person.name)
        again.send(.control("x"))
        try await again.waitFor("Discard what was typed?")
        again.send("y")
        try await again.waitFor("The draft is discarded")
        again.send("N")
        try await again.waitFor("New customer")
        try await again.watch(for: .milliseconds(300))
        #expect(!again.screen.shows("Your draft of"))
        again.send(.control("c"))
        _ = try await again.waitForExit()
    }

    @Test func `Dates, PAN and phone fall into place as they are typed`() async throws {
        _ = try await CommandRun(
            ["track", "kyc", person.customer, "--config", configuration, "--label", "Intake 7"],
            home: home)
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"), ["--view", "kyc", "--config", configuration],
            environment: home.environment, size: Size(width: 120, height: 40))
        try await screen.waitFor("Intake 7")
        screen.send("n")
        try await screen.waitUntil("what is demanded") { $0.shows("given.") }
        screen.send(.tab)
        screen.send("+91 99000 12345")
        try await screen.waitFor("9900012345")
        screen.send(.tab)
        screen.send(.tab)
        screen.send("9")
        screen.send("8")
        screen.send("1987x")
        try await screen.waitFor("09-08-1987")
        try await screen.waitFor("no more fits")
        screen.send(" ")
        try await screen.waitFor("August 1987")
        screen.send(.down)
        screen.send(.enter)
        try await screen.waitFor("16-08-1987")
        screen.send(.tab)
        screen.paste("2024-04-03")
        try await screen.waitFor("03-04-2024")
        screen.send(.tab)
        screen.send("zzzpz9876z")
        try await screen.waitFor("ZZZPZ9876Z")
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        try expectNowhere(["9900012345", "16-08-1987", "ZZZPZ9876Z"], in: home.path)
    }

    @Test func `A pasted object fills the form for a new customer, which is made from it`()
        async throws
    {
        let screen = try await dashboard()
        screen.send("N")
        try await screen.waitFor("New customer")
        screen.paste(
            """
            {"full_name": "\(person.name)", "email": "canary@example.com",
             "phone": "+91 \(person.phone)", "alpha_3_country_code": "ind",
             "non_residence_status": false}
            """)
        try await screen.waitFor("5 fields were filled in")
        screen.send(.control("s"))
        try await screen.waitFor("This will be sent to DollarPe")
        screen.send(.enter)
        try await screen.waitFor("It is tracked")
        #expect(vendor.writes.first?.body.contains(person.phone) == true)
        screen.send(.enter)
        screen.send("N")
        try await screen.waitFor("New customer")
        try await screen.watch(for: .milliseconds(300))
        #expect(!screen.screen.shows("Your draft of"))
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        try expectNowhere([person.name, person.phone], in: home.path)
    }
}
