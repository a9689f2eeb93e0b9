import Domain
import Glibc
import JSON

/// `vigil config`: writes, finds, shows and checks the configuration file.
enum ConfigCommand {
    static let spec = CommandSpec(
        name: "config", operands: "init|path|show|check",
        summary: "write a commented configuration, say where it is, show it masked, or check it",
        options: [OptionSpec("force", nil, "let init overwrite a file that is there")],
        example: "vigil config init",
        result: #"{"command": "config", "ok", "path", "exists", "configuration", "faults"}"#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let words = ["init", "path", "show", "check"]
        let hint = "vigil config takes one of \(words.joined(separator: ", "))"
        guard let word = invocation.operands.first, invocation.operands.count == 1 else {
            throw ProgramFailure(.usage, "config: needs one word that says what to do", hint: hint)
        }
        let file = ConfigurationFile(
            option: invocation.value("config"), directories: invocation.host.directories)
        guard !invocation.has("force") || word == "init" else {
            throw ProgramFailure(.usage, "config \(PlainText.of(word)): --force is for init alone")
        }
        switch word {
        case "init": return try write(file, invocation)
        case "path": return tellPath(file, invocation)
        case "show": return try show(file, invocation)
        case "check": return try check(file, invocation)
        default:
            throw ProgramFailure(
                .usage, "config: unknown word \(PlainText.quoted(word))",
                hint: Spelling.hint(for: word, among: words) ?? hint)
        }
    }

    private static func write(
        _ file: ConfigurationFile, _ invocation: Invocation
    ) throws(ProgramFailure) -> ExitStatus {
        makeFolders(of: file.path)
        try PrivateFile.write(
            ConfigurationTemplate.text, to: file.path, overwriting: invocation.has("force"))
        answer(file, invocation, [], said: "written: \(PlainText.of(file.path, limit: .max))\n")
        return .done
    }

    private static func tellPath(_ file: ConfigurationFile, _ invocation: Invocation) -> ExitStatus
    {
        let exists = access(file.path, F_OK) == 0
        if invocation.has("json") {
            answer(file, invocation, [JSON.Member("exists", .bool(exists))], said: "")
        } else {
            Standard.output(file.path + "\n")
        }
        return .done
    }

    private static func show(
        _ file: ConfigurationFile, _ invocation: Invocation
    ) throws(ProgramFailure) -> ExitStatus {
        let shown: ConfigurationInForce
        let isThere: Bool
        do throws(ConfigurationFailure) {
            let text = try file.text()
            isThere = text != nil
            shown = try ConfigurationInForce(text ?? [], of: file.document())
        } catch {
            throw ProgramFailure(error)
        }
        let members = [
            JSON.Member("exists", .bool(isThere)), JSON.Member("configuration", shown.values),
        ]
        let path = PlainText.of(file.path, limit: .max)
        let head = isThere ? "# \(path)\n" : "# the defaults: \(path) does not exist\n"
        if invocation.has("json") {
            answer(file, invocation, members, said: "")
        } else {
            Standard.output(head + shown.yaml)
        }
        return .done
    }

    private static func check(
        _ file: ConfigurationFile, _ invocation: Invocation
    ) throws(ProgramFailure) -> ExitStatus {
        let faults: [ConfigurationFailure]
        do throws(ConfigurationFailure) {
            faults = try file.faults()
        } catch {
            throw ProgramFailure(error)
        }
        if invocation.has("json") {
            answer(file, invocation, [JSON.Member("faults", .array(faults.map(json)))], said: "")
        }
        guard faults.isEmpty else {
            for fault in faults { Standard.error("vigil: \(fault)\n") }
            return .configuration
        }
        if !invocation.has("json") {
            answer(file, invocation, [], said: "\(PlainText.of(file.path, limit: .max)): ok\n")
        }
        return .done
    }

    private static func json(_ fault: ConfigurationFailure) -> JSON {
        [
            "line": JSON(fault.place?.line), "column": JSON(fault.place?.column),
            "key": fault.keys.isEmpty ? .null : .string(fault.keys.joined(separator: ".")),
            "message": .string(fault.message.withoutControlCharacters),
        ]
    }

    private static func answer(
        _ file: ConfigurationFile, _ invocation: Invocation, _ members: [JSON.Member],
        said: String
    ) {
        if invocation.has("json") {
            let isOK = members.first { $0.name == "faults" }?.value.array?.isEmpty ?? true
            let head = [
                JSON.Member("command", "config"), JSON.Member("ok", .bool(isOK)),
                JSON.Member("path", .string(file.path)),
            ]
            Standard.output(JSON.object(head + members).text() + "\n")
        } else if !invocation.has("quiet") {
            Standard.output(said)
        }
    }

    /// Folders for the user alone; what cannot be made shows when the file is written.
    private static func makeFolders(of path: String) {
        for slash in path.indices where path[slash] == "/" && slash != path.startIndex {
            mkdir(String(path[..<slash]), 0o700)
        }
    }
}
