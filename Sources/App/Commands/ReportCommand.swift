import Domain
import JSON

/// `vigil report`: starts a usage report on a stamp order and tracks it.
enum ReportCommand {
    static let spec = CommandSpec(
        name: "report", operands: "REF",
        summary: "start a usage report on a stamp order and track it",
        options: [
            OptionSpec("wait", nil, "wait until the report is final"),
            OptionSpec("output", "FILE", "wait, then download the report into this file"),
            OptionSpec("force", nil, "overwrite that file"),
            OptionSpec("timeout", "TIME", "wait no longer than this, as in 90s or 30m (exit 7)"),
        ],
        example: "vigil report stamps:bulk_stamp_v2_abc --output report.csv",
        result: """
            {"command": "report", "ok": true, "order": "stamps:...", "item": {the report},
              "file", "bytes", "sha256"} (the last three null without --output)
            """,
        run: run)

    /// How far it came.
    private struct Outcome {
        var order: ItemKey
        var report: TrackedItem
        var cadence: Cadence
        var file: ResultDraft?
        var failure: ProgramFailure?
        var status = ExitStatus.done
    }

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let reference = try Reply.reference(invocation)
        _ = try Waiting.limit(invocation)
        let path = invocation.value("output")
        let output = try path.map { path throws(ProgramFailure) in
            try OutputFile(path, isForced: invocation.has("force"))
        }
        let isWaiting = invocation.has("wait") || path != nil
        let outcome = try CommandSession.run(invocation) { session throws(ProgramFailure) in
            let order = try session.item(reference)
            try Reply.require(
                [.stamps], order, invocation, hint: "vigil list --kind stamps shows the orders")
            let vendors = try session.vendors(of: [.report])
            guard let desk = vendors.reports else {
                throw ProgramFailure(.configuration, "report: Surepass is not configured")
            }
            let reporting = Reporting(
                desk: desk, store: session.store, operatorName: invocation.operatorName,
                gate: WriteGate(invocation, session.workspace.configuration))
            let report = try session.interruptions.run(isWriting: true) {
                () async throws(ProgramFailure) in
                try await reporting.startTracked(on: order)
            }
            if !invocation.has("json"), !invocation.has("quiet") {
                Standard.output("tracking: \(report.key)\n")
            }
            var outcome = Outcome(
                order: order.key, report: report, cadence: session.cadences[.report])
            if isWaiting { try finish(&outcome, vendors, output, session) }
            return outcome
        }
        tell(outcome, path, invocation)
        if let failure = outcome.failure { throw failure }
        return outcome.status
    }

    /// Waits for the report and fetches its file.
    private static func finish(
        _ outcome: inout Outcome, _ vendors: VendorSet, _ output: OutputFile?,
        _ session: CommandSession
    ) throws(ProgramFailure) {
        let waiting = try Waiting(for: [outcome.report], in: session)
        outcome.report = waiting.items[0]
        outcome.failure = waiting.failure
        outcome.status = waiting.status(isStrict: false)
        guard outcome.status == .done, let output else { return }
        let fetching = try Fetching(outcome.report, vendors: vendors, in: session)
        let draft = try output.draft()
        try session.interruptions.run { () async throws(ProgramFailure) in
            try await fetching.fetch(into: draft)
        }
        try output.place(draft)
        outcome.file = draft
        let path = session.invocation.value("output")
        outcome.report = try blocking { () async throws(ProgramFailure) in
            try await fetching.note(draft, at: path)
        }
    }

    private static func tell(_ outcome: Outcome, _ path: String?, _ invocation: Invocation) {
        if invocation.has("json") {
            let empty = ["file", "bytes", "sha256"].map { JSON.Member($0, .null) }
            let file = outcome.file.map { ResultsCommand.members(of: $0, at: path ?? "") }
            Reply.json(
                "report", ok: outcome.status == .done,
                [
                    JSON.Member("order", .string(outcome.order.description)),
                    JSON.Member(
                        "item",
                        ItemJSON.object(
                            outcome.report, at: SystemClock.now(), cadence: outcome.cadence)),
                ] + (file ?? empty))
        } else if !invocation.has("quiet"), outcome.failure == nil {
            if outcome.report.state.isFinal {
                let report = outcome.report
                Standard.output("\(ItemText.name(report)): \(ItemText.standing(report))\n")
            }
            if let file = outcome.file, let path {
                Standard.output("\(PlainText.of(path)): \(file.size) bytes\n")
            }
        }
    }
}
