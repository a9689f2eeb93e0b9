import Cryptography
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
            let item = try session.item(reference)
            try Reply.require(
                Fetching.kinds, item, invocation,
                hint: item.key.kind == .stamps
                    ? "vigil report \(item.key) makes a report with a file" : "it has no file")
            let vendors = try session.vendors(of: [item.key.kind])
            Reply.progress("asking \(item.key.kind.vendor.title) for the file", invocation)
            let fetching = try Fetching(item, vendors: vendors, in: session)
            let file = try session.interruptions.run { () async throws(ProgramFailure) in
                try await fetching.fetch()
            }
            try output?.write(file.bytes)
            let noted = try blocking { () async throws(ProgramFailure) in
                try await fetching.note(file)
            }
            return (file, noted, session.cadences[item.key.kind])
        }
        guard output != nil else {
            Standard.output(bytes: file.bytes)
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
            Standard.output("\(PlainText.of(path)): \(file.bytes.count) bytes\n")
        }
        return .done
    }

    /// What is said of a file that was written.
    static func members(of file: ResultFile, at path: String) -> [JSON.Member] {
        [
            JSON.Member("file", .string(path)), JSON.Member("bytes", .integer(file.bytes.count)),
            JSON.Member("sha256", .string(Encoding.hex(SHA256.digest(file.bytes)))),
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
