import Dashboard
import Domain
import HTTPClient
import JSON
import Store
import Vendors

/// Sends what was released, through the same desks as everything else, and tells what came of it.
struct ReleaseSending {
    /// The configuration and where the store is.
    var workspace: Workspace
    /// What was typed.
    var invocation: Invocation
    /// The gate that knows of the release.
    var gate: WriteGate
    /// Whether nothing more may be begun.
    var watch: RunWatch

    /// Sends it; ends as the command does that sends the same without a release.
    func send(
        _ content: PreparedContent, of write: PreparedWrite
    ) throws(ProgramFailure) -> ExitStatus {
        switch content {
        case .submissions(let all, let again):
            try submit(all, again: again || invocation.has("again"), content, write)
        case .correction(let update, let customer):
            try correct(update, of: customer, content, write)
        case .upload(let upload): try self.upload(upload, content, write)
        case .record(let record): try make(record, content, write)
        }
    }

    private func submit(
        _ all: [PreparedContent.Submission], again: Bool, _ content: PreparedContent,
        _ write: PreparedWrite
    ) throws(ProgramFailure) -> ExitStatus {
        let (client, vendors, transport) = try SubmitCommand.client(
            workspace, invocation, limit: nil)
        defer { transport.close() }
        let (gate, watch, settling) = (gate, watch, workspace.cadences[.kyc].every)
        let (login, operatorName) = (invocation.host.login, invocation.operatorName)
        let results = try workspace.withStore { store in
            await vendors.share(through: store)
            let desk = SubmissionDesk(
                vendor: client, body: { client.signedBody(for: $0) }, store: store,
                settling: settling, operatorName: operatorName, gate: gate)
            let run = SubmissionRun(
                desk: desk, store: store, again: again, isOver: { watch.isOver },
                progress: { _, _ in })
            let releasing = Releasing(
                store: store, gate: gate, login: login, operatorName: operatorName)
            return try await releasing.release(write, content, isDecided: isDecided) {
                await run.perform(
                    try await run.plan(all.map { ($0.place, $0.submission) }))
            }
        }
        return try tell(results, write)
    }

    private func correct(
        _ update: KYCUpdate, of customer: String, _ content: PreparedContent,
        _ write: PreparedWrite
    ) throws(ProgramFailure) -> ExitStatus {
        guard let key = ItemKey(kind: .kyc, id: customer) else {
            throw ProgramFailure(.workFailed, "release: \(write.id) names no customer")
        }
        let (client, vendors, transport) = try SubmitCommand.client(
            workspace, invocation, limit: nil)
        defer { transport.close() }
        let (gate, settling) = (gate, workspace.cadences[.kyc].every)
        let (login, operatorName) = (invocation.host.login, invocation.operatorName)
        let results = try workspace.withStore { store in
            await vendors.share(through: store)
            let desk = CorrectionDesk(
                vendor: client, body: { client.signedBody(for: $0, ofCustomer: $1) },
                store: store, settling: settling, operatorName: operatorName, gate: gate)
            let releasing = Releasing(
                store: store, gate: gate, login: login, operatorName: operatorName)
            return try await releasing.release(write, content, isDecided: isDecided) {
                let dispatch = await desk.send(update, of: key)
                _ = try await store.track(
                    key, label: nil, at: SystemClock.now(), by: operatorName)
                return [
                    SubmissionResult(
                        place: "", customer: key, outcome: .init(dispatch.outcome),
                        digest: write.digest)
                ]
            }
        }
        return try tell(results, write)
    }

