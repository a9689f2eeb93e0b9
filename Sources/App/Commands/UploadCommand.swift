import Cryptography
import Domain
import Glibc
import HTTPClient
import JSON
import Store

/// `vigil upload`: checks a CSV file, uploads it once and tracks the batch that comes of it.
enum UploadCommand {
    static let spec = CommandSpec(
        name: "upload", operands: "KIND FILE",
        summary: "check a CSV file, upload it once to reap or deepvue and track its batch",
        options: [
            OptionSpec("label", "TEXT", "a name for the batch (else the file's)"),
            OptionSpec("dry-run", nil, "check the file and send nothing"),
            OptionSpec("skip-failed", nil, "leave out rows whose token is empty or failed (reap)"),
            OptionSpec("again", nil, "upload content that was uploaded before"),
        ],
        example: "vigil upload reap march.csv --skip-failed --dry-run",
        result: """
            {"command": "upload", "ok": true, "rows", "dropped", "sha256", "dry_run", "batch"};
              of a faulty file {"command", "ok": false, "faults": [{"line", "message"}]}
            """,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let (kind, path) = try operands(invocation)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let check = UploadCheck(
            try content(of: path), for: kind, droppingFailed: invocation.has("skip-failed"))
        if let failure = failure(check, path) {
            if invocation.has("json") { tellFaults(check) }
            throw failure
        }
        let digest = Encoding.hex(SHA256.digest(check.bytes))
        if invocation.has("dry-run") {
            tell(invocation, check, digest, batch: nil, "would be uploaded")
            return .done
        }
        let workspace = try Workspace(invocation)
        let gate = WriteGate(invocation, workspace.configuration)
        try gate.passBeginning(of: .upload, of: "upload")
        let upload = PreparedContent.Upload(
            kind: kind, file: UploadFile(name: name, bytes: check.bytes), rows: check.rows,
            label: invocation.value("label") ?? PlainText.of(name, limit: 60),
            again: invocation.has("again"))
        if gate.needsFourEyes {
            _ = try workspace.requiredConfiguration()
            try workspace.requireVendor(of: kind)
            let content = PreparedContent.upload(upload)
            let id = try workspace.withStore { store in
                try await Preparing(
                    store: store, keys: KeyRing(store: workspace.storePath), gate: gate,
                    login: invocation.host.login, operatorName: invocation.operatorName
                ).prepare(content).id
            }
            PreparedReport(id: id, content: content).tell(invocation)
            return .done
        }
        let operatorName = invocation.operatorName
        let receipt = try CommandSession.run(invocation) { session throws(ProgramFailure) in
            let vendors = try session.vendors(of: [kind])
            let desk = try desk(kind, vendors)
            let uploading = Uploading(desk: desk, store: session.store, gate: gate)
            return try session.interruptions.run(isWriting: true) {
                () async throws(ProgramFailure) in
                do {
                    return try await uploading.send(upload, by: operatorName)
                } catch let failure as StoreFailure {
                    throw refusal(failure)
                } catch {
                    throw (error as? ProgramFailure)
                        ?? ProgramFailure(.workFailed, "upload: the store could not be used")
                }
            }
        }
        let said = receipt.wasAlreadyUploaded ? "had arrived before" : "uploaded"
        tell(invocation, check, digest, batch: receipt.batch, said)
        if receipt.batch == nil, !invocation.has("json"), !invocation.has("quiet") {
            Standard.error(
                "hint: \(kind.vendor.title) did not say as which batch: look there, then vigil "
                    + "track \(kind.rawValue) ID\n")
        }
        return .done
    }

    /// What the journal says against an upload, and what to do.
    private static func refusal(_ failure: StoreFailure) -> ProgramFailure {
        var refusal = ProgramFailure(failure)
        guard failure.reason == .refused else { return refusal }
        refusal.message = "upload: \(failure.message)"
        refusal.hint = "--again uploads it once more, unless it is on its way"
        return refusal
    }

    /// The vendor that takes files of a kind.
    static func desk(
        _ kind: Kind, _ vendors: VendorSet
    ) throws(ProgramFailure) -> any UploadDesk {
        guard let desk = vendors.clients[kind.vendor] as? any UploadDesk else {
            throw ProgramFailure(.configuration, "upload: \(kind.vendor.title) is not configured")
        }
        return desk
    }

    private static func operands(
        _ invocation: Invocation
    ) throws(ProgramFailure) -> (Kind, path: String) {
        let hint = "vigil upload reap FILE or vigil upload deepvue FILE"
        guard invocation.operands.count == 2 else {
            throw ProgramFailure(.usage, "upload: needs a kind and a file", hint: hint)
        }
        guard let kind = Kind(rawValue: invocation.operands[0]), [.reap, .deepvue].contains(kind)
        else {
            throw ProgramFailure(
                .usage,
                "upload: no file makes work of the kind \(PlainText.quoted(invocation.operands[0]))",
                hint: hint)
        }
        return (kind, invocation.operands[1])
    }

    private static func content(of path: String) throws(ProgramFailure) -> [UInt8] {
        let shown = PlainText.of(path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ProgramFailure(.usage, "upload: \(shown): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        guard let bytes = Standard.read(descriptor, limit: UploadCheck.sizeLimit + 3) else {
            let why = Standard.readFault(limit: "10 MB")
            throw ProgramFailure(.usage, "upload: \(shown): \(why)")
        }
        return bytes
    }

    /// Every fault with its line; the first ones when there are very many.
    private static func failure(_ check: UploadCheck, _ path: String) -> ProgramFailure? {
        guard !check.faults.isEmpty else { return nil }
        let shown = PlainText.of(path)
        let lines = check.faults.prefix(1000).map { fault in
            "\(shown)\(fault.line.map { ":\($0)" } ?? ""): \(fault.sentence)"
        }
        let count = check.faults.count
        let rest = count > 1000 ? "\nand \(count - 1000) more" : ""
        let head = count == 1 ? "" : "\(shown): \(count) faults, nothing is sent\n"
        return ProgramFailure(.usage, "upload: \(head)\(lines.joined(separator: "\n"))\(rest)")
    }

    private static func tellFaults(_ check: UploadCheck) {
        let faults = check.faults.map { fault -> JSON in
            ["line": JSON(fault.line), "message": .string(fault.sentence)]
        }
        let answer: JSON = ["command": "upload", "ok": false, "faults": .array(faults)]
        Standard.output(answer.text() + "\n")
    }

    private static func tell(
        _ invocation: Invocation, _ check: UploadCheck, _ digest: String, batch: ItemKey?,
        _ said: String
    ) {
        if invocation.has("json") {
            let answer: JSON = [
                "command": "upload", "ok": true, "rows": .integer(check.rows),
                "dropped": .integer(check.dropped), "sha256": .string(digest),
                "dry_run": .bool(invocation.has("dry-run")), "batch": JSON(batch?.description),
            ]
            Standard.output(answer.text() + "\n")
        } else if !invocation.has("quiet") {
            let dropped = check.dropped > 0 ? ", \(check.dropped) left out" : ""
            let batch = batch.map { ": tracking \($0)" } ?? ""
            let rows = check.rows == 1 ? "1 row" : "\(check.rows) rows"
            Standard.output("\(rows) \(said)\(dropped)\(batch)\n")
        }
    }
}
