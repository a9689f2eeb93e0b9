import Foundation
import JSON
import TestSupport
import Testing

/// `show`, `stamps` and `list` against the sandbox, as an operator and a script meet them.
@Suite(.ownThread) struct ShowTests {
    @Test func `A refresh that comes too early shows the last answer instead of waiting`()
        async throws
    {
        let vendor = try KYCVendor()
        defer { vendor.stop() }
        let home = try Home()
        let place = ["--config", try home.write(vendor.configuration, to: "kyc.yaml")]
        let id = "4e6f1b20-a73c-11ec-b909-0242ac120002"
        #expect(try await CommandRun(["track", "kyc", id] + place, home: home).status == 0)
        let show = ["show", id, "--refresh", "--json"] + place
        #expect(try await CommandRun(show, home: home).status == 0)
        let again = try await CommandRun(show, home: home)
        #expect(again.status == 0)
        #expect(again.output.contains(#""vendor_state":"UNVERIFIED""#))
        #expect(again.error.contains("asked about a moment ago"))
        #expect(vendor.reads == 1)
    }

    @Test func `Everything known of an item is shown, asked anew when wanted`() async throws {
        let shift = try await Shift(speed: "200")
        let id = try await shift.trackFirst("reap")
        let unasked = try Schema.read(
            try await shift.vigil("show", id, "--json").output, as: Schema.shown)
        #expect(unasked["checked_at"]?.isNull == true)
        #expect(unasked["vendor_response"]?.isNull == true)
        #expect(unasked["activity"]?.array?.first?["event"]?.string == "tracked")
        let run = try await shift.vigil("show", "reap:\(id.prefix(8))", "--refresh", "--json")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.error.isEmpty)
        let asked = try Schema.read(run.output, as: Schema.shown)
        #expect(asked["checks"]?.integer == 1)
        let answer = try #require(asked["vendor_response"])
        #expect(answer["batchId"]?.string == id)
        #expect(answer["status"]?.string == asked["vendor_state"]?.string)
        #expect(answer["totalRecords"] == asked["total"])
        #expect(answer["summary"]?["successfulRecords"] == asked["succeeded"])
        #expect(asked["history"]?.array?.last?["processed"] == asked["processed"])
        let page = try await shift.vigil("show", id).output
        #expect(page.contains("reap:\(id), Reap"))
        #expect(page.contains("processed"))
        #expect(page.contains("History"))
    }

    @Test func `A refused key shows the last answer and ends with 3`() async throws {
        // Slow enough for the batch to go on: what is final is not asked about again.
        let shift = try await Shift(speed: "2")
        let id = try await shift.trackFirst("reap")
        _ = try await shift.vigil("show", id, "--refresh")
        let wrong = try shift.configuration(withWrong: "api_key")
        let run = try await shift.vigil("show", id, "--refresh", "--json", configuration: wrong)
        #expect(run.status == 3)
        #expect(run.error.hasPrefix("vigil: show: reap:\(id): Reap refused the credentials"))
        #expect(run.error.contains("\nhint: "))
        let item = try Schema.read(run.output, as: Schema.shown)
        #expect(item["error"]?["class"]?.string == "auth")
        #expect(item["total"]?.integer != nil)
        let list = try await shift.vigil("list", "--json")
        try Schema.read(list.output, as: .list(Schema.item))
        let listed = try await shift.vigil("list", "--refresh", configuration: wrong)
        #expect(listed.status == 3)
        #expect(listed.error.contains("refused the credentials"))
    }

    @Test func `An id that the vendor does not know is 5, a vendor that is away is 4`() async throws
    {
        let shift = try await Shift(speed: "200")
        let unknown = "00000000-0000-4000-8000-000000000000"
        _ = try await shift.vigil("track", "reap", unknown)
        let run = try await shift.vigil("show", unknown, "--refresh")
        #expect(run.status == 5, "\(run.error)")
        let id = try await shift.trackFirst("deepvue")
        shift.sandbox.signal(SIGTERM)
        _ = try await shift.sandbox.waitForExit()
        let away = try await shift.vigil("show", id, "--refresh")
        #expect(away.status == 4, "\(away.error)")
        #expect(away.error.split(separator: "\n").count == 2)
        #expect(away.output.contains("Check fails"))
        #expect(away.error.contains("hint: ask again in a while\n"))
        let list = try await shift.vigil("list", "--refresh", "--json")
        #expect(list.status == 4)
        #expect(list.error.hasPrefix("vigil: list: 2 of 2 were not answered, the first "))
        try Schema.read(list.output, as: .list(Schema.item))
    }

    @Test func `Untracked items are shown and said to be untracked`() async throws {
        let shift = try await Shift(speed: "200")
        let id = try await shift.trackFirst("reap")
        let json = try await shift.vigil("untrack", id, id, "--json")
        let items = Schema.Shape.list(.object(Schema.name))
        let result = try Schema.read(
            json.output, as: Schema.result("untrack", [("items", items)]))
        #expect(result["items"]?.array?.count == 1)
        let shown = try Schema.read(
            try await shift.vigil("show", id, "--json").output, as: Schema.shown)
        #expect(shown["tracked"]?.bool == false)
        #expect(try await shift.vigil("list", "--json").output == "[]\n")
        let all = try Schema.read(
            try await shift.vigil("list", "--json", "--all").output, as: .list(Schema.item))
        #expect(all.array?.first?["tracked"]?.bool == false)
        #expect(try await shift.vigil("show", id, "--refresh").status == 2)
    }

    @Test func `The stamps of an order come one a line, by group`() async throws {
        let shift = try await Shift(speed: "200")
        let id = try await shift.trackFirst("stamps")
        let early = try await shift.vigil("stamps", id)
        #expect(early.status == 1)
        #expect(early.error.contains("--refresh"))
        let all = try await shift.vigil("stamps", id, "--refresh")
        #expect(all.status == 0, "\(all.error)")
        let lines = all.output.split(separator: "\n")
        #expect(lines.count > 10 && lines.allSatisfy { $0.hasPrefix("stamp_v2_") })
        let some = try await shift.vigil("stamps", id, "--group", "available")
        let json = try await shift.vigil("stamps", id, "--group", "available", "--json")
        let shape = Schema.result(
            "stamps",
            Schema.name + [("checked_at", .moment), ("groups", Schema.groups("available"))])
        let group = try Schema.read(json.output, as: shape)["groups"]?["available"]
        let ids = group?["stamps"]?.array?.compactMap(\.string) ?? []
        #expect(some.output == ids.map { $0 + "\n" }.joined())
        #expect(group?["count"]?.integer == ids.count)
        #expect(try await shift.vigil("stamps", id, "--group", "some").status == 2)
        let reap = try await shift.trackFirst("reap")
        #expect(try await shift.vigil("stamps", reap).status == 2)
    }

    @Test func `The list asks the vendors, filters as the screen does, sorts and exports`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        for kind in ["reap", "kyc"] { try await shift.track(kind) }
        let run = try await shift.vigil(
            "list", "--refresh", "--filter", "state:progress", "--sort", "failed", "--json")
        #expect(run.status == 0, "\(run.error)")
        let items = try Schema.read(run.output, as: .list(Schema.item)).array ?? []
        #expect(!items.isEmpty)
        #expect(items.allSatisfy { $0["state"]?.string == "in_progress" })
        #expect(items.allSatisfy { $0["checked_at"]?.string != nil })
        let failed = items.compactMap { $0["failed"]?.integer }
        #expect(failed == failed.sorted())
        let csv = try await shift.vigil("list", "--kind", "reap", "--format", "csv").output
        #expect(csv.hasPrefix("kind,id,label,"))
        #expect(csv.split(separator: "\r\n").count == 11)
        #expect(try await shift.vigil("list", "--json", "--format", "csv").status == 2)
        let ascii = try shift.terminal("list", "--ascii", width: 60)
        _ = try await ascii.waitForExit()
        #expect(ascii.screen.text.contains("~") && !ascii.screen.text.contains("…"))
        let narrow = try shift.terminal("list", width: 60)
        _ = try await narrow.waitForExit()
        #expect(narrow.screen.rows.first?.hasPrefix("KIND") == true)
        // One row for each item and the head: nothing wrapped.
        let used = narrow.screen.rows.prefix { !$0.allSatisfy { $0 == " " } }
        #expect(used.count == 21)
    }

    @Test func `Ctrl-C while a vendor takes its time ends with 130 and leaves nothing behind`()
        async throws
    {
        let shift = try await Shift(speed: "1", faults: "reap:slow")
        let id = try await shift.trackFirst("reap")
        let program = try shift.terminal("show", id, "--refresh")
        try await program.waitFor("asking: 0 of 1 answered")
        program.signal(SIGINT)
        #expect(try await program.waitForExit() == .exited(130))
        #expect(program.screen.rows.allSatisfy { $0.allSatisfy { $0 == " " } })
    }

    @Test func `What is tracked is said in one object, again or for the first time`() async throws {
        let shift = try await Shift(speed: "1")
        let batch = try #require(try await shift.items().first { $0.kind == "reap" })
        let tracked = Schema.result(
            "track",
            [
                (
                    "items",
                    .list(
                        .object(
                            Schema.name + [("result", .word(["added", "already_tracked"]))]))
                )
            ])
        for word in ["added", "already_tracked"] {
            let run = try await shift.vigil("track", "reap", batch.id, "--json")
            let item = try Schema.read(run.output, as: tracked)["items"]?.array?.first
            #expect(item?["result"]?.string == word)
        }
    }

    @Test func `Output into a pipe that closes early is quiet`() async throws {
        let shift = try await Shift(speed: "200")
        try await shift.track("kyc")
        for command in ["list", "list --format csv", "list --json"] {
            let run = try await shift.shell("vigil \(command) | head -c 1")
            #expect(run.error.isEmpty, "\(run.error)")
            #expect(run.output.count == 1)
        }
    }
}
