import Foundation
import TerminalUI
import TestSupport
import Testing

/// What `vigil follow` and the other commands that poll do beside printing: alerts, a configuration
/// that changes, writes of unknown outcome.
@Suite(.ownThread) struct FollowAlertTests {
    /// A configuration whose alerts are written to a file, one line a run of the command.
    private func telling(_ shift: Shift) throws -> (file: String, told: String) {
        let told = "\(shift.home.path)/told"
        let text = try String(contentsOfFile: shift.configuration, encoding: .utf8)
        let alerts = "alerts: {command: [/bin/sh, -c, 'sleep 0.3; echo \"$0\" >> \(told)']}\n"
        return (try shift.home.write(text + "\n" + alerts, to: "alerts.yaml"), told)
    }

    @Test func `Without a screen a failure rings, is told and runs the command, naming nobody`()
        async throws
    {
        let shift = try await Shift(speed: "100")
        let (file, told) = try telling(shift)
        try await shift.track("deepvue")
        let program = try ProgramOnTerminal(
            builtProduct("vigil"), ["follow", "--until-final", "--config", file],
            environment: shift.home.environment, size: Size(width: 120, height: 40))
        #expect(try await program.waitForExit() == .exited(0))
        #expect(program.screen.bells > 0)
        let messages = program.screen.commands.filter { $0.hasPrefix("777;notify;Vigil;") }
        #expect(messages.contains { $0.contains("failed") })
        // The end waits for the command: the last failure is told like the first.
        let said = try String(contentsOfFile: told, encoding: .utf8)
        #expect(said.contains("Deepvue verification ") && said.contains("failed"))
        for label in try await shift.items().filter({ $0.kind == "deepvue" }).map(\.label) {
            #expect(!(said + messages.joined()).contains(label), "a label went out")
        }
    }

    @Test func `Where nothing is a terminal only the command is told`() async throws {
        let shift = try await Shift(speed: "100")
        let (file, told) = try telling(shift)
        try await shift.track("deepvue")
        let run = try await shift.vigil("follow", "--until-final", configuration: file)
        #expect(run.status == 0, "\(run.error)")
        #expect(!(run.output + run.error).contains { $0 == "\u{7}" || $0 == "\u{1B}" })
        #expect(try String(contentsOfFile: told, encoding: .utf8).contains("failed"))
    }

    @Test func `A changed configuration is followed without a new start`() async throws {
        let shift = try await Shift(speed: "20")
        try await shift.track("reap")
        try await shift.track("stamps")
        let text = try String(contentsOfFile: shift.configuration, encoding: .utf8)
        let wrong = try String(
            contentsOfFile: try shift.configuration(withWrong: "token"), encoding: .utf8)
        let file = try shift.home.write(text, to: "live.yaml")
        let program = try shift.terminal("follow", width: 200, configuration: file)
        try await program.waitFor("Surepass ")
        try shift.home.write(wrong, to: "live.yaml")
        try await program.waitFor("new configuration in force: vendors.surepass")
        try await program.waitFor("Surepass refused the credentials")
        try shift.home.write(text + "\npoling: {}\n", to: "live.yaml")
        try await program.waitFor("the configuration stays as it was")
        try shift.home.write(text, to: "live.yaml")
        try await program.waitFor("can be checked again")
        program.signal(SIGTERM)
        #expect(try await program.waitForExit() == .exited(0))
        let record = try await shift.vigil("audit", "list")
        #expect(record.output.contains("new configuration in force: vendors.surepass"))
    }

    @Test(arguments: [["poll", "--all"], ["show", "kyc:1111", "--refresh"]])
    func `A check by a command settles a submission whose answer was lost`(
        command: [String]
    ) async throws {
        let home = try Home()
        let vendor = try KYCVendor()
        let text = vendor.configuration + "\npolling: {kyc: {first: 0s, every: 1s}}\n"
        let configuration = try home.write(text, to: "vigil.yaml")
        func vigil(_ words: [String]) async throws -> CommandRun {
            try await CommandRun(words + ["--config", configuration], home: home)
        }
        var person = InventedPerson()
        person.customer = "11111111-2222-4333-8444-000000000001"
        vendor.mood = .failing
        let file = try home.write(person.json, to: "person.json")
        #expect(try await vigil(["submit", file]).status == 4)
        #expect(try await vigil(["track", "kyc", person.customer]).status == 0)
        vendor.becomes("PROCESSING")
        let end = ContinuousClock.now + .seconds(60)
        while try await !vigil(["audit", "list"]).output.contains("the submission had arrived") {
            guard ContinuousClock.now < end else { throw TestFailure("never settled") }
            _ = try await vigil(command)
        }
        vendor.mood = .accepting
        let again = try await vigil(["submit", file, "--again"])
        #expect(vendor.writes.count == 1, "\(again.output)\(again.error)")
    }
}
