import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// New customers and orders of stamps in the dashboard, with the built program.
@Suite(.ownThread) struct RecordStoryTests {
    private static let secrets = ["Canary Featherstone", "canary@example.com", "9900012345"]

    private func emptyDashboard(_ intake: Intake) async throws -> ProgramOnTerminal {
        let screen = try intake.program()
        try await screen.waitFor("vigil track")
        return screen
    }

    private func typeCustomer(_ screen: ProgramOnTerminal) async throws {
        try await screen.press("N", seeing: "New customer")
        try await screen.fill(Self.secrets + ["ind"])
        screen.send(.control("s"))
    }

    @Test func `A new customer is made once, tracked, and nowhere in clear`() async throws {
        let intake = try Intake()
        let vendor = intake.vendor
        let screen = try await emptyDashboard(intake)
        try await typeCustomer(screen)
        try await screen.waitFor("This will be sent to DollarPe")
        for secret in Self.secrets { #expect(!screen.screen.shows(secret)) }
        try await screen.press(.enter, seeing: "It is tracked")
        #expect(vendor.writes.map(\.path) == ["/cms/api/v1/customer/create"])
        for secret in Self.secrets {
            #expect(vendor.writes.first?.body.contains(secret) == true)
        }
        screen.send(.enter)
        // The same once more is not sent: customers are made once.
        try await typeCustomer(screen)
        try await screen.waitFor("This will be sent to DollarPe")
        try await screen.press(
            .enter, seeing: "Not accepted: a customer like this was accepted a moment ago")
        #expect(vendor.writes.count == 1)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        let list = try await intake.run("list")
        #expect(list.output.contains("99999999"))
        let audit = try await intake.run("audit", "list")
        #expect(audit.output.contains("customer sent"))
        #expect(audit.output.contains("customer made"))
        try expectNowhere(Self.secrets, in: intake.home.path)
    }

    @Test func `A customer whose answer is lost is unknown and not sent again`() async throws {
        let intake = try Intake()
        let vendor = intake.vendor
        vendor.mood = .dropping
        let screen = try await emptyDashboard(intake)
        try await typeCustomer(screen)
        try await screen.waitFor("This will be sent to DollarPe")
        try await screen.press(.enter, seeing: "It may have been made")
        screen.send(.enter)
        vendor.mood = .accepting
        // What was typed is a draft still: nobody knows whether it arrived.
        screen.send("N")
        try await screen.waitFor("Your draft of")
        screen.send(.control("s"))
        try await screen.waitFor("This will be sent to DollarPe")
        try await screen.press(.enter, seeing: "may have arrived")
        #expect(vendor.writes.count == 1)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        try expectNowhere(Self.secrets, in: intake.home.path)
    }

    @Test func `Stamps are ordered from the articles of a state and the order is tracked`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        let screen = try shift.dashboard()
        try await screen.waitFor("vigil track")
        try await screen.press("O", seeing: "Order stamps")
        try await screen.fill(["Canary Traders", "Borrower"])
        try await screen.press("dl", seeing: "dl")
        try await screen.press(.tab, seeing: "22128  ")
        try await screen.fill(["22128", "100", "0", "4", "Loan papers"])
        try await screen.press(.control("s"), seeing: "This will be sent to Surepass")
        try await screen.press(.enter, seeing: "It is tracked")
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        let list = try await shift.list()
        #expect(list.count == 1)
        #expect((list.first?["id"] as? String)?.hasPrefix("bulk_stamp_v2_") == true)
        try expectNowhere(["Canary Traders"], in: "\(shift.home.path)/.local")
    }
}

/// The same where another login has to release it.
@Suite(.ownThread, .enabled(if: getuid() == 0))
struct RecordReleaseTests {
    @Test func `A new customer waits for another login too`() async throws {
        let vendor = try KYCVendor()
        let two = try TwoLogins(vendor)
        try await two.share()
        let screen = try two.terminal(.first)
        try await screen.waitFor("vigil track")
        try await screen.press("N", seeing: "New customer")
        try await screen.fill([
            "Canary Featherstone", "canary@example.com", "9900012345", "ind",
        ])
        try await screen.press(.control("s"), seeing: "Sent once another login releases it")
        try await screen.press(.enter, seeing: "Prepared, not sent")
        #expect(vendor.writes.isEmpty)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        let run = try await two.releaseListed()
        #expect(run.output.contains("made: tracking kyc:99999999"))
        #expect(vendor.writes.count == 1)
        try expectNowhere(["Canary", "canary@", "9900012345"], in: two.home.path)
    }
}
