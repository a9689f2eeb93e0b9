import Foundation
import JSON
import TerminalUI
import TestSupport
import Testing

private let batch = "f208a887-9fa6-4447-a52b-c1d6e089536f"

/// Notes on items, from the command line and from the screen.
@Suite(.ownThread) struct NoteTests {
    let home: Home

    init() throws { home = try Home() }

    private func vigil(_ arguments: String...) async throws -> CommandRun {
        try await CommandRun(arguments, home: home)
    }

    @Test func `A note is kept with its author, shown, recorded and part of the evidence`()
        async throws
    {
        _ = try await vigil("track", "reap", batch, "--label", "March")
        let first = try await vigil(
            "note", "f208", "asked Reap, ticket T-4711", "--operator", "mira")
        #expect(first.status == 0, "\(first.error)")
        #expect(first.output == "noted: reap:\(batch) (March)\n")
        let run = try await vigil("note", "f208", "Reap answered", "--operator", "asha", "--json")
        let answer = try Schema.read(
            run.output,
            as: Schema.result(
                "note",
                [
                    ("item", .object(Schema.name)), ("note", Schema.note),
                ]))
        let digest = try #require(answer["note"]?["sha256"]?.string)
        let shown = try Schema.read(
            try await vigil("show", "f208", "--json").output, as: Schema.shown)
        #expect(
            shown["notes"]?.array?.map { $0["text"]?.string }
                == ["Reap answered", "asked Reap, ticket T-4711"])
        let page = try await vigil("show", "f208").output
        #expect(page.contains("Notes\n"))
        #expect(
            page.contains(/UTC  Reap answered \(asha\)\n.*UTC  asked Reap, ticket T-4711 \(mira\)/))
        let record = try await vigil("audit", "list").output
        #expect(record.contains("March has a new note: SHA-256 \(digest)"))
        #expect(!record.contains("Reap answered"))
        let evidence = try await vigil("audit", "export", "--item", "f208").output
        let notes = try JSON(parsing: Array(evidence.utf8))["bundle"]?["notes"]?.array
        #expect(notes?.first?["sha256"]?.string == digest)
    }

    @Test func `What is no note is a mistake that keeps nothing and repeats nothing personal`()
        async throws
    {
        _ = try await vigil("track", "reap", batch)
        let wrong: [(arguments: [String], says: String)] = [
            (["note"], "needs a REF"), (["note", "f208"], "needs a text"),
            (["note", "f208", "two", "words"], "quotation marks"),
            (["note", "f208", "a\u{1B}[2Jb"], "control"),
            (["note", "f208", String(repeating: "x", count: 281)], "281 characters"),
            (["note", "f208", "PAN ABCPE1234F"], "looks like it holds a PAN"),
            (["note", "f208", "call 98765 43210"], "a phone number"),
        ]
        for (arguments, says) in wrong {
            let run = try await CommandRun(arguments, home: home)
            #expect(run.status == 2)
            #expect(run.error.contains(says), "\(run.error)")
            #expect(!run.error.contains("ABCPE1234F") && !run.error.contains("43210"))
            #expect(!run.error.contains("\u{1B}"))
        }
        #expect(try await vigil("note", "aaaa", "hello").status == 5)
        #expect(try await vigil("show", "f208", "--json").output.contains(#""notes":[]"#))
    }

    @Test func `A note written on the screen is there for colleagues and after a restart`()
        async throws
    {
        let shift = try await Shift(speed: "1")
        let id = try await shift.trackFirst("reap")
        let dashboard = try shift.dashboard("--operator", "mira")
        defer { dashboard.close() }
        try await dashboard.waitUntil("the first answer") { $0.shows("1/1") }
        dashboard.send("w")
        try await dashboard.waitFor("Note on")
        dashboard.send("asked Reap")
        dashboard.send(.enter)
        try await dashboard.waitUntil("the note's sign") {
            $0.shows("Note kept.") && $0.shows("¶")
        }
        dashboard.send(.enter)
        try await dashboard.waitUntil("the note") { $0.shows("asked Reap") && $0.shows("mira") }
        // A colleague writes while the page is open.
        #expect(
            try await shift.vigil("note", id, "Reap answered", "--operator", "asha").status == 0)
        try await dashboard.waitFor("Reap answered")
        dashboard.send("q")
        #expect(try await dashboard.waitForExit() == .exited(0))
        let shown = try Schema.read(
            try await shift.vigil("show", id, "--json").output, as: Schema.shown)
        #expect(shown["notes"]?.array?.count == 2)
        #expect(shown["notes"]?.array?.last?["operator"]?.string == "mira")
    }
}
