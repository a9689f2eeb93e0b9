import Foundation
import JSON
import TestSupport
import Testing

/// `results` and `report` against the sandbox.
@Suite(.ownThread) struct ResultTests {
    private let file: [(String, Schema.Shape)] = [
        ("file", .text), ("bytes", .whole), ("sha256", .text),
    ]

    @Test func `What nobody had asked about yet is completed and counted with its file`()
        async throws
    {
        let shift = try await Shift(speed: "200")
        let id = try await shift.trackFirst("deepvue", labelled: "UPI check, Surat")
        let arguments = ["results", id, "--output", "\(shift.home.path)/out.csv", "--json"]
        func fetch() async throws -> CommandRun {
            try await CommandRun(
                arguments + ["--config", shift.configuration], home: shift.home)
        }
        var run = try await fetch()
        while run.status == 1 { run = try await fetch() }
        #expect(run.status == 0, "\(run.error)")
        let item = try Schema.read(
            run.output, as: Schema.result("results", file + [("item", Schema.item)]))["item"]
        #expect(item?["state"]?.string == "completed")
        #expect(item?["total"]?.integer != nil)
    }

    @Test func `A result is downloaded whole, counted, and overwrites nothing`() async throws {
        let shift = try await Shift(speed: "200")
        let id = try await shift.trackFirst("deepvue", labelled: "UPI check, Surat")
        #expect(try await shift.vigil("wait", id, "--timeout", "60s").status == 0)
        let path = "\(shift.home.path)/out.csv"
        let run = try await shift.vigil("results", id, "--output", path, "--json")
        #expect(run.status == 0, "\(run.error)")
        let shape = Schema.result("results", file + [("item", Schema.item)])
        let result = try Schema.read(run.output, as: shape)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(result["bytes"]?.integer == text.utf8.count)
        let rows = text.split(separator: "\n").dropFirst()
        let passed = rows.count { $0.contains(",true,") }
        let listed = try Schema.read(
            try await shift.vigil("list", "--json").output, as: .list(Schema.item))
        for item in [result["item"], listed.array?.first] {
            #expect(item?["total"]?.integer == rows.count)
            #expect(item?["succeeded"]?.integer == passed)
            #expect(item?["failed"]?.integer == rows.count - passed)
        }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        try Data("mine".utf8).write(to: URL(filePath: path))
        let again = try await shift.vigil("results", id, "--output", path)
        #expect(again.status == 6)
        #expect(again.error.contains("exists already\nhint: --force"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        #expect(try await shift.vigil("results", id, "--output", path, "--force").status == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        #expect(try await shift.vigil("results", id).output == text)
        #expect(try await shift.shell("vigil results \(id) | head -1").output.hasPrefix("vpa,name"))
        #expect(try await shift.vigil("results", id, "--json").status == 2)
        let activity = try await shift.vigil("show", id, "--json").output
        #expect(activity.contains(#""event":"downloaded""#))
        // Which bytes were fetched can be shown later, by their digest.
        let digest = try #require(result["sha256"]?.string)
        #expect(activity.contains("result fetched to out.csv: \(text.utf8.count) bytes, SHA-256"))
        let evidence = try JSON(
            parsing: Array(
                try await shift.vigil("audit", "export", "--item", id).output.utf8))
        let fetched = try #require(evidence["bundle"]?["results"]?.array)
        #expect(fetched.count >= 2)
        #expect(fetched.allSatisfy { $0["sha256"]?.string == digest })
        #expect(fetched.last?["file"]?.string == "out.csv")
        let terminal = try shift.terminal("results", id)
        #expect(try await terminal.waitForExit() == .exited(2))
        #expect(terminal.screen.shows("--output FILE"))
    }

    @Test func `A result that is not ready is 1, one that breaks off leaves no file`() async throws
    {
        let shift = try await Shift(speed: "1", faults: "deepvue-file-404")
        let open = try await shift.trackFirst("deepvue", labelled: "UPI check, Pune")
        let done = try await shift.trackFirst("deepvue", labelled: "UPI check, Surat")
        let path = "\(shift.home.path)/folder/out.csv"
        try FileManager.default.createDirectory(
            atPath: "\(shift.home.path)/folder", withIntermediateDirectories: true)
        let early = try await shift.vigil("results", open, "--output", path)
        #expect(early.status == 1, "\(early.error)")
        #expect(early.error.contains("no file of it yet\nhint: vigil wait deepvue:\(open)"))
        let broken = try await shift.vigil("results", done, "--output", path)
        #expect([4, 5].contains(broken.status), "\(broken.error)")
        #expect(!broken.error.contains("http://"))
        let reap = try await shift.trackFirst("reap")
        #expect(try await shift.vigil("results", reap, "--output", path).status == 2)
        let nowhere = try await shift.vigil("results", done, "--output", "/nowhere/out.csv")
        #expect(nowhere.status == 6)
        let wrong = try shift.configuration(withWrong: "client_secret")
        let refused = try await shift.vigil(
            "results", done, "--output", path, configuration: wrong)
        #expect(refused.status == 3, "\(refused.error)")
        let left = try FileManager.default.contentsOfDirectory(
            atPath: "\(shift.home.path)/folder")
        #expect(left.isEmpty)
    }

    @Test func `A download that is interrupted ends with 130 and leaves no file`() async throws {
        let shift = try await Shift(speed: "1", faults: "deepvue:slow")
        let id = try await shift.trackFirst("deepvue", labelled: "UPI check, Surat")
        let folder = "\(shift.home.path)/folder"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let program = try shift.terminal("results", id, "--output", "\(folder)/out.csv")
        try await program.waitFor("asking Deepvue for the file")
        program.signal(SIGINT)
        #expect(try await program.waitForExit() == .exited(130))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func `A usage report is started, tracked before it is asked about, and fetched`()
        async throws
    {
        let shift = try await Shift(speed: "200")
        let order = try await shift.trackFirst("stamps")
        let path = "\(shift.home.path)/report.csv"
        let shape = Schema.result(
            "report",
            [
                ("order", .text), ("item", Schema.item), ("file", .maybe(.text)),
                ("bytes", .maybe(.whole)), ("sha256", .maybe(.text)),
            ])
        let started = try Schema.read(
            try await shift.vigil("report", order, "--json").output, as: shape)
        #expect(started["item"]?["kind"]?.string == "report")
        #expect(started["file"]?.isNull == true)
        let id = try #require(started["item"]?["id"]?.string)
        #expect(try await shift.vigil("list", "--kind", "report").output.contains(id))
        let shown = try await shift.vigil("show", order, "--json").output
        #expect(shown.contains(#""event":"report_requested""#))
        let run = try await shift.vigil(
            "report", order, "--output", path, "--timeout", "60s", "--json")
        #expect(run.status == 0, "\(run.error)")
        let result = try Schema.read(run.output, as: shape)
        #expect(result["item"]?["state"]?.string == "completed")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix("stamp_id,status\n"))
        #expect(result["bytes"]?.integer == text.utf8.count)
        let refused = try await shift.vigil("report", order, "--output", path)
        #expect(refused.status == 6)
        // Refused before anything was started.
        #expect(
            try await shift.vigil("list", "--kind", "report", "--json").output
                .components(separatedBy: #""kind":"report""#).count == 3)
        let reap = try await shift.trackFirst("reap")
        #expect(try await shift.vigil("report", reap).status == 2)
        shift.sandbox.signal(SIGTERM)
        _ = try await shift.sandbox.waitForExit()
        let away = try await shift.vigil("report", order)
        #expect(away.status == 4, "\(away.error)")
    }
}
