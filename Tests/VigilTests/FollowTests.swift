import Foundation
import JSON
import TestSupport
import Testing

/// `vigil follow` against the sandbox.
@Suite(.ownThread) struct FollowTests {
    @Test func `Every change is one line of its own until nothing is left to poll`() async throws {
        let shift = try await Shift(speed: "100")
        for kind in ["deepvue", "report"] { try await shift.track(kind) }
        // A batch that begins now, however long ago the sandbox did.
        let rows = (0..<400).map { "id-\($0),tok-\($0)\n" }.joined()
        let file = try shift.home.write("externalId,shareToken\n" + rows, to: "march.csv")
        let run = try await shift.shell(
            "vigil upload reap \(file) --quiet && vigil follow --json --until-final")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.error.isEmpty)
        var seen: [String] = []
        for line in run.output.split(separator: "\n") {
            let change = try Schema.read(line, as: Schema.change)
            if change["item"]?["kind"]?.string == "reap" {
                seen.append(change["change"]?.string ?? "")
            }
        }
        #expect(seen.first == "first")
        #expect(seen.contains("progress"))
        #expect((1...2).contains(seen.filter { $0 == "state" }.count), "\(seen)")
        let list = try Schema.read(
            try await shift.vigil("list", "--json").output, as: .list(Schema.item))
        let states = list.array?.compactMap { $0["state"]?.string } ?? []
        #expect(states.count > 3 && states.allSatisfy { $0 == "completed" || $0 == "failed" })
        #expect(try await shift.vigil("follow", "--until-final").output.isEmpty)
    }

    @Test func `What others track and untrack is followed from then on`() async throws {
        let shift = try await Shift(speed: "200")
        let program = try shift.terminal("follow", "--quiet", width: 200)
        let id = try await shift.trackFirst("deepvue")
        let label = try #require(try await shift.items().first { $0.id == id }?.label)
        try await program.waitFor("Deepvue \(label): first answer: ")
        try await program.waitUntil("the end") { screen in
            screen.rows.contains { $0.contains("Deepvue \(label): ") && $0.contains("completed") }
        }
        let time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ .*/
        for row in program.screen.rows where !row.allSatisfy({ $0 == " " }) {
            #expect(row.wholeMatch(of: time) != nil, "\(row)")
        }
        program.signal(SIGINT)
        #expect(try await program.waitForExit() == .exited(130))
        let second = try shift.terminal("follow")
        let other = try await shift.trackFirst("reap")
        try await second.waitFor("Reap ")
        #expect(try await shift.vigil("untrack", other).status == 0)
        // Some who end a program say it twice, to it and to its group.
        for _ in 0..<5 { second.signal(SIGTERM) }
        #expect(try await second.waitForExit() == .exited(0))
    }

    @Test func `Started with nohup it outlives its terminal`() async throws {
        let shift = try await Shift(speed: "100")
        _ = try await shift.trackFirst("reap")
        // Of two signals that wait the lower number, which is SIGHUP's, would be read first.
        let log = "\(shift.home.path)/changes.log"
        let run = try await shift.shell(
            """
            trap '' HUP; \(builtProduct("vigil")) follow > \(log) & follow=$!
            until grep -q first \(log); do sleep 0.05; done
            kill -HUP $follow; kill -TERM $follow; wait $follow
            """)
        #expect(run.status == 0, "\(run.error)")
    }

    @Test func `An error is told once until it is gone`() async throws {
        let shift = try await Shift(speed: "1")
        _ = try await shift.trackFirst("reap", labelled: "Payout partners, Kochi")
        let run = try await shift.shell(
            speed: "60", faults: "reap:outage", "vigil follow --json --until-final")
        #expect(run.status == 0, "\(run.error)")
        let changes = try run.output.split(separator: "\n").map {
            try Schema.read($0, as: Schema.change)
        }
        let words = changes.compactMap { $0["change"]?.string }
        let turns = words.filter { $0 == "error" || $0 == "recovered" }
        #expect(turns.starts(with: ["error", "recovered"]))
        #expect(!zip(turns, turns.dropFirst()).contains { $0 == $1 })
        let error = changes.first { $0["change"]?.string == "error" }?["item"]?["error"]
        #expect(error?["class"]?.string == "vendor" || error?["class"]?.string == "network")
    }

    @Test func `A flag that comes with time alone is told although no check happened`()
        async throws
    {
        let shift = try await Shift(speed: "60")
        let id = try await shift.trackFirst("reap", labelled: "Nordic contractors")
        // So far away that no check is due while the test looks.
        let text = try String(contentsOfFile: shift.configuration, encoding: .utf8)
        let slow = text.split(separator: "\n").map { line in
            line.contains("  reap: {first")
                ? "  reap: {first: 1s, every: 1h, overdue_after: 3s, then_every: 1h, stuck_after: 5s}"
                : String(line)
        }
        let file = try shift.home.write(slow.joined(separator: "\n"), to: "slow.yaml")
        _ = try await shift.vigil("show", id, "--refresh", configuration: file)
        let program = try shift.terminal("follow", width: 120, configuration: file)
        try await program.waitFor("Reap Nordic contractors: is now stuck")
        let shown = try await shift.vigil("show", id, "--json").output
        #expect(shown.contains(#""checks":1,"#), "\(shown)")
    }

    @Test func `When every vendor refuses its credentials it ends with 3`() async throws {
        let shift = try await Shift(speed: "200")
        _ = try await shift.trackFirst("reap")
        _ = try await shift.trackFirst("stamps")
        let one = try shift.configuration(withWrong: "token")
        let wrong = try shift.configuration(withWrong: "api_key", "token", "client_secret")
        let run = try await shift.vigil("follow", configuration: wrong)
        #expect(run.status == 3)
        #expect(run.error.contains("vigil: follow: Reap, Surepass refused the credentials\nhint: "))
        #expect(run.output.contains("Reap refused the credentials"))
        // One that still answers is a reason to go on.
        let program = try shift.terminal("follow", width: 120, configuration: one)
        try await program.waitFor("Surepass refused the credentials")
        try await program.waitFor("Reap March import: ")
        #expect(program.ending == nil)
    }

    @Test func `A pipe that closes ends it quietly, at once`() async throws {
        let shift = try await Shift(speed: "200")
        _ = try await shift.trackFirst("reap", labelled: "March import")
        let run = try await shift.shell(
            "vigil follow --json | head -1; echo ${PIPESTATUS[0]}; vigil follow | true")
        #expect(run.error.isEmpty, "\(run.error)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2)
        try Schema.read(try #require(lines.first), as: Schema.change)
        #expect(lines.last == "0")
    }
}
