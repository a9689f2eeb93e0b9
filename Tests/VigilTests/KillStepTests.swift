import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// Where a write is when the program is killed.
enum KillStep: CaseIterable {
    /// Nothing is noted yet: somebody types, or a command asks what is demanded.
    case begun
    /// Somebody looks over what will be sent.
    case reviewed
    /// It is noted and sent, and the vendor never gets it.
    case unheard
    /// It is noted and sent, and the vendor has it.
    case heard
    /// The vendor has answered, and that is not in the store yet.
    case answered
    /// The vendor's answer is in the store.
    case settled

    /// Those that can be reached here: one takes another program that holds the store.
    static let reachable = allCases.filter {
        $0 != .answered || access("/usr/bin/sqlite3", X_OK) == 0
    }
}

/// kill -9 at each step of a write. Whatever the step, the vendor gets one write in the end, and
/// the next start says how it stands.
@Suite(.ownThread) struct KillStepTests {
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

    private var store: String { "\(home.path)/.local/state/vigil/vigil.db" }

    private func vigil(_ arguments: String...) async throws -> CommandRun {
        try await CommandRun(arguments + ["--config", configuration], home: home)
    }

    private func terminal(_ arguments: String...) throws -> ProgramOnTerminal {
        try ProgramOnTerminal(
            builtProduct("vigil"), arguments + ["--config", configuration],
            environment: home.environment, size: Size(width: 120, height: 40))
    }

    private func dashboard() async throws -> ProgramOnTerminal {
        _ = try await vigil("track", "kyc", person.customer, "--label", "Intake 7")
        let screen = try terminal("--view", "kyc")
        try await screen.waitFor("Intake 7")
        return screen
    }

    /// What the vendor makes of a write at this step.
    private func prepare(_ step: KillStep) {
        switch step {
        case .begun, .reviewed, .settled: vendor.mood = .accepting
        case .unheard: vendor.mood = .unreached
        case .heard: vendor.mood = .silent
        case .answered: vendor.mood = .late
        }
    }

    /// Waits until a write is at this step, and kills. `sign` is what the screen shows once the
    /// vendor has answered.
    private func kill(
        _ program: ProgramOnTerminal, at step: KillStep, sign: String
    ) async throws {
        switch step {
        case .begun, .reviewed: break
        case .unheard: try await program.waitUntil("it under way") { _ in vendor.underWay > 0 }
        case .heard: try await program.waitUntil("it there") { _ in vendor.writes.count == 1 }
        case .settled: try await program.waitFor(sign)
        case .answered:
            // Nobody else can write into the store, so the answer stays out of it.
            let lock = try ProgramOnTerminal("/usr/bin/sqlite3", [store])
            try await lock.waitFor("sqlite>")
            try await program.waitUntil("it there") { _ in vendor.writes.count == 1 }
            lock.send(".timeout 5000\nBEGIN IMMEDIATE; SELECT 'it is ' || 'held';\n")
            try await lock.waitFor("it is held")
            try await program.waitFor(sign)
            program.signal(SIGKILL)
            _ = try await program.waitForExit()
            lock.close()
        }
        program.signal(SIGKILL)
        _ = try await program.waitForExit()
        // What it has and has not taken it knows for good; from now on it answers.
        vendor.mood = .accepting
        if step == .heard { vendor.becomes("PROCESSING") }
    }

    // MARK: A submission

    @Test(arguments: KillStep.reachable)
    func `A form's submission is sent once, whenever the program is killed`(
        step: KillStep
    ) async throws {
        let screen = try await dashboard()
        screen.send("n")
        try await screen.waitFor("New submission")
        screen.paste(person.json)
        try await screen.waitFor("fields were filled in")
        screen.send(.tab)
        try await screen.waitFor("Everything is given")
        // The draft is written within this time.
        try await screen.watch(for: .milliseconds(600))
        if step != .begun {
            screen.send(.control("s"))
            try await screen.waitFor("Enter send")
        }
        prepare(step)
        if step != .begun && step != .reviewed { screen.send(.enter) }
        try await kill(screen, at: step, sign: "DollarPe took it")

        let again = try await dashboard()
        let settled: String? =
            switch step {
            case .begun, .reviewed, .settled: nil
            case .unheard: "the submission had not arrived"
            case .heard, .answered: "the submission had arrived: the customer is PROCESSING"
            }
        if let settled {
            again.send("4")
            try await again.waitFor(settled)
            again.send("3")
            try await again.waitFor("Intake 7")
        }
        again.send("n")
        switch step {
        case .begun, .reviewed, .unheard: try await again.waitFor("Your draft of")
        case .heard, .answered, .settled:
            // What has arrived is no draft any more.
            try await again.waitFor("given.")
            again.paste(person.json)
            try await again.waitFor("fields were filled in")
        }
        again.send(.tab)
        try await again.waitFor("Everything is given")
        again.send(.control("s"))
        try await again.waitFor("Enter send")
        again.send(.enter)
        switch step {
        case .begun, .reviewed, .unheard: try await again.waitFor("DollarPe took it")
        case .heard, .answered, .settled:
            try await again.waitFor("Not accepted: a submission for this customer was accepted")
        }
        #expect(vendor.writes.count == 1)
        again.send(.escape)
        again.send(.control("c"))
        _ = try await again.waitForExit()
        try expectNowhere(person.secrets, in: home.path)
        if let write = vendor.writes.first { try await expectSigned(write) }
    }

