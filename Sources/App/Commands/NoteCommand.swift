import Domain
import JSON
import Store

/// `vigil note`: keeps an operator's note on an item.
enum NoteCommand {
    static let spec = CommandSpec(
        name: "note", operands: "REF TEXT",
        summary: "keep a note of up to \(ItemNote.limit) characters on an item; show prints them",
        options: [],
        example: "vigil note reap:f208a887 'asked Reap about the 12 failed rows, ticket T-4711'",
        result: """
            {"command": "note", "ok": true, "item": {"kind", "id", "label"},
              "note": {"at", "text", "operator", "sha256"}}
            """,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let (reference, text) = try operands(of: invocation)
        let workspace = try Workspace(invocation)
        try workspace.requireStore()
        let note = ItemNote(
            at: SystemClock.now(), text: text, operatorName: invocation.operatorName)
        let item = try workspace.withStore { store in
            let items = try await store.items(includingUntracked: true)
            let item = try ItemChoice.item(reference, among: items)
            try await store.add(note, to: item.key)
            return item
        }
        if invocation.has("json") {
            Reply.json(
                "note",
                [
                    JSON.Member("item", .object(ItemJSON.name(item))),
                    JSON.Member("note", ItemJSON.note(note)),
                ])
        } else if !invocation.has("quiet") {
            let label = item.label.map { " (\(PlainText.of($0)))" } ?? ""
            Standard.output("noted: \(item.key)\(label)\n")
        }
        return .done
    }

    private static func operands(
        of invocation: Invocation
    ) throws(ProgramFailure) -> (ItemReference, String) {
        guard let reference = invocation.operands.first else {
            throw ProgramFailure(
                .usage, "note: needs a REF and a text", hint: "vigil list shows what is tracked")
        }
        guard invocation.operands.count < 3 else {
            throw ProgramFailure(
                .usage,
                "note: takes one text, not also " + PlainText.quoted(invocation.operands[2]),
                hint: "put the note in quotation marks")
        }
        guard invocation.operands.count == 2 else {
            throw ProgramFailure(
                .usage, "note: needs a text behind the REF", hint: "as in \(spec.example)")
        }
        do throws(ItemNote.Fault) {
            return (ItemReference(reference), try ItemNote.line(of: invocation.operands[1]))
        } catch {
            let why = error.message
            throw ProgramFailure(
                .usage, "note: \(why.prefix(1).lowercased())\(why.dropFirst().dropLast())",
                hint: "nothing was kept")
        }
    }
}
