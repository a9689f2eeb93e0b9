import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// The lock, the drafts and what of a person is left behind, with the built program.
@Suite(.ownThread) struct PrivacyTests {
    private let intake: Intake
    private var home: Home { intake.home }
    private var vendor: KYCVendor { intake.vendor }
    private var configuration: String { intake.configuration }
    private var person: InventedPerson { intake.person }

    init() throws { intake = try Intake() }

    /// Sets a passphrase as an operator does.
    private func setPassphrase(_ passphrase: String, old: String? = nil) async throws {
        let command = try intake.program("passphrase")
        if let old {
            try await command.waitFor("Passphrase in force:")
            command.send("\(old)\n")
        }
        try await command.waitFor("New passphrase:")
        try await command.press("\(passphrase)\n", seeing: "The same again:")
        command.send("\(passphrase)\n")
        #expect(try await command.waitForExit() == .exited(0))
        #expect(!command.screen.text.contains(passphrase))
    }

    /// Types a name into the form and waits until it is there and kept.
    private func typeName(_ screen: ProgramOnTerminal) async throws {
        try await screen.press("n", seeing: "New submission")
        try await screen.waitUntil("what is demanded") { $0.shows("given.") }
        try await screen.press(person.name, seeing: person.name)
        try await screen.waitUntil("the draft being kept") { _ in draftIsKept }
    }

    private var store: String { "\(home.path)/.local/state/vigil/vigil.db" }
    private var draftIsKept: Bool { FileManager.default.fileExists(atPath: "\(store).key") }

    // MARK: Drafts

    @Test(arguments: [SIGKILL, SIGTERM, SIGHUP, SIGSEGV])
    func `What was typed is there again after the program was ended, and nowhere in clear`(
        signal: Int32
    ) async throws {
        let screen = try await intake.dashboard()
        try await typeName(screen)
        // The last letters are written within this time.
        try await screen.watch(for: .milliseconds(600))
        screen.signal(signal)
        _ = try await screen.waitForExit()
        try expectNowhere([person.name, "Featherstone"], in: home.path)
        let again = try await intake.dashboard()
        try await again.press("n", seeing: "Your draft of")
        again.send(.tab)
        try await again.waitUntil("the name, masked") {
            $0.rows.contains { $0.contains("full_name") && $0.contains("••••") }
        }
        try await again.press(.backTab, seeing: person.name)
        try await again.press(.control("x"), seeing: "Discard what was typed?")
        try await again.press("y", seeing: "The draft is discarded")
        again.send("n")
        try await again.waitUntil("an empty form") {
            $0.shows("given.") && !$0.shows("Your draft of")
        }
        try await again.interrupt()
    }

    @Test func `A terminal that goes away and Escape keep what was typed`() async throws {
        let screen = try await intake.dashboard()
        try await typeName(screen)
        try await screen.press(.escape, seeing: "kept as a draft")
        try await screen.press("n", seeing: "Your draft of")
        screen.send(.end)
        try await screen.press("X", seeing: person.name + "X")
        screen.hangUp()
        _ = try await screen.waitForExit(deadline: .seconds(5))
        let again = try await intake.dashboard()
        try await again.press("n", seeing: person.name + "X")
        try await again.interrupt()
        try expectNowhere([person.name], in: home.path)
    }

    // MARK: The lock

    @Test func `L locks what a passphrase opens again, and without one says what to do`()
        async throws
    {
        let bare = try await intake.dashboard()
        try await bare.press("L", seeing: "vigil passphrase sets one")
        bare.send("q")
        #expect(try await bare.waitForExit() == .exited(0))

        try await setPassphrase("correct horse")
        let screen = try await intake.dashboard()
        try await screen.press("L", seeing: "Enter the passphrase")
        #expect(!screen.screen.shows("Intake 7"))
        screen.send("q")
        screen.send(.control("c"))
        try await screen.press("nonsense\r", seeing: "Not the passphrase.")
        try await screen.waitUntil("the wait over") { $0.shows("Try again") }
        try await screen.press("correct horse\r", seeing: "Intake 7")
        try await screen.press("4", seeing: "the screen was unlocked")
        #expect(screen.screen.shows("a wrong passphrase was entered"))
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
        try expectNowhere(["correct horse", "nonsense"], in: home.path)
    }