    @Test(arguments: KillStep.reachable.filter { $0 != .reviewed })
    func `A command's submission is sent once, whenever the program is killed`(
        step: KillStep
    ) async throws {
        let outside = try Home()
        let file = try outside.write(person.json, to: "one.json")
        prepare(step)
        if step == .begun { vendor.mood = .mute }
        let run = try terminal("submit", file)
        if step == .begun {
            try await run.waitUntil("it asking") { _ in vendor.underWay > 0 }
        }
        try await kill(run, at: step, sign: "accepted: kyc:")
        let again = try await vigil("submit", file)
        switch step {
        case .begun, .reviewed:
            #expect(again.status == 0, "\(again.error)")
        case .unheard:
            #expect(again.status == 6)
            #expect(again.error.contains("an earlier one was sent, and DollarPe does not have it"))
            #expect(vendor.writes.isEmpty)
            #expect(try await vigil("submit", file, "--again").status == 0)
        case .heard, .answered:
            #expect(again.status == 0, "\(again.error)")
            #expect(again.output.contains("had arrived: PROCESSING"))
        case .settled:
            #expect(again.status == 6)
            #expect(again.error.contains("was accepted"))
        }
        #expect(vendor.writes.count == 1)
        #expect(try await vigil("submit", file).status == 6)
        #expect(vendor.writes.count == 1)
        #expect(try await vigil("audit", "verify").status == 0)
        try expectNowhere(person.secrets, in: home.path)
    }

    // MARK: A correction

    @Test(arguments: KillStep.reachable.filter { $0 != .begun && $0 != .settled })
    func `A correction is sent once, whenever the program is killed`(
        step: KillStep
    ) async throws {
        vendor.becomes("FAILED", because: "TAX_VERIFICATION_FAILED")
        let screen = try await dashboard()
        try await screen.waitFor("TAX_VERIFICATION_FAILED")
        screen.send("e")
        try await screen.waitFor("3 of 3 corrections left")
        screen.send(person.pan)
        try await screen.waitFor(String(person.pan.suffix(4)))
        try await screen.watch(for: .milliseconds(600))
        screen.send(.control("s"))
        try await screen.waitFor("Enter send")
        prepare(step)
        if step != .reviewed { screen.send(.enter) }
        try await kill(screen, at: step, sign: "DollarPe took it")

        let again = try await dashboard()
        if step != .reviewed {
            again.send("4")
            try await again.waitFor(
                step == .unheard
                    ? "the correction had not arrived"
                    : "the correction had arrived: the customer is PROCESSING")
            again.send("3")
            try await again.waitFor("Intake 7")
        }
        if step == .unheard || step == .reviewed {
            #expect(vendor.writes.isEmpty)
            try await again.waitFor("TAX_VERIFICATION_FAILED")
            again.send("e")
            try await again.waitFor("Your draft of")
            again.send(.control("s"))
            try await again.waitFor("Enter send")
            again.send(.enter)
            try await again.waitFor("DollarPe took it")
        }
        #expect(vendor.writes.map(\.path) == ["/cms/api/v1/kyc/update-tax-info"])
        again.send(.escape)
        again.send(.control("c"))
        _ = try await again.waitForExit()
        try expectNowhere([person.pan], in: home.path)
        if let write = vendor.writes.first { try await expectSigned(write) }
    }

    // MARK: What was signed

    /// Has openssl sign what arrived, and compares.
    private func expectSigned(
        _ write: KYCVendor.Write, location: SourceLocation = #_sourceLocation
    ) async throws {
        guard access("/usr/bin/openssl", X_OK) == 0 else { return }
        let outside = try Home()
        let message = try outside.write(
            "\(KYCVendor.key)|\(write.timestamp)|\(write.body)", to: "message")
        let run = try await ProgramOutput.of(
            "/bin/sh",
            [
                "-c",
                "openssl dgst -sha256 -hmac \(KYCVendor.secret) -binary '\(message)' | base64 -w0",
            ])
        #expect(!run.output.isEmpty && run.output == write.signature, sourceLocation: location)
    }

    @Test(.enabled(if: access("/usr/bin/openssl", X_OK) == 0))
    func `What a form makes is signed as openssl signs it, in whatever script it is written`()
        async throws
    {
        let screen = try terminal()
        try await screen.waitFor("vigil track")
        screen.send("N")
        try await screen.waitFor("New customer")
        for value in ["आशा \"Test\" वाला\\é", "asha@example.com", "9900012345"] {
            screen.send(value)
            try await screen.waitFor(String(value.suffix(3)))
            screen.send(.tab)
        }
        screen.send("ind")
        screen.send(.control("s"))
        try await screen.waitFor("This will be sent to DollarPe")
        screen.send(.enter)
        try await screen.waitFor("It is tracked")
        let write = try #require(vendor.writes.first)
        #expect(write.path == "/cms/api/v1/customer/create")
        try await expectSigned(write)
        screen.send(.escape)
        screen.send(.control("c"))
        _ = try await screen.waitForExit()
    }
}
