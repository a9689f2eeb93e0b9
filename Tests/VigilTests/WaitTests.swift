import Foundation
import JSON
import TestSupport
import Testing

private let unfinished = "Nordic contractors"

/// `vigil wait` against the sandbox.
@Suite(.ownThread) struct WaitTests {
    private let shape = Schema.result("wait", [("items", .list(Schema.item))])

    @Test func `Waiting ends when the vendor says so, and the status tells the outcome`()
        async throws
    {
        let shift = try await Shift(speed: "200")
        let good = try await shift.trackFirst("reap", labelled: "March import")
        let run = try await shift.vigil("wait", good, "--timeout", "60s")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.error.isEmpty)
        #expect(run.output.hasPrefix("reap:\(good) (March import): completed, 4,200 of 4,200"))
        // Final already: nobody needs to be asked, and rows failed in it.
        shift.sandbox.signal(SIGTERM)
        #expect(try await shift.vigil("wait", good).status == 0)
        let strict = try await shift.vigil("wait", good, "--strict", "--json")
        #expect(strict.status == 1)
        let result = try Schema.read(strict.output, as: shape)
        #expect(result["ok"]?.bool == false)
        #expect(result["items"]?.array?.first?["state"]?.string == "completed")
    }

    @Test func `One failed batch of several is a failure, told when all are final`() async throws {
        let shift = try await Shift(speed: "200")
        let failing = try await shift.trackFirst("reap", labelled: "Night run 14")
        let good = try await shift.trackFirst("deepvue")
        let run = try await shift.vigil("wait", failing, good, "--json", "--timeout", "60s")
        #expect(run.status == 1, "\(run.error)")
        let items = try Schema.read(run.output, as: shape)["items"]?.array ?? []
        #expect(items.map { $0["state"]?.string } == ["failed", "completed"])
        #expect(try await shift.vigil("wait", failing, "--quiet").output.isEmpty)
    }

    @Test func `A configuration that is corrected while it waits is gone by`() async throws {
        let intake = try Intake("polling: {kyc: {first: 0s, every: 1s}}\n")
        let right = try String(contentsOfFile: intake.configuration, encoding: .utf8)
        _ = try await intake.run("track", "kyc", intake.person.customer)
        let wrong = right.replacing(/127.0.0.1:[0-9]+/, with: "127.0.0.1:9")
        try intake.home.write(wrong, to: "vigil.yaml")
        intake.vendor.becomes("VERIFIED")
        let program = try intake.program("wait", intake.person.customer, "--timeout", "60s")
        try await program.waitFor(String(intake.person.customer.prefix(8)))
        try intake.home.write(right, to: "vigil.yaml")
        #expect(try await program.waitForExit() == .exited(0))
        #expect(program.screen.shows("new configuration in force: vendors.dollarpe"))
    }

    @Test func `A time that runs out is 7 and never success`() async throws {
        let shift = try await Shift(speed: "200")
        let id = try await shift.trackFirst("reap", labelled: unfinished)
        let run = try await shift.vigil("wait", id, "--timeout", "1s", "--json")
        #expect(run.status == 7)
        #expect(run.error.hasPrefix("vigil: wait: timed out after 1s: reap:\(id) is "))
        #expect(try Schema.read(run.output, as: shape)["ok"]?.bool == false)
        #expect(try await shift.vigil("wait", id, "--timeout", "soon").status == 2)
    }

    @Test func `An unknown id is 5 and refused credentials are 3`() async throws {
        let shift = try await Shift(speed: "200")
        let unknown = "00000000-0000-4000-8000-000000000000"
        _ = try await shift.vigil("track", "reap", unknown)
        let missing = try await shift.vigil("wait", unknown, "--timeout", "60s")
        #expect(missing.status == 5, "\(missing.error)")
        let id = try await shift.trackFirst("reap")
        let wrong = try shift.configuration(withWrong: "api_key")
        let refused = try await shift.vigil(
            "wait", id, "--timeout", "60s", configuration: wrong)
        #expect(refused.status == 3, "\(refused.error)")
        // Refused before is not waited for: the vendor is asked whether it still refuses.
        let again = try await shift.vigil("wait", id, "--timeout", "60s", configuration: wrong)
        #expect(again.status == 3, "\(again.error)")
        #expect(try await shift.vigil("wait", "zzzz").status == 5)
        #expect(try await shift.vigil("wait").status == 2)
    }

    @Test func `Without a configuration a vendor cannot be asked`() async throws {
        let home = try Home()
        let id = "f208a887-9fa6-4447-a52b-c1d6e089536f"
        _ = try await CommandRun(["track", "reap", id], home: home)
        for command in [
            ["wait", id], ["show", id, "--refresh"], ["follow"], ["list", "--refresh"],
        ] {
            let run = try await CommandRun(command, home: home)
            #expect(run.status == 3, "\(command): \(run.error)")
        }
        #expect(try await CommandRun(["show", id], home: home).status == 0)
    }

    @Test func `A lost network is waited out, but no longer than the timeout`() async throws {
        let shift = try await Shift(speed: "1")
        let id = try await shift.trackFirst("reap", labelled: "Payout partners, Kochi")
        let other = try await shift.trackFirst("reap", labelled: unfinished)
        let run = try await shift.shell(
            speed: "60", faults: "reap:outage", "vigil wait \(id) --timeout 50s --json")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.error.isEmpty)
        let item = try Schema.read(run.output, as: shape)["items"]?.array?.first
        #expect(item?["state"]?.string == "completed")
        #expect(try await shift.vigil("show", id, "--json").output.contains("check_failed"))
        let lost = try await shift.vigil(
            "wait", other, "--timeout", "2s", configuration: shift.fresh)
        #expect(lost.status == 7, "\(lost.error)")
        #expect(lost.error.hasPrefix("vigil: wait: timed out after 2s: reap:\(other) is "))
    }

    @Test func `On a terminal a bar moves, and Ctrl-C ends with 130`() async throws {
        let shift = try await Shift(speed: "100")
        let id = try await shift.trackFirst("reap", labelled: "March import")
        let other = try await shift.trackFirst("reap", labelled: unfinished)
        let program = try shift.terminal("wait", id, other)
        try await program.waitFor("March import")
        try await program.waitUntil("a percentage") { screen in
            screen.rows.contains { $0.contains("March import") && $0.contains("%") }
        }
        try await program.waitUntil("the end of one") { screen in
            screen.rows.contains { $0.contains("March import") && $0.contains("completed") }
        }
        program.signal(SIGINT)
        #expect(try await program.waitForExit() == .exited(130))
        #expect(program.screen.rows.allSatisfy { $0.allSatisfy { $0 == " " } })
        let term = try shift.terminal("wait", other)
        try await term.waitFor(unfinished)
        term.signal(SIGTERM)
        #expect(try await term.waitForExit() == .exited(130))
    }
}
