import Domain
import JSON
import Store

/// `vigil untrack`: stops watching items and keeps their history.
enum UntrackCommand {
    static let spec = CommandSpec(
        name: "untrack", operands: "REF...",
        summary: "stop watching items; their history stays",
        options: [],
        example: "vigil untrack reap:f208a887",
        result: #"{"command": "untrack", "ok": true, "items": [{"kind", "id", "label"}]}"#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        guard !invocation.operands.isEmpty else {
            throw ProgramFailure(
                .usage, "untrack: needs a REF", hint: "vigil list shows what is tracked")
        }
        let workspace = try Workspace(invocation)
        let references = invocation.operands.map { ItemReference($0) }
        let by = invocation.operatorName
        let untracked = try workspace.withStore { store in
            let items = try await store.items(includingUntracked: false)
            // Every REF is resolved before anything is changed.
            var chosen: [TrackedItem] = []
            for reference in references {
                let item = try ItemChoice.item(reference, among: items)
                if !chosen.contains(where: { $0.key == item.key }) { chosen.append(item) }
            }
            for item in chosen {
                _ = try await store.untrack(item.key, at: SystemClock.now(), by: by)
            }
            return chosen
        }
        if invocation.has("json") {
            let items = untracked.map { item in
                JSON.object([
                    JSON.Member("kind", .string(item.key.kind.rawValue)),
                    JSON.Member("id", .string(item.key.id)),
                    JSON.Member("label", JSON(item.label)),
                ])
            }
            let answer: JSON = ["command": "untrack", "ok": true, "items": .array(items)]
            Standard.output(answer.text() + "\n")
        } else if !invocation.has("quiet") {
            for item in untracked {
                let label = item.label.map { " (\($0))" } ?? ""
                Standard.output("no longer tracked: \(item.key)\(label)\n")
            }
        }
        return .done
    }
}
