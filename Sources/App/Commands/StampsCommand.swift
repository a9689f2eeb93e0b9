import Domain
import JSON

/// `vigil stamps`: the ids of one order by group.
enum StampsCommand {
    static let spec = CommandSpec(
        name: "stamps", operands: "REF",
        summary: "print the stamp ids of one order, one a line",
        options: [
            OptionSpec("group", "pending|available|failed", "only this group"),
            OptionSpec("refresh", nil, "ask the vendor first"),
        ],
        example: "vigil stamps stamps:bulk_stamp_v2_abc --group available",
        result:
            #"{"command": "stamps", "ok": true, "kind", "id", "label", "checked_at", "groups"}"#,
        run: run)

    private enum Group: String, CaseIterable { case pending, available, failed }

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let reference = try Reply.reference(invocation)
        let group = try Choice.value(Group.self, of: "group", invocation)
        let (item, failure) = try CommandSession.run(invocation) {
            session throws(ProgramFailure) in
            let item = try session.item(reference)
            try Reply.require(
                [.stamps], item, invocation, hint: "vigil list --kind stamps shows the orders")
            guard invocation.has("refresh") else { return (item, ProgramFailure?.none) }
            return try ShowCommand.refreshed(item, in: session)
        }
        guard let groups = item.snapshot?.groups else {
            throw failure
                ?? ProgramFailure(
                    .workFailed, "stamps: \(item.key): the vendor has not told its stamps yet",
                    hint: "vigil stamps \(item.key) --refresh asks now")
        }
        let chosen = Group.allCases.filter { group == nil || $0 == group }
        if invocation.has("json") {
            let all = ItemJSON.groups(groups, withStamps: true)
            let members = chosen.map { JSON.Member($0.rawValue, all[$0.rawValue] ?? .null) }
            Reply.json(
                "stamps", ok: failure == nil,
                ItemJSON.name(item) + [
                    JSON.Member("checked_at", ItemJSON.moment(item.checkedAt)),
                    JSON.Member("groups", .object(members)),
                ])
        } else {
            for group in chosen { Standard.output(lines(of: group, in: groups)) }
            if failure == nil, let trouble = item.failure, !invocation.has("quiet") {
                let moment = item.checkedAt?.iso8601 ?? ""
                Standard.error("as of \(moment): since then \(trouble.message)\n")
            }
        }
        if let failure { throw failure }
        return .done
    }

    private static func lines(of group: Group, in groups: StampGroups) -> String {
        let stamps =
            switch group {
            case .pending: groups.pending.stamps
            case .available: groups.available.stamps
            case .failed: groups.failed.stamps
            }
        var text = ""
        for stamp in stamps {
            let isPlain = stamp.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            text += isPlain ? stamp : PlainText.of(stamp)
            text += "\n"
        }
        return text
    }
}
