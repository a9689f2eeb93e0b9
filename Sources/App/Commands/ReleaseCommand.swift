import Domain
import Glibc
import HTTPClient
import JSON
import Store

/// `vigil release`: lists what waits for a second login, or sends one of it.
enum ReleaseCommand {
    static let spec = CommandSpec(
        name: "release", operands: "[ID]",
        summary: "list what another login prepared (privacy.four_eyes), or look at one and send it",
        options: [
            OptionSpec("yes", nil, "send without asking"),
            OptionSpec("again", nil, "send one more time what was sent and never arrived"),
            OptionSpec("withdraw", nil, "forget what was prepared; nothing of it is sent"),
        ],
        example: "vigil release",
        result:
            #"{"command": "release", "ok": true, "waiting": […]}, or "released" and "results", or "withdrawn""#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if invocation.operands.count > 1 {
            throw ProgramFailure(.usage, "release: takes one ID")
        }
        guard let reference = invocation.operands.first else {
            try list(try Workspace(invocation), invocation)
            return .done
        }
        if invocation.has("withdraw") { return try withdraw(reference, invocation) }
        // Before the first other thread, so that the signal comes to this run.
        let signals = SignalDescriptor([SIGINT, SIGTERM, SIGHUP])
        let workspace = try Workspace(invocation)
        try workspace.requireStore()
        let gate = WriteGate(invocation, workspace.configuration)
        let (login, operatorName) = (invocation.host.login, invocation.operatorName)
        let found = try workspace.withStore { store in
            try await Releasing(
                store: store, gate: gate, login: login, operatorName: operatorName
            ).find(reference)
        }
        let content = try open(found.write, workspace, invocation)
        review(found.write, invocation)
        try ask(signals, invocation)
        let watch = RunWatch(signals: signals, end: nil)
        return try ReleaseSending(
            workspace: workspace, invocation: invocation, gate: found.gate, watch: watch
        ).send(content, of: found.write)
    }

    private static func withdraw(
        _ reference: String, _ invocation: Invocation
    ) throws(ProgramFailure) -> ExitStatus {
        let workspace = try Workspace(invocation)
        try workspace.requireStore()
        let gate = WriteGate(invocation, workspace.configuration)
        let (login, operatorName) = (invocation.host.login, invocation.operatorName)
        let write = try workspace.withStore { store in
            try await Releasing(
                store: store, gate: gate, login: login, operatorName: operatorName
            ).withdraw(reference)
        }
        if invocation.has("json") {
            Reply.json("release", [JSON.Member("withdrawn", .string(write.id))])
        } else if !invocation.has("quiet") {
            Standard.output(
                "withdrawn: \(write.id), \(write.sort.words) for \(PlainText.of(write.subject))\n")
        }
        return .done
    }

    /// Opens what was prepared; the passphrase is asked for where there is one.
    private static func open(
        _ write: PreparedWrite, _ workspace: Workspace, _ invocation: Invocation
    ) throws(ProgramFailure) -> PreparedContent {
        let keys = KeyRing(store: workspace.storePath)
        defer { keys.forget() }
        if try keys.hasPassphrase() {
            let prompt = try PassphrasePrompt()
            defer { prompt.close() }
            try PassphraseCommand.unlock(keys, prompt, workspace, invocation)
        }
        return try Releasing.open(write, with: keys)
    }

    // MARK: Asking

    /// Shows what would be sent, masked.
    private static func review(_ write: PreparedWrite, _ invocation: Invocation) {
        let isAsking = !invocation.has("yes")
        if invocation.has("json") || invocation.has("quiet"), !isAsking { return }
        let width = write.masked.map(\.name.count).max() ?? 0
        let lines = write.masked.map { fact in
            let name = PlainText.of(fact.name)
            let space = String(repeating: " ", count: max(0, width - name.count))
            return "  \(name)\(space)  \(PlainText.of(fact.value))\n"
        }
        let head =
            "\(write.id): \(write.sort.words) for \(PlainText.of(write.subject)), prepared by "
            + "\(PlainText.of(write.preparedBy)) at \(write.preparedAt.iso8601)\n"
        let text = head + lines.joined()
        if invocation.has("json") || invocation.has("quiet") {
            Standard.error(text)
        } else {
            Standard.output(text)
        }
    }

    /// Goes on when somebody at the terminal says yes.
    private static func ask(
        _ signals: SignalDescriptor, _ invocation: Invocation
    ) throws(ProgramFailure) {
        if invocation.has("yes") { return }
        guard Standard.isTerminal(STDIN_FILENO) else {
            throw ProgramFailure(
                .usage, "release: nobody is there to ask; nothing is sent",
                hint: "--yes sends without asking")
        }
        Standard.error("Send it? [y/N] ")
        var waiting = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&waiting, 2, -1) < 0, errno == EINTR {}
        if waiting[1].revents != 0 {
            Standard.error("\n")
            throw ProgramFailure(.interrupted, "release: interrupted; nothing was sent")
        }
        guard ["y", "yes"].contains(readLine()?.lowercased() ?? "") else {
            throw ProgramFailure(.refused, "release: not released; nothing was sent")
        }
    }

    // MARK: The list

    private static func list(
        _ workspace: Workspace, _ invocation: Invocation
    ) throws(ProgramFailure) {
        try workspace.requireStore()
        let now = SystemClock.now()
        let waiting = try workspace.withStore { store in
            try await store.prepared(beginning: "", at: now)
                .filter { $0.releasedAt == nil && $0.sealed != nil }
        }
        if invocation.has("json") {
            Reply.json(
                "release", [JSON.Member("waiting", .array(waiting.map { json($0, invocation) }))])
            return
        }
        guard !waiting.isEmpty else {
            if !invocation.has("quiet") { Standard.output("nothing waits to be released\n") }
            return
        }
        let table = TextTable(
            head: ["ID", "WHAT", "FOR", "PREPARED BY", "EXPIRES"], numeric: [],
            rows: waiting.map { write in
                [
                    write.id, write.sort.words, PlainText.of(write.subject),
                    PlainText.of(write.preparedBy), write.expiresAt.iso8601,
                ]
            }, width: LiveLines.width)
        Standard.output(table.text)
    }

    private static func json(_ write: PreparedWrite, _ invocation: Invocation) -> JSON {
        [
            "id": .string(write.id), "sort": .string(write.sort.rawValue),
            "subject": .string(write.subject),
            "prepared_at": .string(write.preparedAt.iso8601),
            "prepared_by": .string(write.preparedBy), "operator": JSON(write.operatorName),
            "expires_at": .string(write.expiresAt.iso8601),
            "own": .bool(write.preparedBy == invocation.host.login),
            "fields": .array(
                write.masked.map { ["name": .string($0.name), "value": .string($0.value)] }),
        ]
    }
}
