import Domain
import JSON

/// `vigil wait`: blocks until the vendors call everything named final.
enum WaitCommand {
    static let spec = CommandSpec(
        name: "wait", operands: "REF...",
        summary: "wait until items are final; the exit status tells the outcome",
        options: [
            OptionSpec("timeout", "TIME", "give up after this long, as in 90s or 30m (exit 7)"),
            OptionSpec("strict", nil, "completed with failed or unaccounted rows is a failure"),
        ],
        example: "vigil wait reap:f208a887 --timeout 30m --strict",
        result: #"{"command": "wait", "ok": true, "items": [items as list prints them]}"#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        guard !invocation.operands.isEmpty else {
            throw ProgramFailure(
                .usage, "wait: needs a REF", hint: "vigil list shows what is tracked")
        }
        _ = try Waiting.limit(invocation)
        let (waiting, cadences) = try CommandSession.run(invocation) {
            session throws(ProgramFailure) in
            var items: [TrackedItem] = []
            for reference in invocation.operands {
                let item = try session.item(reference)
                guard item.isTracked || item.state.isFinal else {
                    throw ProgramFailure(
                        .notFound, "wait: \(item.key): is tracked no longer, so nobody asks",
                        hint: "vigil track \(item.key.kind.rawValue) \(item.key.id)")
                }
                if !items.contains(where: { $0.key == item.key }) { items.append(item) }
            }
            return (try Waiting(for: items, in: session), session.cadences)
        }
        let status = waiting.status(isStrict: invocation.has("strict"))
        if invocation.has("json") {
            let now = SystemClock.now()
            let items = waiting.items.map {
                ItemJSON.object($0, at: now, cadence: cadences[$0.key.kind])
            }
            Reply.json(
                "wait", ok: status == .done, [JSON.Member("items", .array(items))])
        } else if !invocation.has("quiet"), waiting.failure == nil {
            for item in waiting.items {
                Standard.output("\(ItemText.name(item)): \(ItemText.standing(item))\n")
            }
        }
        if let failure = waiting.failure { throw failure }
        return status
    }
}
