import Domain
import Glibc
import HTTPClient
import JSON
import Store
import Vendors

/// `vigil submit`: checks KYC submissions, signs and sends each once and tracks the customers.
enum SubmitCommand {
    static let spec = CommandSpec(
        name: "submit", operands: "FILE",
        summary: "send KYC submissions to dollarpe from JSON (one object or an array) or CSV",
        options: [
            OptionSpec(
                "dry-run", nil, "print the request and what is signed, masked; send nothing"),
            OptionSpec("again", nil, "send one more time what was sent and never arrived"),
            OptionSpec("timeout", "DURATION", "begin nothing after this time, as in 2m"),
        ],
        example: "vigil submit customers.json --dry-run",
        result: """
            {"command": "submit", "ok": true, "results": [{"customer_id", "outcome"}]}
              or, with privacy.four_eyes, "prepared"
            """,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let limit = try timeout(invocation)
        let (bytes, name) = try content(invocation)
        let file = try SubmissionFile(bytes, name: name)
        let today = CivilDate.today()
        try refuse(file.faults(today: today), in: name, invocation)
        if invocation.has("dry-run") { return try rehearse(file, today, invocation) }
        // Before the first other thread, so that the signal comes to this run.
        let signals = SignalDescriptor([SIGINT, SIGTERM, SIGHUP])
        let workspace = try Workspace(invocation)
        let gate = WriteGate(invocation, workspace.configuration)
        try gate.passBeginning(of: .submission, of: "submit")
        let (client, vendors, transport) = try client(workspace, invocation, limit: limit)
        defer { transport.close() }
        let end = limit.map { ContinuousClock.now + $0 }
        let watch = RunWatch(signals: signals, end: end)
        let again = invocation.has("again")
        let total = file.entries.count
        let isShown =
            total > 1 && Standard.isTerminal(STDERR_FILENO) && !invocation.has("quiet")
        let outcome = try workspace.withStore { store -> Outcome in
            await vendors.share(through: store)
            let batch = SubmissionBatch(
                file: file, vendor: client, today: today, stop: { watch.failure })
            let demands = try await batch.demands()
            try refuse(batch.faults(demands), in: name, invocation)
            if gate.needsFourEyes {
                let preparing = Preparing(
                    store: store, keys: KeyRing(store: workspace.storePath), gate: gate,
                    login: invocation.host.login, operatorName: invocation.operatorName)
                let content = batch.content(demands, again: again)
                return .prepared(try await preparing.prepare(content).id, content)
            }
            let desk = SubmissionDesk(
                vendor: client, body: { client.signedBody(for: $0) }, store: store,
                settling: workspace.cadences[.kyc].every,
                operatorName: invocation.operatorName, gate: gate)
            let run = SubmissionRun(
                desk: desk, store: store, again: again, isOver: { watch.isOver },
                progress: { done, _ in
                    if isShown { Standard.error("\r\u{1B}[Ksubmitting: \(done) of \(total)") }
                })
            return .results(await run.perform(try await run.plan(batch.valid(demands))))
        }
        if isShown { Standard.error("\r\u{1B}[K") }
        guard case .results(let results) = outcome else {
            if case .prepared(let id, let content) = outcome {
                PreparedReport(id: id, content: content).tell(invocation)
            }
            return .done
        }
        return try SubmissionReport(
            results: results, interrupted: watch.signal != nil, timedOut: watch.isLate
        ).tell(invocation)
    }

    /// What came of a run: sent, or laid by for another login.
    private enum Outcome: Sendable {
        case results([SubmissionResult])
        case prepared(String, PreparedContent)
    }

    // MARK: Input

    private static func timeout(_ invocation: Invocation) throws(ProgramFailure) -> Duration? {
        guard let text = invocation.value("timeout") else { return nil }
        guard let duration = Duration(text: text), duration > .zero,
            duration <= .seconds(366 * 86_400)
        else {
            throw ProgramFailure(
                .usage, "--timeout \(PlainText.quoted(text)): no duration such as 30s or 5m")
        }
        return duration
    }

