import Dashboard
import Domain
import Glibc
import JSON
import TerminalUI

/// `vigil list`: prints what is tracked.
enum ListCommand {
    static let spec = CommandSpec(
        name: "list", operands: "",
        summary: "print what is tracked",
        options: [
            OptionSpec("kind", "KIND", "only this kind: reap, deepvue, stamps, report, kyc"),
            OptionSpec(
                "state", "STATE",
                "only this state: pending, in_progress, completed, failed, unknown"),
            OptionSpec("filter", "TEXT", "only what matches, as with / on the dashboard"),
            OptionSpec("sort", "KEY", "by any key of the JSON form, such as state or failed"),
            OptionSpec("all", nil, "also what is no longer tracked"),
            OptionSpec("format", "table|csv|json", "how it is printed (default table)"),
            OptionSpec("refresh", nil, "ask the vendors first about what is not final"),
        ],
        example: "vigil list --state failed --sort failed --json",
        result: "an array of items",
        run: run)

    private enum Format: String, CaseIterable { case table, csv, json }

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(
                .usage, "list: takes no \(PlainText.quoted(extra))",
                hint: "vigil list --filter TEXT picks items")
        }
        let kind = try Choice.value(Kind.self, of: "kind", invocation)
        let state = try Choice.value(WorkState.self, of: "state", invocation)
        let order = try invocation.value("sort").map { key throws(ProgramFailure) in
            try ItemOrder(key)
        }
        let format = try format(invocation)
        let (all, cadences, glyphs, failure) = try items(of: kind, invocation)
        let now = SystemClock.now()
        let filter = invocation.value("filter").map { Filter($0) }
        var items = all.filter { item in
            (kind == nil || item.key.kind == kind) && (state == nil || item.state == state)
                && filter?.matches(item, at: now, cadence: cadences[item.key.kind]) != false
        }
        if let order { items = order.sorted(items, at: now, cadences: cadences) }
        switch format {
        case .json:
            let objects = items.map {
                ItemJSON.object($0, at: now, cadence: cadences[$0.key.kind])
            }
            Standard.output(JSON.array(objects).text() + "\n")
        case .csv: Standard.output(ItemCSV.text(items, at: now, cadences: cadences))
        case .table where items.isEmpty:
            if !invocation.has("quiet") {
                Standard.error(
                    all.isEmpty
                        ? "nothing to list; vigil track KIND ID starts watching an item\n"
                        : "nothing to list; \(all.count) tracked, none of them matches\n")
            }
        case .table:
            Standard.output(
                ItemTable.text(
                    items, at: now, cadences: cadences, width: Standard.columns, glyphs: glyphs))
        }
        if let failure { throw failure }
        return .done
    }

    private static func format(_ invocation: Invocation) throws(ProgramFailure) -> Format {
        let format = try Choice.value(Format.self, of: "format", invocation)
        guard invocation.has("json") else { return format ?? .table }
        guard format == nil || format == .json else {
            throw ProgramFailure(.usage, "list: --json and --format contradict each other")
        }
        return .json
    }

    /// What the store has, after the vendors were asked where that is wanted.
    private static func items(
        of kind: Kind?, _ invocation: Invocation
    ) throws(ProgramFailure) -> ([TrackedItem], Cadences, Glyphs, ProgramFailure?) {
        let includingUntracked = invocation.has("all")
        return try CommandSession.run(invocation) { session throws(ProgramFailure) in
            var failure: ProgramFailure?
            if invocation.has("refresh") {
                let configured = try session.workspace.requiredConfiguration().vendors.names
                let open = try session.items(includingUntracked: false).filter { item in
                    !item.state.isFinal && (kind == nil || item.key.kind == kind)
                        && configured.contains(item.key.kind.vendor)
                }
                failure = try Refresh(open.map(\.key), in: session).failure(of: "list")
            }
            let items = try session.items(includingUntracked: includingUntracked)
            let glyphs = ProgramGlyphs.of(session.workspace, invocation)
            return (items, session.cadences, glyphs, failure)
        }
    }
}