    private func upload(
        _ upload: PreparedContent.Upload, _ content: PreparedContent, _ write: PreparedWrite
    ) throws(ProgramFailure) -> ExitStatus {
        let configuration = try workspace.requiredConfiguration()
        try workspace.requireVendor(of: upload.kind)
        let transport = CurlTransport(configuration: configuration.network.transport)
        defer { transport.close() }
        let vendors = try VendorSet(configuration, transport: transport, host: invocation.host)
        let desk = try UploadCommand.desk(upload.kind, vendors)
        var sent = upload
        sent.again = upload.again || invocation.has("again")
        let (gate, final) = (gate, sent)
        let (login, operatorName) = (invocation.host.login, invocation.operatorName)
        let receipt = try workspace.withStore { store in
            await vendors.share(through: store)
            let releasing = Releasing(
                store: store, gate: gate, login: login, operatorName: operatorName)
            return try await releasing.release(write, content, isDecided: { _ in true }) {
                try await Uploading(desk: desk, store: store, gate: gate).send(
                    final, by: operatorName)
            }
        }
        if invocation.has("json") {
            Reply.json(
                "release",
                [
                    JSON.Member("released", .string(write.id)),
                    JSON.Member("rows", .integer(upload.rows)),
                    JSON.Member("batch", JSON(receipt.batch?.description)),
                ])
        } else if !invocation.has("quiet") {
            let batch = receipt.batch.map { ": tracking \($0)" } ?? ""
            Standard.output("\(PlainText.of(write.subject)) uploaded\(batch)\n")
        }
        return .done
    }

    private func make(
        _ record: NewRecord, _ content: PreparedContent, _ write: PreparedWrite
    ) throws(ProgramFailure) -> ExitStatus {
        let configuration = try workspace.requiredConfiguration()
        try workspace.requireVendor(of: record.sort == .customer ? .kyc : .stamps)
        let transport = CurlTransport(configuration: configuration.network.transport)
        defer { transport.close() }
        let vendors = try VendorSet(configuration, transport: transport, host: invocation.host)
        let (gate, again) = (gate, invocation.has("again"))
        let (login, operatorName) = (invocation.host.login, invocation.operatorName)
        let (answer, isSent) = try workspace.withStore { store in
            await vendors.share(through: store)
            let desk = RecordDesk(
                customers: vendors.kyc, stamps: vendors.reports, store: store,
                operatorName: operatorName, gate: gate)
            let releasing = Releasing(
                store: store, gate: gate, login: login, operatorName: operatorName)
            return try await releasing.release(
                write, content,
                isDecided: { (made: (answer: RecordAnswer, isSent: Bool)) in
                    if case .unknown = made.answer { false } else { made.isSent }
                }
            ) {
                let made = await desk.make(record, again: again)
                return (made.answer, made.isSent)
            }
        }
        switch answer {
        case .accepted(let key):
            if invocation.has("json") {
                Reply.json(
                    "release",
                    [
                        JSON.Member("released", .string(write.id)),
                        JSON.Member("made", .string(key.description)),
                    ])
            } else if !invocation.has("quiet") {
                Standard.output("made: tracking \(key)\n")
            }
            return .done
        case .unknown(let why):
            throw ProgramFailure(
                .vendor, "release: \(why): it may have been made",
                hint: "look at \(record.sort.vendor.title); --again sends it once more")
        case .rejected(let why, _):
            throw ProgramFailure(isSent ? .workFailed : .refused, "release: \(why)")
        case .prepared: return .done
        }
    }

    private func tell(
        _ results: [SubmissionResult], _ write: PreparedWrite
    ) throws(ProgramFailure) -> ExitStatus {
        try SubmissionReport(
            results: results, interrupted: watch.signal != nil, timedOut: false,
            members: [JSON.Member("released", .string(write.id))]
        ).tell(invocation)
    }
}

/// Whether the vendor decided on every one of them, so that nothing has to wait again.
private func isDecided(_ results: [SubmissionResult]) -> Bool {
    results.allSatisfy { ["accepted", "rejected"].contains($0.word) }
}

extension SubmissionResult.Outcome {
    /// What became of a correction.
    fileprivate init(_ outcome: Dispatch.Outcome) {
        switch outcome {
        case .accepted(let receipt): self = .accepted(receipt.status)
        case .rejected(let failure): self = .rejected(failure)
        case .unknown(let failure): self = .unknown("\(failure.message): it may have arrived")
        case .refused(let reason):
            self = .refused(
                reason, hint: "vigil list --kind kyc shows how the customer stands")
        }
    }
}
