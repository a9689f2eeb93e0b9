import Dashboard
import Domain
import JSON
import Store

/// `vigil show`: everything known of one item.
enum ShowCommand {
    static let spec = CommandSpec(
        name: "show", operands: "REF",
        summary: "print everything known of one item, with its history and errors",
        options: [OptionSpec("refresh", nil, "ask the vendor first")],
        example: "vigil show reap:f208a887 --json",
        result: """
            the item as list prints it, with the stamps of an order, and also "vendor_response"
              (the last answer in the vendor's own fields: personal values masked, no links,
              an order's ids in "groups" alone), "contradictions" (sentences that say how the
              vendor's numbers disagree), "history" [{"at", "state", "vendor_state", "total",
              "processed", "failed", "succeeded", "error"}], "activity" [{"at", "event",
              "text", "operator"}] and "notes" [{"at", "text", "operator", "sha256"}], newest first
            """,
        run: run)

    /// So many entries of the activity record are shown, the latest.
    private static let activityLimit = 1000

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let reference = try Reply.reference(invocation)
        let (page, failure) = try CommandSession.run(invocation) {
            session throws(ProgramFailure) in
            var item = try session.item(reference)
            var failure: ProgramFailure?
            if invocation.has("refresh") {
                (item, failure) = try refreshed(item, in: session)
            }
            let key = item.key
            let (entries, history, notes) = try session.inStore { store throws(StoreFailure) in
                var filter = ActivityFilter()
                filter.key = key
                let entries = try await store.activityRecord(filter, limit: activityLimit)
                return (
                    entries.map(\.entry), try await store.history(of: key),
                    try await store.notes(of: key)
                )
            }
            let isUTC = session.workspace.configuration?.appearance.clock == .utc
            let page = ItemPage(
                item: item, history: history, activity: entries.reversed(),
                notes: notes, now: SystemClock.now(), cadence: session.cadences[item.key.kind],
                isUTC: isUTC)
            return (page, failure)
        }
        Standard.output(invocation.has("json") ? page.json.text() + "\n" : page.text)
        if let failure { throw failure }
        return .done
    }

    /// Asks the vendor about one item and reads it again; with why the asking failed.
    static func refreshed(
        _ item: TrackedItem, in session: CommandSession
    ) throws(ProgramFailure) -> (TrackedItem, ProgramFailure?) {
        guard item.isTracked else {
            throw ProgramFailure(
                .usage, "--refresh: \(item.key) is tracked no longer, so it is not asked about",
                hint: "vigil track \(item.key.kind.rawValue) \(item.key.id)")
        }
        let refresh = try Refresh([item.key], in: session)
        return (
            try session.item(item.key.description),
            refresh.failure(of: session.invocation.command)
        )
    }
}
