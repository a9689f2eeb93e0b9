import Domain
import JSON
import Store

/// `vigil store`: copies, examines and rescues the store's file.
enum StoreCommand {
    static let spec = CommandSpec(
        name: "store", operands: "backup FILE | check | rescue FILE",
        summary: "back up, check or rescue the store's file",
        options: [OptionSpec("force", nil, "backup: overwrite the file")],
        example: "vigil store backup vigil-2025-10-08.db",
        result: """
            backup: {"command": "store backup", "ok": true, "file", "bytes"}
              check: {"command": "store check", "ok", "store", "bytes", "steps", "tables": {NAME:
              rows}, "faults": [sentence]}
              rescue: {"command": "store rescue", "ok", "file", "tables": {NAME: {"saved",
              "lost"}}}, lost being null where rows are missing that nobody can count
            """,
        run: run)

    private enum Word: String, CaseIterable {
        case backup
        case check
        case rescue
    }

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let (word, operands) = try invocation.word(Word.self)
        try invocation.allow(word == .backup ? ["force"] : [], of: spec.options, for: word.rawValue)
        let file = operands.first
        if let extra = operands.dropFirst(word == .check ? 0 : 1).first {
            throw ProgramFailure(
                .usage, "store \(word.rawValue): takes no \(PlainText.quoted(extra))",
                hint: "--store names the store")
        }
        if word == .check { return try check(invocation) }
        guard let file, !file.isEmpty else {
            throw ProgramFailure(
                .usage, "store \(word.rawValue): needs a file to write",
                hint: "vigil store \(word.rawValue) FILE")
        }
        return try word == .backup ? backUp(to: file, invocation) : rescue(to: file, invocation)
    }

    private static func backUp(
        to file: String, _ invocation: Invocation
    ) throws(ProgramFailure) -> ExitStatus {
        let workspace = try Workspace(invocation)
        try workspace.requireStore()
        let overwriting = invocation.has("force")
        let size = try workspace.withStore { store in
            try await store.backUp(to: file, overwriting: overwriting)
            return try StoreExamination.size(of: file)
        }
        if invocation.has("json") {
            let answer: JSON = [
                "command": "store backup", "ok": true, "file": .string(file),
                "bytes": .integer(size),
            ]
            Standard.output(answer.text() + "\n")
        } else if !invocation.has("quiet") {
            Standard.output("\(PlainText.of(file)): the store as it is now, \(size) bytes\n")
        }
        return .done
    }

    private static func check(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let workspace = try Workspace(invocation)
        let found = try workspace.withFile { path throws(StoreFailure) in
            try StoreExamination(path: path)
        }
        if invocation.has("json") {
            let answer: JSON = [
                "command": "store check", "ok": .bool(found.isSound),
                "store": .string(workspace.storePath), "bytes": .integer(found.size),
                "steps": .integer(found.steps.taken),
                "tables": .object(found.rows.map { JSON.Member($0.table, JSON($0.rows)) }),
                "faults": .array(found.faults.map(JSON.string)),
            ]
            Standard.output(answer.text() + "\n")
            return found.isSound ? .done : .workFailed
        }
        let name = PlainText.of(workspace.storePath)
        guard found.isSound else {
            throw ProgramFailure(
                .workFailed,
                "the store \(name) is damaged: \(found.faults.joined(separator: "; "))",
                hint: "vigil store rescue FILE saves what can be read; this file stays as it is")
        }
        if !invocation.has("quiet") {
            Standard.output("the store \(name) is sound, \(found.size) bytes\n")
            for count in found.rows {
                Standard.output("  \(count.table): \(count.rows.map(rows) ?? "not readable")\n")
            }
        }
        return .done
    }

    private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

    private static func rescue(
        to file: String, _ invocation: Invocation
    ) throws(ProgramFailure) -> ExitStatus {
        let workspace = try Workspace(invocation)
        let rescue = try workspace.withFile { path throws(StoreFailure) in
            try StoreRescue(from: path, to: file)
        }
        let isWhole = rescue.tables.allSatisfy { $0.lost == 0 }
        if invocation.has("json") {
            let tables = rescue.tables.map { table in
                JSON.Member(
                    table.name, ["saved": .integer(table.saved), "lost": JSON(table.lost)])
            }
            let answer: JSON = [
                "command": "store rescue", "ok": .bool(isWhole), "file": .string(file),
                "tables": .object(tables),
            ]
            Standard.output(answer.text() + "\n")
        } else if !invocation.has("quiet") {
            for table in rescue.tables {
                let lost = table.lost.map { "\($0) lost" } ?? "others lost, nobody knows how many"
                Standard.output("\(table.name): \(rows(table.saved)) saved, \(lost)\n")
            }
            Standard.output(
                "\(PlainText.of(file)) is a store that can be used; the old one is as it was\n")
        }
        return isWhole ? .done : .workFailed
    }
}
