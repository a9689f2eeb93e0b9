import Foundation
import TestSupport
import Testing

/// `vigil doctor` in good and bad surroundings.
@Suite(.ownThread) struct DoctorTests {
    @Test func `Where everything is well it says so, line by line`() async throws {
        let shift = try await Shift()
        try await shift.track("reap")
        let run = try await shift.vigil("doctor")
        #expect(run.status == 0, "\(run.output)")
        let lines = run.output.split(separator: "\n")
        for subject in [
            "terminal", "locale", "colours", "config", "permissions", "store", "reap", "surepass",
            "deepvue", "dollarpe", "clock",
        ] {
            let own = lines.filter { $0.contains(" \(subject) ") }
            #expect(own.count == 1 && own.first?.hasPrefix("ok ") == true, "\(subject)\n\(lines)")
        }
        let quiet = try await shift.vigil("doctor", "--quiet")
        #expect(quiet.output.isEmpty)
        let json = try await shift.vigil("doctor", "--json")
        #expect(try json.object["ok"] as? Bool == true)
        // Looking does not track, and nothing was kept of it.
        #expect(try await shift.list().allSatisfy { $0["kind"] as? String == "reap" })
    }

    @Test func `Refused credentials, an open file and a damaged store are findings`()
        async throws
    {
        let shift = try await Shift()
        let text = try String(contentsOfFile: shift.configuration, encoding: .utf8)
        let wrong = text.replacing(/(reap:\n(?: .*\n)*? +api_key: ).*/) { "\($0.1)wrong" }
        #expect(wrong != text)
        try shift.home.write(wrong, to: "sandbox.yaml")
        let store = try shift.home.write("no database", to: "vigil.db")
        chmod(store, 0o644)
        let run = try await shift.vigil("doctor", "--store", store)
        #expect(run.status == 1)
        for start in [
            "warning  permissions  \(store) can be read by others; chmod 600",
            "problem  store", "problem  reap         Reap refused the credentials",
            "ok       surepass",
        ] {
            #expect(run.output.contains("\n\(start)"), "\(start)\n\(run.output)")
        }
        #expect(!run.output.contains("wrong"))
    }

    @Test func `Vendors that never answer hold it up for less than five seconds`() async throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = bind(listener, address, length)
                _ = listen(listener, 16)
                _ = getsockname(listener, address, &length)
            }
        }
        let home = try Home()
        let url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        let file = try home.write(
            """
            vendors:
              reap: {base_url: "\(url)", api_key: {command: [sleep, "60"]}}
              surepass: {base_url: "\(url)", token: plain}
              deepvue: {base_url: "https://vendor.invalid", client_id: a, client_secret: b}
              dollarpe: {base_url: "\(url)", api_key: a, api_secret: {env: NOWHERE}}
            """, to: "vigil.yaml")
        let start = ContinuousClock.now
        let run = try await CommandRun(["doctor", "--config", file, "--json"], home: home)
        #expect(ContinuousClock.now - start < .seconds(6))
        #expect(run.status == 1)
        let findings = try #require(try run.object["findings"] as? [[String: Any]])
        for vendor in ["reap", "surepass", "deepvue", "dollarpe"] {
            let own = findings.filter { $0["subject"] as? String == vendor }
            #expect(own.count == 1 && own.first?["verdict"] as? String == "problem", "\(vendor)")
            #expect(own.first?["advice"] is String)
        }
        #expect(run.output.contains("the variable NOWHERE is not set"))
    }

    @Test(arguments: [
        (["TERM": "nonsense"], "problem  terminal"), (["TERM": ""], "problem  terminal"),
        (["LANG": "xx_XX.UTF-8"], "problem  locale"), (["LANG": "C"], "warning  locale"),
        (["TERM": "xterm"], "warning  colours"), (["NO_COLOR": "1"], "ok       colours      none"),
        (["TZ": "Nowhere/Land"], "warning  time zone"), ([:], "warning  config"),
    ])
    func `Surroundings that hold Vigil back are named with what to do`(
        environment: [String: String], expected: String
    ) async throws {
        let home = try Home()
        let run = try await ProgramOutput.of(
            builtProduct("vigil"), ["doctor"],
            environment: home.environment.merging(environment) { $1 })
        #expect(run.ending == .exited(1))
        #expect("\n\(run.output)".contains("\n\(expected)"), "\(run.output)")
        #expect(run.error.isEmpty)
    }
}
