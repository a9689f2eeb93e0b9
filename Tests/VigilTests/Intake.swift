import TerminalUI
import TestSupport
import Testing

/// A home whose one vendor keeps every write, and one invented customer: where the stories of
/// submitting, correcting and privacy begin.
struct Intake {
    let home: Home
    let vendor: KYCVendor
    let configuration: String
    let person = InventedPerson()

    /// A home with a configuration that has `more` beside the vendor.
    init(_ more: String = "") throws {
        home = try Home()
        vendor = try KYCVendor()
        configuration = try home.write(vendor.configuration + more, to: "vigil.yaml")
    }

    /// Starts the program on a terminal.
    func program(_ arguments: String...) throws -> ProgramOnTerminal {
        try program(arguments)
    }

    private func program(_ arguments: [String]) throws -> ProgramOnTerminal {
        try ProgramOnTerminal(
            builtProduct("vigil"), arguments + ["--config", configuration],
            environment: home.environment, size: Size(width: 120, height: 40))
    }

    /// Runs a command without a terminal.
    func run(_ arguments: String...) async throws -> CommandRun {
        try await CommandRun(arguments + ["--config", configuration], home: home)
    }

    /// The dashboard on the tracked customer, its KYC view open.
    func dashboard(_ arguments: String...) async throws -> ProgramOnTerminal {
        _ = try await run("track", "kyc", person.customer, "--label", "Intake 7")
        let screen = try program(["--view", "kyc"] + arguments)
        try await screen.waitFor("Intake 7")
        return screen
    }
}

extension ProgramOnTerminal {
    /// Presses a key, or types, and waits until the screen shows what comes of it.
    func press(_ keys: String, seeing text: String) async throws {
        send(keys)
        try await waitFor(text)
    }

    /// The same for a key without a character.
    func press(_ key: Key, seeing text: String) async throws {
        send(key)
        try await waitFor(text)
    }

    /// Fills in the fields of a form one after another, each seen before the next.
    func fill(_ values: [String]) async throws {
        for value in values {
            try await press(value, seeing: value)
            send(.tab)
        }
    }

    /// Interrupts the dashboard, which ends in order.
    func interrupt() async throws {
        send(.control("c"))
        #expect(try await waitForExit() == .exited(0))
    }
}
