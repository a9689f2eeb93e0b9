import Domain
import JSON

/// What every command that asks vendors or prints results does in the same way.
enum Reply {
    /// Prints a command's result object: `{"command": …, "ok": …}` and what it did.
    static func json(_ command: String, ok: Bool = true, _ members: [JSON.Member]) {
        let start = [JSON.Member("command", .string(command)), JSON.Member("ok", .bool(ok))]
        Standard.output(JSON.object(start + members).text() + "\n")
    }

    /// The one REF that a command takes.
    static func reference(_ invocation: Invocation) throws(ProgramFailure) -> String {
        let name = invocation.command
        guard let reference = invocation.operands.first else {
            throw ProgramFailure(
                .usage, "\(name): needs a REF", hint: "vigil list shows what is tracked")
        }
        if invocation.operands.count > 1 {
            throw ProgramFailure(
                .usage,
                "\(name): takes one REF, not also "
                    + PlainText.quoted(invocation.operands[1]))
        }
        return reference
    }

    /// Demands an item of a kind.
    static func require(
        _ kinds: [Kind], _ item: TrackedItem, _ invocation: Invocation, hint: String
    ) throws(ProgramFailure) {
        guard !kinds.contains(item.key.kind) else { return }
        let wanted = kinds.map(\.rawValue).joined(separator: " or ")
        throw ProgramFailure(
            .usage, "\(invocation.command): \(item.key) is not of the kind \(wanted)", hint: hint)
    }

    /// Whether somebody watches who wants to know what goes on.
    static func isLive(_ invocation: Invocation) -> Bool {
        LiveLines.width != nil && !invocation.has("quiet") && !invocation.has("json")
    }

    /// Says what goes on to somebody who watches.
    static func progress(_ text: String, _ invocation: Invocation) {
        if isLive(invocation) { Standard.error(text + "\n") }
    }
}
