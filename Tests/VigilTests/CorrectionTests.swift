import Foundation
import TerminalUI
import TestSupport
import Testing

/// Corrections of a KYC in the dashboard, against a vendor whose every write is kept.
@OwnThread @Suite struct CorrectionTests {
    private let home: Home
    private let vendor: KYCVendor
    private let configuration: String
    private let person = InventedPerson()

    init() throws {
        home = try Home()
        vendor = try KYCVendor()
        configuration = try home.write(
            vendor.configuration + "polling: {kyc: {first: 1s, every: 1s}}\n", to: "vigil.yaml")
    }

    private func dashboard(_ arguments: String...) async throws -> ProgramOnTerminal {
        _ = try await CommandRun(
            ["track", "kyc", person.customer, "--config", configuration, "--label", "Intake 7"],
            home: home)
        let screen = try ProgramOnTerminal(
            builtProduct("vigil"),
            ["--view", "kyc", "--config", configuration] + arguments,
            environment: home.environment, size: Size(width: 120, height: 40))
        try await screen.waitFor("Intake 7")
        return screen
    }

    private func sendTaxNumber(_ screen: ProgramOnTerminal) async throws {
        screen.send("e")
        try await screen.waitFor("Correct the tax number")
        screen.send(person.pan)
        try await screen.waitFor(person.pan)
        screen.send(.control("s"))
        try await screen.waitFor("Enter send")
        #expect(!screen.screen.shows(person.pan))
        screen.send(.enter)
    }

    @Test func `The failed part is offered, corrected once, and the KYC goes on`() async throws {
        vendor.becomes("FAILED", because: "TAX_VERIFICATION_FAILED")
        let screen = try await dashboard()
        try await screen.waitFor("TAX_VERIFICATION_FAILED")
        screen.send("e")
        try await screen.waitFor("3 of 3 corrections left")
        screen.send(.escape)
        try await screen.waitUntil("the form closed") { !$0.shows("Correct the") }
        try await sendTaxNumber(screen)
        try await screen.waitFor("DollarPe took it")
        screen.send(.enter)
        try await screen.waitFor("PROCESSING")
        #expect(
            vendor.writes.map { "\($0.method) \($0.path)" } == [
                "PATCH /cms/api/v1/kyc/update-tax-info"
            ])
        #expect(vendor.writes.first?.body.contains(person.pan) == true)
        screen.send("4")
        try await screen.waitFor("correction accepted")
        vendor.becomes("FAILED", because: "SELFIE_VERIFICATION_FAILED")
        screen.send("3")
        try await screen.waitFor("SELFIE_VERIFICATION_FAILED")
        screen.send("e")
        try await screen.waitFor("Correct the selfie")
        try await screen.waitFor("2 of 3 corrections left")
        screen.send(.control("t"))
        try await screen.waitFor("Correct the additional information")
        screen.send(.control("c"))
        #expect(try await screen.waitForExit() == .exited(0))
        try expectNowhere([person.pan], in: home.path)
    }

    @Test func `A lost correction is not sent again until the vendor shows that it is not there`()
        async throws
    {
        vendor.becomes("FAILED", because: "TAX_VERIFICATION_FAILED")
        vendor.mood = .dropping
        let screen = try await dashboard()
        try await screen.waitFor("TAX_VERIFICATION_FAILED")
        try await sendTaxNumber(screen)
        try await screen.waitFor("It may have arrived")
        screen.send(.enter)
        #expect(vendor.writes.count == 1)
        vendor.mood = .accepting
        screen.send("4")
        try await screen.waitUntil("the outcome") { screen in
            screen.shows("the correction had not arrived")
        } press: {
            screen.send("3r4")
        }
        screen.send("3")
        try await screen.waitFor("TAX_VERIFICATION_FAILED")
        screen.send("e")
        try await screen.waitFor("Correct the tax number")
        // What was typed for it is still there.
        try await screen.waitFor("Your draft of")
        try await screen.waitFor(person.pan)
        screen.send(.control("s"))
        try await screen.waitFor("Enter send")
        screen.send(.enter)
        try await screen.waitFor("DollarPe took it")
        #expect(vendor.writes.count == 2)
        screen.send(.control("c"))
        #expect(try await screen.waitForExit() == .exited(0))
    }

    @Test func `A read-only session corrects nothing`() async throws {
        vendor.becomes("FAILED", because: "TAX_VERIFICATION_FAILED")
        let screen = try await dashboard("--read-only")
        try await screen.waitFor("TAX_VERIFICATION_FAILED")
        screen.send("e")
        try await screen.waitFor("Read-only: nothing can be corrected")
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
        #expect(vendor.writes.isEmpty)
    }
}

extension ProgramOnTerminal {
    /// Waits for a condition, pressing something each second until it holds.
    func waitUntil(
        _ what: String, _ condition: (TerminalEmulator) -> Bool, press: () -> Void
    ) async throws {
        for _ in 0..<60 {
            if condition(screen) { return }
            press()
            try await watch(for: .seconds(1))
        }
        throw TestFailure("not seen: \(what)\n\(picture)")
    }
}
