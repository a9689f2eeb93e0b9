import Foundation
import TestSupport
import Testing

private let batch = "f208a887-9fa6-4447-a52b-c1d6e089536f"

/// Something typed wrongly, how the program ends and what it says.
struct Mistake: CustomTestStringConvertible {
    var arguments: [String]
    var status: Int32
    var says: [String]

    var testDescription: String { "vigil " + arguments.joined(separator: " ") }
}

private let mistakes: [Mistake] = [
    Mistake(arguments: ["trakc"], status: 2, says: ["unknown command 'trakc'", "track"]),
    Mistake(arguments: ["--", "list"], status: 2, says: ["takes no 'list'", "vigil --help"]),
    Mistake(arguments: ["frobnicate"], status: 2, says: ["unknown command", "vigil --help"]),
    Mistake(
        arguments: ["list", "--jsno"], status: 2, says: ["unknown option '--jsno'", "--json"]),
    Mistake(arguments: ["--bogus"], status: 2, says: ["unknown option '--bogus'"]),
    Mistake(arguments: ["list", "--kind"], status: 2, says: ["--kind", "needs a value"]),
    Mistake(arguments: ["list", "--json=yes"], status: 2, says: ["--json", "no value"]),
    Mistake(arguments: ["list", "--kind", "reep"], status: 2, says: ["'reep'", "reap"]),
    Mistake(arguments: ["list", "--state", "done"], status: 2, says: ["'done'", "completed"]),
    Mistake(arguments: ["list", "--sort", "procesed"], status: 2, says: ["processed"]),
    Mistake(arguments: ["track"], status: 2, says: ["needs a kind", "reap, deepvue"]),
    Mistake(
        arguments: ["track", "raep", batch], status: 2, says: ["unknown kind 'raep'", "reap"]),
    Mistake(arguments: ["track", "reap"], status: 2, says: ["no id"]),
    Mistake(arguments: ["track", "reap", "12345"], status: 2, says: ["'12345'", "UUID"]),
    Mistake(arguments: ["track", "deepvue", batch], status: 2, says: ["32 hex digits"]),
    Mistake(arguments: ["track", "stamps", "x_1"], status: 2, says: ["bulk_stamp_v2_"]),
    Mistake(arguments: ["track", "reap", "\u{1B}[2J"], status: 2, says: ["'·[2J'"]),
    Mistake(arguments: ["show"], status: 2, says: ["needs a REF", "vigil list"]),
    Mistake(arguments: ["show", "abc"], status: 5, says: ["'abc'", "nothing tracked"]),
    Mistake(arguments: ["show", "a", "b"], status: 2, says: ["one REF", "'b'"]),
    Mistake(arguments: ["wait", "x", "--timeout", "1"], status: 2, says: ["'1'", "30m"]),
    Mistake(arguments: ["follow", "x"], status: 2, says: ["'x'", "vigil wait"]),
    Mistake(arguments: ["stamps", "x", "--group", "availble"], status: 2, says: ["available"]),
    Mistake(arguments: ["list", "--format", "xml"], status: 2, says: ["table, csv, json"]),
    Mistake(arguments: ["untrack"], status: 2, says: ["needs a REF"]),
    Mistake(arguments: ["untrack", "abc"], status: 5, says: ["'abc'", "nothing tracked"]),
    Mistake(arguments: ["sandbox", "--port", "70000"], status: 2, says: ["--port", "65535"]),
    Mistake(arguments: ["demo", "--speed", "-1"], status: 2, says: ["--speed '-1'"]),
    Mistake(arguments: ["demo"], status: 2, says: ["needs a terminal", "vigil list"]),
    Mistake(arguments: [], status: 3, says: ["no configuration", "config.yaml", "vigil demo"]),
    Mistake(
        arguments: ["list", "--config", "nowhere.yaml"], status: 3, says: ["nowhere.yaml"]),
    Mistake(
        arguments: ["list", "--store", "/proc/vigil.db"], status: 6, says: ["/proc"]),
]

@Suite(.ownThread) struct CommandTests {
    @Test(arguments: mistakes)
    func `A mistake gives one line that says what, and a hint`(mistake: Mistake) async throws {
        let run = try await CommandRun(mistake.arguments, home: Home())
        #expect(run.status == mistake.status, "\(run.error)")
        #expect(run.output.isEmpty)
        for words in mistake.says { #expect(run.error.contains(words), "\(run.error)") }
        let lines = run.error.split(separator: "\n")
        #expect(lines.first?.hasPrefix("vigil: ") == true)
        #expect(lines.count <= 2)
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("hint: ") })
        #expect(run.error.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    }

