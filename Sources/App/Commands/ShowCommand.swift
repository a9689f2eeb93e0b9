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
              (what the last answer said, masked), "history" [{"at", "processed"}] and
              "activity" [{"at", "event", "text", "operator"}]
            """,
        run: run)

    /// So far back the activity record is searched for the item.
    private static let activityLimit = 10_000

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let reference = try Reply.reference(invocation)
        let (page, failure) = try CommandSession.run(invocation) {
            session throws(ProgramFailure) in
            var item = try session.item(reference)
            var failure: ProgramFailure?
            if invocation.has("refresh") {
                (item, failure) = try refreshed(item, in: session)
            }
            let entries = try session.inStore { store throws(StoreFailure) in
                try await store.activity(limit: activityLimit)
            }
            let isUTC = session.workspace.configuration?.appearance.clock == .utc
            let page = ItemPage(
                item: item, history: try history(of: item, in: session),
                activity: entries.filter { $0.key == item.key }.reversed(),
                now: SystemClock.now(), cadence: session.cadences[item.key.kind], isUTC: isUTC)
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

    /// How far the item was when: the one place that says where that is known from.
    private static func history(
        of item: TrackedItem, in session: CommandSession
    ) throws(ProgramFailure) -> [ProgressPoint] {
        item.progress
    }
}