    private static func content(
        _ invocation: Invocation
    ) throws(ProgramFailure) -> (bytes: [UInt8], name: String) {
        guard invocation.operands.count == 1, let path = invocation.operands.first else {
            throw ProgramFailure(
                .usage, "submit: needs one file", hint: "vigil submit FILE, or - for standard input"
            )
        }
        let name = path == "-" ? "standard input" : PlainText.of(path)
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ProgramFailure(.usage, "submit: \(name): \(String(cString: strerror(errno)))")
        }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        guard let bytes = Standard.read(descriptor, limit: SubmissionFile.sizeLimit) else {
            let why = Standard.readFault(limit: "64 MiB")
            throw ProgramFailure(.usage, "submit: \(name): \(why)")
        }
        return (bytes, name)
    }

    /// Ends with every fault of every submission; nothing is sent.
    private static func refuse(
        _ faults: [SubmissionFile.Fault], in name: String, _ invocation: Invocation
    ) throws(ProgramFailure) {
        guard !faults.isEmpty else { return }
        if invocation.has("json") {
            let all = faults.map { fault -> JSON in
                [
                    "place": JSON(fault.place.isEmpty ? nil : fault.place),
                    "field": JSON(fault.field.isEmpty ? nil : fault.field),
                    "message": .string(fault.sentence),
                ]
            }
            let answer: JSON = [
                "command": "submit", "ok": false, "results": [], "faults": .array(all),
            ]
            Standard.output(answer.text() + "\n")
        }
        let lines = faults.prefix(1000).map { "\(name): \($0.line)" }
        let rest = faults.count > 1000 ? "\nand \(faults.count - 1000) more" : ""
        let head = faults.count == 1 ? "" : "\(name): \(faults.count) faults, nothing is sent\n"
        throw ProgramFailure(.usage, "submit: \(head)\(lines.joined(separator: "\n"))\(rest)")
    }

    // MARK: The vendor

    /// The vendor's client, which gives up on a request after `limit`, and what it belongs to.
    static func client(
        _ workspace: Workspace, _ invocation: Invocation, limit: Duration?
    ) throws(ProgramFailure) -> (DollarPeClient, VendorSet, CurlTransport) {
        var configuration = try workspace.requiredConfiguration()
        try workspace.requireVendor(of: .kyc)
        if let limit { configuration.network.timeout = min(configuration.network.timeout, limit) }
        let transport = CurlTransport(configuration: configuration.network.transport)
        let vendors = VendorSet(
            readable: configuration, transport: transport,
            secrets: SecretResolver(environment: invocation.host.environment))
        if let client = vendors.kyc { return (client, vendors, transport) }
        transport.close()
        if let fault = vendors.faults[.dollarpe] { throw ProgramFailure(fault) }
        throw ProgramFailure(
            .configuration, "\(invocation.command): DollarPe is not configured")
    }

    // MARK: Dry run

    private static func rehearse(
        _ file: SubmissionFile, _ today: CivilDate, _ invocation: Invocation
    ) throws(ProgramFailure) -> ExitStatus {
        let workspace = try Workspace(invocation)
        let (client, _, transport) = try client(workspace, invocation, limit: nil)
        defer { transport.close() }
        let previews = zip(file.entries, file.submissions(requirements: [:], today: today))
            .compactMap { entry, submission in
                submission.map { SubmissionRehearsal(entry.place, $0, client.preview(of: $0)) }
            }
        if invocation.has("json") {
            let answer: JSON = [
                "command": "submit", "ok": true, "dry_run": true,
                "results": .array(previews.map(\.json)),
            ]
            Standard.output(answer.text() + "\n")
        } else {
            Standard.output(previews.map(\.text).joined(separator: "\n"))
        }
        return .done
    }
}
