import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// New customers and orders of stamps in the dashboard, with the built program.
@OwnThread @Suite struct RecordStoryTests {
    private static let secrets = ["Canary Featherstone", "canary@example.com", "9900012345"]

    private func typeCustomer(_ screen: ProgramOnTerminal) async throws {
        screen.send("N")
        try await screen.waitFor("New customer")
        for value in Self.secrets + ["ind"] {
            screen.send(value)
            try await screen.waitFor(value)
            screen.send(.tab)
        }
        screen.send(.control("s"))
    }

    @Test func `A new customer is made once, tracked, and nowhere in clear`() async throws {
        let vendor = try KYCVendor()
        let home = try Home()
        let file = try home.write(vendor.configuration, to: "vigil.yaml")
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"), ["--config", file], environment: home.environment,
            size: Size(width: 120, height: 40))
        try await screen.waitFor("vigil track")
        try await typeCustomer(screen)
        try await screen.waitFor("This will be sent to DollarPe")
        for secret in Self.secrets { #expect(!screen.screen.shows(secret)) }
        screen.send(.enter)
        try await screen.waitFor("It is tracked")
        #expect(vendor.writes.map(\.path) == ["/cms/api/v1/customer/create"])
        for secret in Self.secrets {
            #expect(vendor.writes.first?.body.contains(secret) == true)
        }
        screen.send(.enter)
        // The same once more is not sent: customers are made once.
        try await typeCustomer(screen)
        try await screen.waitFor("This will be sent to DollarPe")
        screen.send(.enter)
        try await screen.waitFor("Not accepted: a customer like this was accepted a moment ago")
        #expect(vendor.writes.count == 1)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        let list = try await CommandRun(["list", "--config", file], home: home)
        #expect(list.output.contains("99999999"))
        let audit = try await CommandRun(["audit", "list", "--config", file], home: home)
        #expect(audit.output.contains("customer made"))
        try expectNowhere(Self.secrets, in: home.path)
    }

    @Test func `A customer whose answer is lost is unknown and not sent again`() async throws {
        let vendor = try KYCVendor()
        vendor.mood = .dropping
        let home = try Home()
        let file = try home.write(vendor.configuration, to: "vigil.yaml")
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"), ["--config", file], environment: home.environment,
            size: Size(width: 120, height: 40))
        try await screen.waitFor("vigil track")
        try await typeCustomer(screen)
        try await screen.waitFor("This will be sent to DollarPe")
        screen.send(.enter)
        try await screen.waitFor("It may have been made")
        screen.send(.enter)
        vendor.mood = .accepting
        // What was typed is a draft still: nobody knows whether it arrived.
        screen.send("N")
        try await screen.waitFor("Your draft of")
        screen.send(.control("s"))
        try await screen.waitFor("This will be sent to DollarPe")
        screen.send(.enter)
        try await screen.waitFor("may have arrived")
        #expect(vendor.writes.count == 1)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        try expectNowhere(Self.secrets, in: home.path)
    }

    @Test func `Stamps are ordered from the articles of a state and the order is tracked`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        let screen = try shift.dashboard()
        try await screen.waitFor("vigil track")
        screen.send("O")
        try await screen.waitFor("Order stamps")
        for value in ["Canary Traders", "Borrower"] {
            screen.send(value)
            try await screen.waitFor(value)
            screen.send(.tab)
        }
        screen.send("dl")
        try await screen.waitFor("dl")
        screen.send(.tab)
        try await screen.waitFor("22128  ")
        for value in ["22128", "100", "0", "4", "Loan papers"] {
            screen.send(value)
            try await screen.waitFor(value)
            screen.send(.tab)
        }
        screen.send(.control("s"))
        try await screen.waitFor("This will be sent to Surepass")
        screen.send(.enter)
        try await screen.waitFor("It is tracked")
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        let list = try await shift.list()
        #expect(list.count == 1)
        #expect((list.first?["id"] as? String)?.hasPrefix("bulk_stamp_v2_") == true)
        try expectNowhere(["Canary Traders"], in: "\(shift.home.path)/.local")
    }
}

/// The same where another login has to release it.
@OwnThread @Suite(.enabled(if: getuid() == 0))
struct RecordReleaseTests {
    @Test func `A new customer waits for another login too`() async throws {
        let vendor = try KYCVendor()
        let two = try TwoLogins(vendor)
        try await two.share()
        let screen = try two.terminal(.first)
        try await screen.waitFor("vigil track")
        screen.send("N")
        try await screen.waitFor("New customer")
        for value in ["Canary Featherstone", "canary@example.com", "9900012345", "ind"] {
            screen.send(value)
            try await screen.waitFor(value)
            screen.send(.tab)
        }
        screen.send(.control("s"))
        try await screen.waitFor("Sent once another login releases it")
        screen.send(.enter)
        try await screen.waitFor("Prepared, not sent")
        #expect(vendor.writes.isEmpty)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        let list = try await two.run(.second, "release")
        let id = try #require(list.output.firstMatch(of: /\n([0-9a-f]{12})[ ]/)?.output.1)
        let run = try await two.run(.second, "release", String(id), "--yes")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("made: tracking kyc:99999999"))
        #expect(vendor.writes.count == 1)
        try expectNowhere(["Canary", "canary@", "9900012345"], in: two.home.path)
    }
}
