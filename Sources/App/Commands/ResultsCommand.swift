import Domain
import Glibc
import JSON

/// `vigil results`: downloads a finished result file.
enum ResultsCommand {
    static let spec = CommandSpec(
        name: "results", operands: "REF",
        summary: "download the result file of a finished deepvue batch or usage report",
        options: [
            OptionSpec("output", "FILE", "where to (else standard output, when that is piped)"),
            OptionSpec("force", nil, "overwrite that file"),
        ],
        example: "vigil results deepvue:9a1b2c3d --output march.csv",
        result: #"{"command": "results", "ok": true, "file", "bytes", "sha256", "item": {...}}"#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let reference = try Reply.reference(invocation)
        let output = try destination(invocation)
        let (file, item, cadence) = try CommandSession.run(invocation) {
            session throws(ProgramFailure) in
            var item = try session.item(reference)
            try Reply.require(
                Fetching.kinds, item, invocation,
                hint: item.key.kind == .stamps
                    ? "vigil report \(item.key) makes a report with a file" : "it has no file")
            let vendors = try session.vendors(of: [item.key.kind])
            // What is known of it would lag behind its file, and the file's counts with it.
            if item.isTracked, !item.state.isFinal {
                _ = try Refresh([item.key], in: session)
                item = try session.item(item.key.description)
            }
            Reply.progress("asking \(item.key.kind.vendor.title) for the file", invocation)
            let fetching = try Fetching(item, vendors: vendors, in: session)
            let draft: ResultDraft
            if let output {
                draft = try output.draft()
            } else {
                draft = try self.draft(beside: session.workspace.storePath)
            }
            try session.interruptions.run { () async throws(ProgramFailure) in
                try await fetching.fetch(into: draft)
            }
            try output?.place(draft)
            let path = output == nil ? nil : invocation.value("output")
            let noted = try blocking { () async throws(ProgramFailure) in
                try await fetching.note(draft, at: path)
            }
            return (draft, noted, session.cadences[item.key.kind])
        }
        guard output != nil else {
            if !file.copy(to: STDOUT_FILENO) { Standard.noteOutputFault(errno) }
            return .done
        }
        let path = invocation.value("output") ?? ""
        if invocation.has("json") {
            Reply.json(
                "results",
                members(of: file, at: path) + [
                    JSON.Member(
                        "item", ItemJSON.object(item, at: SystemClock.now(), cadence: cadence))
                ])
        } else if !invocation.has("quiet") {
            Standard.output("\(PlainText.of(path)): \(file.size) bytes\n")
        }
        return .done
    }

    /// Where a file that goes to standard output is kept until all of it is there: half a file
    /// looks whole to what reads a pipe. The store's folder holds people's data anyway.
    private static func draft(beside store: String) throws(ProgramFailure) -> ResultDraft {
        let folder = store.lastIndex(of: "/").map { String(store[...$0]) } ?? "."
        if let draft = ResultDraft(in: folder) { return draft }
        let why = String(cString: strerror(errno))
        throw ProgramFailure(
            .refused, "results: \(PlainText.of(folder)): cannot be written: \(why)")
    }

    /// What is said of a file that was written.
    static func members(of file: ResultDraft, at path: String) -> [JSON.Member] {
        [
            JSON.Member("file", .string(path)), JSON.Member("bytes", .integer(file.size)),
            JSON.Member("sha256", .string(file.digest)),
        ]
    }

    /// The file that was named; nil for standard output, which may be no terminal: what is in the
    /// file is people's data and could steer it.
    private static func destination(
        _ invocation: Invocation
    ) throws(ProgramFailure) -> OutputFile? {
        if let path = invocation.value("output"), path != "-" {
            return try OutputFile(path, isForced: invocation.has("force"))
        }
        guard !Standard.isTerminal(STDOUT_FILENO) else {
            throw ProgramFailure(
                .usage, "results: the file is not printed on a terminal",
                hint: "name a file with --output FILE, or send it into a pipe")
        }
        guard !invocation.has("json") else {
            throw ProgramFailure(
                .usage, "results: --json needs --output FILE",
                hint: "without it the file itself goes to standard output")
        }
        return nil
    }
}