    @Test func `What is tracked is listed until it is untracked, and its history stays`()
        async throws
    {
        let home = try Home()
        let tracked = try await CommandRun(
            ["track", "reap", batch, "--label", "March import"], home: home)
        #expect(tracked.status == 0)
        #expect(tracked.output == "tracking: reap:\(batch) (March import)\n")
        let again = try await CommandRun(["track", "reap", batch.uppercased()], home: home)
        #expect(again.status == 0)
        // The label that it has is said, as the JSON says it.
        #expect(again.output == "already tracked: reap:\(batch) (March import)\n")
        #expect(try await CommandRun(["list"], home: home).output.contains("March import"))
        #expect(try await CommandRun(["untrack", "reap:f208"], home: home).status == 0)
        #expect(try await !CommandRun(["list"], home: home).output.contains(batch))
        #expect(try await CommandRun(["list", "--all"], home: home).output.contains("untracked"))
    }

    @Test func `The JSON of an item has every key of the contract`() async throws {
        let home = try Home()
        _ = try await CommandRun(
            ["track", "stamps", "bulk_stamp_v2_abc", "--label", "A"], home: home)
        let run = try await CommandRun(["list", "--json"], home: home)
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
        let item = try #require(list.first)
        #expect(
            Set(item.keys).isSuperset(of: [
                "kind", "id", "label", "state", "vendor_state", "flags", "total", "processed",
                "failed", "succeeded", "groups", "result_url", "failure_reason",
                "rate_per_minute", "eta_seconds", "created_at", "started_at", "completed_at",
                "updated_at", "tracked_at", "checked_at", "attempted_at", "next_check_at",
                "checks", "tracked", "error",
            ]))
        #expect(item["state"] as? String == "pending")
        #expect(item["tracked"] as? Bool == true)
        #expect(item["total"] is NSNull)
        let trackedAt = try #require(item["tracked_at"] as? String)
        #expect(trackedAt.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }

    @Test func `An ambiguous REF lists its candidates and changes nothing`() async throws {
        let home = try Home()
        let ids = ["aaaa0000-0000-4000-8000-000000000001", "aaaa0000-0000-4000-8000-000000000002"]
        _ = try await CommandRun(["track", "kyc"] + ids, home: home)
        let run = try await CommandRun(["untrack", "aaaa"], home: home)
        #expect(run.status == 2)
        for id in ids { #expect(run.error.contains("kyc:\(id)")) }
        let list = try await CommandRun(["list", "--json"], home: home)
        for id in ids { #expect(list.output.contains(id)) }
    }

    @Test func `Ids and labels are read from a CSV, faults by line`() async throws {
        let home = try Home()
        let good = "\u{FEFF}id,label\n\(batch),\"Wave 7, north\"\n\n"
        let run = try await CommandRun(["track", "reap", "--from", "-"], home: home, input: good)
        #expect(run.status == 0, "\(run.error)")
        #expect(try await CommandRun(["list"], home: home).output.contains("Wave 7, north"))
        let bad = try await CommandRun(
            ["track", "reap", "--from", "-"], home: home, input: "\(batch)\nnot-an-id\n")
        #expect(bad.status == 2)
        #expect(bad.error.contains("-:2: 'not-an-id'"))
        let fresh = "0" + batch.dropFirst()
        let worse = try await CommandRun(
            ["track", "reap", "--from", "-"], home: home, input: "\(fresh)\nx\n\ny,\(batch)\n")
        #expect(worse.status == 2)
        #expect(worse.error.contains("2 lines are faulty, nothing is tracked"))
        #expect(worse.error.contains("-:2: 'x'") && worse.error.contains("-:4: 'y'"))
        #expect(try await !CommandRun(["list"], home: home).output.contains(fresh))
    }

    @Test func `A kind whose vendor is not configured cannot be tracked`() async throws {
        let home = try Home()
        let file = try home.write(
            "vendors:\n  reap: {base_url: https://reap.example, api_key: {env: KEY}}\n",
            to: "vigil.yaml")
        let run = try await CommandRun(
            ["track", "deepvue", "0123456789abcdef0123456789abcdef", "--config", file],
            home: home)
        #expect(run.status == 3)
        #expect(run.error.contains("Deepvue is not configured"))
    }

    @Test func `Every command explains itself with an example`() async throws {
        let home = try Home()
        #expect(try await CommandRun(["--version"], home: home).output.hasPrefix("vigil "))
        let help = try await CommandRun(["--help"], home: home).output
        for command in [
            "demo", "sandbox", "track", "untrack", "list", "upload", "show", "follow", "wait",
            "stamps", "report", "results",
        ] {
            #expect(help.contains("  \(command) "))
            let own = try await CommandRun([command, "--help"], home: home)
            #expect(own.status == 0)
            #expect(own.output.contains("Example:\n  vigil \(command)"))
        }
    }
}