    @Test func `It locks by itself, and goes on asking the vendor`() async throws {
        try await setPassphrase("correct horse")
        try home.write(
            vendor.configuration + "privacy: {lock_after: 2s}\n"
                + "polling: {kyc: {first: 1s, every: 1s}}\n", to: "vigil.yaml")
        let screen = try await intake.dashboard()
        try await screen.waitFor("Enter the passphrase")
        let reads = vendor.reads
        try await screen.waitUntil("the vendor being asked") { _ in vendor.reads > reads + 1 }
        try await screen.press("correct horse\r", seeing: "Intake 7")
        screen.send("q")
        #expect(try await screen.waitForExit() == .exited(0))
    }

    @Test func `A draft of before is opened by the passphrase alone`() async throws {
        try await setPassphrase("correct horse")
        let screen = try await intake.dashboard()
        try await typeName(screen)
        try await screen.watch(for: .milliseconds(600))
        screen.signal(SIGKILL)
        _ = try await screen.waitForExit()
        let again = try await intake.dashboard()
        try await again.press("n", seeing: "A draft is kept sealed")
        again.send(.escape)
        try await again.waitUntil("the form closed") { !$0.shows("New submission") }
        try await again.press("L", seeing: "Enter the passphrase")
        try await again.press("correct horse\r", seeing: "Intake 7")
        try await again.press("n", seeing: person.name)
        try await again.interrupt()
    }

    // MARK: The passphrase

    @Test func `The old passphrase is needed, and waiting after wrong ones survives a restart`()
        async throws
    {
        try await setPassphrase("first one")
        for _ in 0..<2 {
            let command = try intake.program("passphrase", "--clear")
            try await command.waitFor("Passphrase in force:")
            command.send("guess\n")
            #expect(try await command.waitForExit() == .exited(6))
            #expect(command.screen.shows("nothing is changed"))
            #expect(command.screen.shows("is looked at in"))
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(store).key")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        // Long enough for the wait after two wrong ones.
        let command = try intake.program("passphrase", "--clear")
        try await command.watch(for: .seconds(4))
        try await command.waitFor("Passphrase in force:")
        command.send("first one\n")
        #expect(try await command.waitForExit() == .exited(0))
        #expect(command.screen.shows("the passphrase is cleared"))
        let record = try await intake.run("audit", "list")
        #expect(record.output.contains("a wrong passphrase was entered"))
        try expectNowhere(["first one"], in: home.path)
    }

    @Test func `A passphrase is taken from a terminal alone, and an interrupt restores the echo`()
        async throws
    {
        let piped = try await ProgramOutput.of(
            "/usr/bin/setsid",
            ["-w", builtProduct("vigil"), "passphrase", "--config", configuration],
            input: "secret\nsecret\n", environment: home.environment)
        #expect(piped.ending == .exited(2))
        #expect(piped.error.contains("needs a terminal"))
        let argument = try await CommandRun(
            ["passphrase", "secret", "--config", configuration], home: home)
        #expect(argument.status == 2)
        let command = try intake.program("passphrase")
        try await command.waitFor("New passphrase:")
        command.signal(SIGINT)
        #expect(try await command.waitForExit() == .exited(130))
        #expect(!draftIsKept)
    }

    // MARK: What is left behind

    @Test func `No core file can be written, and no list of processes shows a person`()
        async throws
    {
        let screen = try await intake.dashboard()
        try await typeName(screen)
        let limits = try String(
            contentsOfFile: "/proc/\(screen.process)/limits", encoding: .utf8)
        let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core") })
        #expect(core.split(separator: " ").filter { $0 == "0" }.count == 2)
        for file in ["cmdline", "environ"] {
            let text = FileManager.default.contents(atPath: "/proc/\(screen.process)/\(file)")
            #expect(text?.range(of: Data(person.name.utf8)) == nil)
        }
        try await screen.interrupt()
    }
}

/// A whole submission pasted into the form.
@Suite(.ownThread) struct PasteTests {
    @Test func `A pasted submission fills the form, and is sent after the review`() async throws {
        let intake = try Intake()
        let (vendor, person) = (intake.vendor, intake.person)
        let screen = try intake.program("--view", "kyc")
        try await screen.waitFor("n for a submission")
        try await screen.press("n", seeing: "New submission")
        screen.paste(person.json)
        try await screen.waitFor("fields were filled in")
        #expect(!screen.screen.shows(person.pan))
        screen.send(.tab)
        try await screen.waitUntil("what is demanded") { $0.shows("Everything is given") }
        try await screen.press(.control("s"), seeing: "Enter send")
        try await screen.press(.enter, seeing: "DollarPe took it")
        #expect(vendor.writes.count == 1)
        #expect(vendor.writes.first?.body.contains(person.pan) == true)
        screen.send(.enter)
        try await screen.interrupt()
        try expectNowhere(person.secrets, in: intake.home.path)
    }
}
