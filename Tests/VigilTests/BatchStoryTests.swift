import Foundation
import TerminalUI
import TestSupport
import Testing

/// A file of submissions from the screen, and a value shown on a customer's page, with the built
/// program.
@Suite(.ownThread) struct BatchStoryTests {
    private static let customers = (1...3).map { "\($0)0000000-0000-4000-8000-000000000000" }

    private func people(_ change: (String) -> String = { $0 }) -> String {
        let all = Self.customers.map { id in
            var person = InventedPerson()
            person.customer = id
            return person.json
        }
        return change("[\(all.joined(separator: ",\n"))]")
    }

    private func dashboard(_ home: Home, _ file: String) async throws -> ProgramOnTerminal {
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"), ["--view", "kyc", "--config", file],
            environment: home.environment, size: Size(width: 120, height: 40))
        try await screen.waitFor("Vendors")
        return screen
    }

    private func choose(_ path: String, _ screen: ProgramOnTerminal) async throws {
        screen.send("u")
        try await screen.waitFor("KYC submissions")
        screen.send(.control("u"))
        screen.send(path)
        try await screen.waitFor("people.json")
        screen.send(.enter)
    }

    @Test func `A file's submissions are sent from the screen, each once, and never again`()
        async throws
    {
        let vendor = try KYCVendor()
        let home = try Home()
        let file = try home.write(vendor.configuration, to: "vigil.yaml")
        let path = try home.write(people(), to: "people.json")
        let screen = try await dashboard(home, file)
        try await choose(path, screen)
        try await screen.waitFor("3 rows, nothing wrong")
        screen.send("y")
        try await screen.waitFor("3 of 3: 3 accepted")
        try await screen.waitFor("All of people.json is accepted.")
        for id in Self.customers { #expect(screen.screen.shows("accepted  \(id.prefix(8))")) }
        #expect(vendor.writes.count == 3)
        screen.send(.enter)
        try await choose(path, screen)
        try await screen.waitFor("3 rows, nothing wrong")
        screen.send("y")
        try await screen.waitFor("by an earlier run")
        #expect(vendor.writes.count == 3)
        screen.send(.enter)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        // What the screen has sent the command leaves alone too.
        let again = try await CommandRun(["submit", path, "--config", file], home: home)
        #expect(again.status == 6, "\(again.error)")
        #expect(vendor.writes.count == 3)
        let person = InventedPerson()
        try expectNowhere([person.name, person.pan], in: "\(home.path)/.local")
    }

    @Test func `A faulty file shows its faults by row and sends nothing`() async throws {
        let vendor = try KYCVendor()
        let home = try Home()
        let file = try home.write(vendor.configuration, to: "vigil.yaml")
        let path = try home.write(
            people { $0.replacing("09-08-1987", with: "31-02-1987", maxReplacements: 1) },
            to: "people.json")
        let screen = try await dashboard(home, file)
        try await choose(path, screen)
        try await screen.waitFor("1 fault: nothing can be sent like this")
        try await screen.waitFor("object 1: dob: Not a real date")
        screen.send("y")
        screen.send(.escape)
        screen.send(.escape)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        #expect(vendor.writes.isEmpty)
    }

    @Test func `A screen that locks in the middle of a file sends nothing more of it`()
        async throws
    {
        let intake = try Intake("privacy: {lock_after: 2s}\n")
        intake.vendor.mood = .late
        let path = try intake.home.write(people(), to: "people.json")
        let command = try intake.program("passphrase")
        for question in ["New passphrase:", "The same again:"] {
            try await command.press("", seeing: question)
            command.send("harbour lights\n")
        }
        _ = try await command.waitForExit()
        let screen = try intake.program("--view", "kyc")
        try await screen.waitFor("Vendors")
        try await choose(path, screen)
        try await screen.waitFor("3 rows, nothing wrong")
        screen.send("y")
        try await screen.waitFor("Enter the passphrase")
        var isAccepted = false
        for _ in 0..<200 where !isAccepted {
            let record = try await intake.run("audit", "list")
            isAccepted = record.output.contains("submission accepted")
        }
        #expect(isAccepted)
        screen.send("harbour lights\r")
        try await screen.waitFor("2 not sent: the same file goes on there.")
        #expect(intake.vendor.writes.count == 1)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
    }

    @Test
    func `A value of a customer's page is shown for ten seconds, on record, and kept nowhere`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        let customer = try #require(try await shift.items().first { $0.kind == "kyc" })
        _ = try await shift.trackFirst("kyc")
        let screen = try shift.dashboard("--view", "kyc")
        try await screen.waitFor(customer.label)
        screen.send(.enter)
        try await screen.waitFor("full_name")
        func shown() -> String? {
            screen.screen.text.split(separator: "\n").lazy
                .compactMap { $0.firstMatch(of: /full_name\s+(.*\S)/)?.output.1 }
                .first.map(String.init)
        }
        let masked = try #require(shown())
        #expect(masked.contains("••••"))
        screen.send("v")
        try await screen.waitFor("on record")
        screen.send(.enter)
        try await screen.waitUntil("the name in clear") { _ in
            shown().map { !$0.contains("••••") } ?? false
        }
        let name = try #require(shown())
        #expect(name.count > 3)
        try await screen.waitUntil("the name masked again") { _ in shown() == masked }
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        let audit = try await shift.vigil("audit", "list")
        #expect(audit.output.contains("full_name was shown in clear"))
        try expectNowhere([name], in: "\(shift.home.path)/.local")
    }
}
