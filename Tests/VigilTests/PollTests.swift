import Foundation
import Glibc
import TestSupport
import Testing

/// `vigil poll` as cron runs it.
@Suite(.ownThread) struct PollTests {
    private func answer(_ run: CommandRun) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        return try #require(json as? [String: Any])
    }

    @Test func `One pass asks about what is due, and at once again nothing is`() async throws {
        let shift = try await Shift(speed: "20")
        try await shift.track("stamps")
        let first = try await shift.vigil("poll", "--json")
        #expect(first.status == 0)
        #expect(first.error == "")
        let all = try answer(first)
        #expect(all["command"] as? String == "poll")
        #expect(all["ok"] as? Bool == true)
        let checked = try #require(all["checked"] as? Int)
        #expect(checked >= 5)
        #expect((all["items"] as? [Any])?.count == checked)
        let again = try answer(try await shift.vigil("poll", "--json"))
        #expect(try #require(again["checked"] as? Int) < checked)
        #expect(try await shift.list().contains { $0["total"] is Int })
    }

    @Test func `An id that the vendor does not know ends it with 5, a network that is away with 4`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        let id = "f208a887-9fa6-4447-a52b-000000000000"
        #expect(try await shift.vigil("track", "reap", id).status == 0)
        let unknown = try await shift.vigil("poll", "--all")
        #expect(unknown.status == 5)
        #expect(unknown.error.contains(": Reap does not know"))
        shift.sandbox.signal(SIGTERM)
        _ = try await shift.sandbox.waitForExit()
        // A moment must pass until the item may be asked about again.
        var away = try await shift.vigil("poll", "--all")
        while away.status == 0 { away = try await shift.vigil("poll", "--all") }
        #expect(away.status == 4)
    }

    @Test func `Only the credentials of vendors that are asked are fetched`() async throws {
        let shift = try await Shift(speed: "200")
        let id = try await shift.trackFirst("reap")
        let fetched = "\(shift.home.path)/fetched"
        let text = try String(contentsOfFile: shift.configuration, encoding: .utf8)
            .replacing(
                "api_secret: \"dollarpe_demo_secret\"",
                with: "api_secret: {command: [touch, \"\(fetched)\"]}")
        let file = try shift.home.write(text, to: "other.yaml")
        for command in [["show", id, "--refresh"], ["poll", "--all"], ["wait", id]] {
            let arguments = command + ["--config", file]
            let run = try await CommandRun(arguments, home: shift.home)
            #expect(run.status == 0, "\(command): \(run.error)")
            #expect(!FileManager.default.fileExists(atPath: fetched), "\(command)")
        }
        // What follows everything needs them all.
        let follow = try await CommandRun(
            ["follow", "--until-final", "--config", file], home: shift.home)
        #expect(follow.status == 3)
        #expect(FileManager.default.fileExists(atPath: fetched))
    }

    @Test func `What is held back is counted and said`() async throws {
        let shift = try await Shift(speed: "20")
        try await shift.track("kyc")
        let first = try answer(try await shift.vigil("poll", "--all", "--json"))
        #expect(try #require(first["checked"] as? Int) > 0)
        let run = try await shift.vigil("poll", "--all")
        #expect(run.status == 0)
        #expect(run.output.contains("held back: asked about a moment ago"))
    }

    @Test func `A vendor whose credential cannot be had keeps no other from being asked`()
        async throws
    {
        let intake = try Intake(
            "  reap: {base_url: \"http://127.0.0.1:9\", api_key: {env: NO_SUCH_KEY}}\n")
        _ = try await intake.run("track", "kyc", intake.person.customer)
        #expect(try await intake.run("poll", "--all").status == 0)
        _ = try await intake.run("track", "reap", "f208a887-9fa6-4447-a52b-000000000000")
        let reads = intake.vendor.reads
        let run = try await intake.run("poll", "--all", "--json")
        #expect(run.status == 3)
        #expect(run.error.contains("vigil.yaml:6:51: vendors.reap.api_key: "), "\(run.error)")
        #expect(run.error.contains("NO_SUCH_KEY"), "\(run.error)")
        let held = try #require(try answer(run)["held_back"] as? [String: Any])
        #expect(held["no_credentials"] as? Int == 1)
        #expect(intake.vendor.reads > reads || held["too_soon"] as? Int == 1)
        // Work that needs the other vendor alone goes on; what needs this one says why not.
        #expect(try await intake.run("show", "4e6f1b20", "--refresh").status == 0)
        #expect(try await intake.run("show", "f208a887", "--refresh").status == 3)
    }

    @Test func `Without a configuration there is nothing to ask`() async throws {
        let run = try await CommandRun(["poll"], home: Home())
        #expect(run.status == 3)
        #expect(try await CommandRun(["poll", "extra"], home: Home()).status == 2)
    }

    @Test func `An interrupt ends it with 130`() async throws {
        let home = try Home()
        // Nobody answers there, so the pass has to wait.
        let silent = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(silent) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = bind(silent, address, length)
                _ = getsockname(silent, address, &length)
            }
        }
        listen(silent, 8)
        let configuration = try home.write(
            """
            vendors:
              reap: {base_url: "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))", api_key: demo}
            """, to: "silent.yaml")
        let id = "f208a887-9fa6-4447-a52b-000000000000"
        _ = try await CommandRun(["track", "reap", id, "--config", configuration], home: home)
        let program = try ProgramOnTerminal(
            builtProduct("vigil"), ["poll", "--all", "--config", configuration],
            environment: home.environment)
        var waiting = pollfd(fd: silent, events: Int16(POLLIN), revents: 0)
        #expect(poll(&waiting, 1, 30_000) == 1)
        program.signal(SIGINT)
        #expect(try await program.waitForExit() == .exited(130))
    }
}
