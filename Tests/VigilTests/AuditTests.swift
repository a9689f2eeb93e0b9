import Foundation
import TestSupport
import Testing

/// The activity record and the store's file from the command line.
@Suite(.ownThread) struct AuditTests {
    let home: Home
    private let id = "f208a887-9fa6-4447-a52b-c1d6e089536f"
    private var store: String { "\(home.path)/.local/state/vigil/vigil.db" }

    init() throws { home = try Home() }

    private func vigil(_ arguments: String...) async throws -> CommandRun {
        try await CommandRun(arguments, home: home)
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func track() async throws {
        let run = try await vigil("track", "reap", id, "--label", "=March", "--operator", "mira")
        #expect(run.status == 0)
    }

    @Test func `What was done is listed with who did it, and filtered`() async throws {
        try await track()
        _ = try await vigil("untrack", "reap:f2", "--operator", "asha")
        let list = try await vigil("audit", "list")
        #expect(list.status == 0)
        #expect(list.output.contains("=March is no longer tracked"))
        #expect(list.output.split(separator: "\n").count == 3)
        let mine = try await vigil("audit", "list", "--by", "mira", "--json")
        let entries = try #require(try object(mine.output)["entries"] as? [[String: Any]])
        #expect(entries.count == 1)
        let entry = try #require(entries.first)
        #expect(entry["event"] as? String == "tracked")
        #expect(entry["item"] as? String == "reap:\(id)")
        #expect(entry["operator"] as? String == "mira")
        #expect(entry["outcome"] as? String == "done")
        #expect((entry["host"] as? String)?.isEmpty == false)
        #expect((entry["login"] as? String)?.isEmpty == false)
        let none = try await vigil("audit", "list", "--since", "2999-01-01", "--json")
        #expect(try object(none.output)["entries"] as? [String] == [])
        #expect(try await vigil("audit", "list", "reap:f2", "--limit", "1").status == 0)
        #expect(try await vigil("audit", "list", "reap:aa").status == 5)
        #expect(try await vigil("audit", "list", "--since", "yesterday").status == 2)
    }

    @Test func `A whole chain is fine, and a cut one ends with status 1`() async throws {
        try await track()
        _ = try await vigil("untrack", "reap:f2")
        let fine = try await vigil("audit", "verify", "--json")
        #expect(fine.status == 0)
        #expect(try object(fine.output)["count"] as? Int == 2)
        #expect(try await vigil("audit", "verify").output.contains("2 entries"))
        // A file that names an entry that is not there is what a cut tail leaves.
        let mark = try String(contentsOfFile: store + "-audit", encoding: .utf8)
        try home.write(
            mark.replacingOccurrences(of: "\n2 ", with: "\n3 "),
            to: ".local/state/vigil/vigil.db-audit")
        let broken = try await vigil("audit", "verify")
        #expect(broken.status == 1)
        #expect(broken.error.hasPrefix("vigil: audit: the chain is broken: "))
        let told = try await vigil("audit", "verify", "--json")
        #expect(told.status == 1)
        #expect(try object(told.output)["ok"] as? Bool == false)
        #expect(try object(told.output)["broken_at"] as? Int == 3)
    }

    @Test func `The record is exported as lines and as CSV that runs in no spreadsheet`()
        async throws
    {
        try await track()
        let lines = try await vigil("audit", "export")
        #expect(try object(lines.output)["text"] as? String == "=March is tracked")
        let csv = try await vigil("audit", "export", "--format", "csv")
        #expect(csv.output.hasPrefix("sequence,at,event,outcome,item,text,"))
        #expect(csv.output.contains(",'=March is tracked,"))
        let file = "\(home.path)/record.csv"
        let run = try await vigil(
            "audit", "export", "--format", "csv", "--output", file, "--json")
        #expect(run.status == 0)
        #expect(try object(run.output)["entries"] as? Int == 1)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == csv.output)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(
            try await vigil("audit", "export", "--output", file).status == 6)
        #expect(
            try await vigil("audit", "export", "--output", file, "--force").status == 0)
        #expect(try await vigil("audit", "export", "--format", "xml").status == 2)
    }

    @Test func `The evidence on an item is one object with its own digest`() async throws {
        try await track()
        let run = try await vigil("audit", "export", "--item", "reap:f2")
        #expect(run.status == 0)
        let answer = try object(run.output)
        let bundle = try #require(answer["bundle"] as? [String: Any])
        for key in [
            "item", "history", "checks", "results", "activity", "chain", "vendor_response",
            "upload", "writes", "submissions",
        ] {
            #expect(bundle[key] != nil, "\(key)")
        }
        let activity = try #require(bundle["activity"] as? [[String: Any]])
        let chain = try #require(bundle["chain"] as? [String: Any])
        #expect(activity.first?["hash"] as? String == chain["hash"] as? String)
        #expect((answer["sha256"] as? String)?.count == 64)
        #expect(try await vigil("audit", "export", "--item", "nothing").status == 5)
        #expect(
            try await vigil("audit", "export", "--item", "reap:f2", "--format", "csv").status == 2)
    }

    @Test func `A store is backed up, checked and rescued`() async throws {
        try await track()
        let copy = "\(home.path)/copy.db"
        #expect(try await vigil("store", "backup", copy).status == 0)
        #expect(try await vigil("store", "backup", copy).status == 6)
        #expect(try await vigil("store", "backup", copy, "--force").status == 0)
        #expect(try await vigil("list", "--store", copy, "--json").output.contains(id))
        #expect(try await vigil("audit", "verify", "--store", copy).status == 0)
        #expect(try await vigil("store", "check").status == 0)

        var content = try Data(contentsOf: URL(filePath: store))
        content.replaceSubrange(4096..<8192, with: Data(repeating: 0x5A, count: 4096))
        try content.write(to: URL(filePath: store))
        let check = try await vigil("store", "check", "--json")
        #expect(check.status == 1)
        #expect(try object(check.output)["ok"] as? Bool == false)
        let rescued = "\(home.path)/rescued.db"
        let rescue = try await vigil("store", "rescue", rescued, "--json")
        let tables = try #require(try object(rescue.output)["tables"] as? [String: Any])
        #expect((tables["activity"] as? [String: Any])?["saved"] as? Int == 1)
        #expect(try Data(contentsOf: URL(filePath: store)) == content)
        #expect(try await vigil("audit", "verify", "--store", rescued).status == 0)
    }

    @Test func `Commands that look at a store make none`() async throws {
        for arguments in [
            ["audit", "list"], ["audit", "verify"], ["audit", "export"], ["store", "check"],
            ["store", "backup", "x"], ["store", "rescue", "x"],
        ] {
            let run = try await CommandRun(arguments, home: home)
            #expect(run.status == 5, "\(arguments)")
            #expect(run.error.contains("does not exist"))
        }
        #expect(!FileManager.default.fileExists(atPath: store))
        #expect(try await vigil("audit").status == 2)
        #expect(try await vigil("audit", "verfy").error.contains("did you mean verify?"))
        #expect(try await vigil("audit", "verify", "--force").status == 2)
        #expect(try await vigil("store", "backup").status == 2)
    }
}
