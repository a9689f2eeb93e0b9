import Foundation
import TerminalUI
import TestSupport
import Testing

/// Corrections of a KYC in the dashboard, against a vendor whose every write is kept.
@Suite(.ownThread) struct CorrectionTests {
    private let intake: Intake
    private var vendor: KYCVendor { intake.vendor }
    private var person: InventedPerson { intake.person }

    init() throws { intake = try Intake("polling: {kyc: {first: 1s, every: 1s}}\n") }

    private func sendTaxNumber(_ screen: ProgramOnTerminal) async throws {
        try await screen.press("e", seeing: "Correct the tax number")
        try await screen.press(person.pan, seeing: person.pan)
        try await screen.press(.control("s"), seeing: "Enter send")
        #expect(!screen.screen.shows(person.pan))
        screen.send(.enter)
    }

    @Test func `The failed part is offered, corrected once, and the KYC goes on`() async throws {
        vendor.becomes("FAILED", because: "TAX_VERIFICATION_FAILED")
        let screen = try await intake.dashboard()
        try await screen.waitFor("TAX_VERIFICATION_FAILED")
        try await screen.press("e", seeing: "3 of 3 corrections left")
        screen.send(.escape)
        try await screen.waitUntil("the form closed") { !$0.shows("Correct the") }
        try await sendTaxNumber(screen)
        try await screen.waitFor("DollarPe took it")
        try await screen.press(.enter, seeing: "PROCESSING")
        #expect(
            vendor.writes.map { "\($0.method) \($0.path)" } == [
                "PATCH /cms/api/v1/kyc/update-tax-info"
            ])
        #expect(vendor.writes.first?.body.contains(person.pan) == true)
        try await screen.press("4", seeing: "correction accepted")
        vendor.becomes("FAILED", because: "SELFIE_VERIFICATION_FAILED")
        try await screen.press("3", seeing: "SELFIE_VERIFICATION_FAILED")
        try await screen.press("e", seeing: "Correct the selfie")
        try await screen.waitFor("2 of 3 corrections left")
        try await screen.press(.control("t"), seeing: "Correct the additional information")
        try await screen.interrupt()
        try expectNowhere([person.pan], in: intake.home.path)
    }

    @Test func `A lost correction is not sent again until the vendor shows that it is not there`()
        async throws
    {
        vendor.becomes("FAILED", because: "TAX_VERIFICATION_FAILED")
        vendor.mood = .dropping
        let screen = try await intake.dashboard()
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
        try await screen.press("3", seeing: "TAX_VERIFICATION_FAILED")
        try await screen.press("e", seeing: "Correct the tax number")
        // What was typed for it is still there.
        try await screen.waitFor("Your draft of")
        try await screen.waitFor(person.pan)
        try await screen.press(.control("s"), seeing: "Enter send")
        try await screen.press(.enter, seeing: "DollarPe took it")
        #expect(vendor.writes.count == 2)
        try await screen.interrupt()
    }

    @Test func `A read-only session corrects nothing`() async throws {
        vendor.becomes("FAILED", because: "TAX_VERIFICATION_FAILED")
        let screen = try await intake.dashboard("--read-only")
        try await screen.waitFor("TAX_VERIFICATION_FAILED")
        try await screen.press("e", seeing: "Read-only: nothing can be corrected")
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
