import Foundation
import TerminalUI
import TestSupport
import Testing

/// What was sent and may have arrived, with the built program.
@Suite(.ownThread) struct SettleTests {
    private let home: Home
    private let vendor: KYCVendor
    private let configuration: String

    init() throws {
        home = try Home()
        vendor = try KYCVendor()
        configuration = try home.write(vendor.configuration, to: "vigil.yaml")
    }

    private func run(_ words: String...) async throws -> CommandRun {
        try await CommandRun(words + ["--config", configuration], home: home)
    }

    /// Makes a customer whose answer is lost; gives the dashboard.
    private func loseCustomer() async throws {
        vendor.mood = .dropping
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"), ["--config", configuration], environment: home.environment,
            size: Size(width: 120, height: 40))
        try await screen.waitFor("Vendors")
        screen.send("N")
        try await screen.waitFor("New customer")
        screen.paste("Canary Featherstone\tcanary@example.com\t9900012345\tIND")
        try await screen.waitFor("4 fields were filled in")
        screen.send(.control("s"))
        try await screen.waitFor("This will be sent to DollarPe")
        screen.send(.enter)
        try await screen.waitFor("It may have been made")
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
        vendor.mood = .accepting
    }

    @Test
    func `A customer of unknown outcome is listed, looked up, and settled by the operator's word`()
        async throws
    {
        let nothing = try await run("track", "kyc", InventedPerson().customer)
        #expect(nothing.status == 0)
        #expect(try await run("settle").output.contains("nothing is of unknown outcome"))
        try await loseCustomer()
        let list = try await run("settle")
        let id = try #require(list.output.firstMatch(of: /\n([0-9a-f]{12})[ ]/)?.output.1)
        #expect(list.output.contains("new customer"))
        #expect(!list.output.contains("canary@") && !list.output.contains("Featherstone"))
        // This vendor answers with no list: nothing is decided by that.
        let asked = try await run("settle", String(id))
        #expect(asked.status == 4, "\(asked.error)")
        #expect(asked.error.contains("--not-arrived"))
        #expect(try await run("settle", String(id), "--arrived", "--not-arrived").status == 2)
        #expect(try await run("settle", String(id), "--made", "nonsense").status == 2)
        #expect(try await run("settle", "ffffffffffff").status == 5)
        let settled = try await run("settle", String(id), "--not-arrived")
        #expect(settled.status == 0, "\(settled.error)")
        #expect(settled.output.contains("settled by hand, it did not arrive"))
        #expect(try await run("settle").output.contains("nothing is of unknown outcome"))
        let audit = try await run("audit", "list")
        #expect(audit.output.contains("settled by hand, it did not arrive"))
    }

    @Test func `What was found at the vendor is tracked from then on`() async throws {
        try await loseCustomer()
        let list = try await run("settle", "--json")
        let id = try #require(list.output.firstMatch(of: /"id":\s?"([0-9a-f]{32})"/)?.output.1)
        let made = "99999999-2222-4333-8444-555555555555"
        let settled = try await run("settle", String(id), "--made", made)
        #expect(settled.status == 0, "\(settled.error)")
        #expect(settled.output.contains("tracking kyc:\(made)"))
        #expect(try await run("list").output.contains("99999999"))
    }
}

/// What was prepared by mistake, with the built program.
@Suite(.ownThread) struct WithdrawTests {
    @Test func `What was prepared by mistake is withdrawn, on record, and cannot be released`()
        async throws
    {
        let vendor = try KYCVendor()
        let home = try Home()
        let file = try home.write(
            vendor.configuration + "privacy: {four_eyes: true}\n", to: "vigil.yaml")
        let people = try home.write(InventedPerson().json, to: "people.json")
        func run(_ words: String...) async throws -> CommandRun {
            try await CommandRun(words + ["--config", file], home: home)
        }
        let prepared = try await run("submit", people)
        let id = try #require(prepared.output.firstMatch(of: /release ([0-9a-f]{12})/)?.output.1)
        #expect(try await run("release", String(id), "--withdraw", "--read-only").status == 6)
        let withdrawn = try await run("release", String(id), "--withdraw")
        #expect(withdrawn.status == 0, "\(withdrawn.error)")
        #expect(withdrawn.output.contains("withdrawn: \(id), KYC submission"))
        #expect(try await run("release").output.contains("nothing waits"))
        #expect(try await run("release", String(id), "--withdraw").status == 6)
        #expect(try await run("release", String(id), "--yes").status == 6)
        #expect(vendor.writes.isEmpty)
        let audit = try await run("audit", "list")
        #expect(audit.output.contains("\(id) of") && audit.output.contains("withdrawn"))
        #expect(try await run("audit", "verify").status == 0)
    }
}
