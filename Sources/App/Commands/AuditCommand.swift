import Domain
import JSON
import Store

/// `vigil audit`: the activity record.
enum AuditCommand {
    static let spec = CommandSpec(
        name: "audit", operands: "list [REF] | verify | export",
        summary: "list, verify or export the activity record",
        options: [
            OptionSpec("by", "NAME", "list, export: only what this operator did"),
            OptionSpec(
                "since", "TIME",
                "list, export: not before a date, an ISO 8601 time, or so long ago, as in 2h or 7d"),
            OptionSpec("limit", "N", "list: the newest N entries (default 100)"),
            OptionSpec("format", "jsonl|csv", "export: one object a line, or csv"),
            OptionSpec("item", "REF", "export: the evidence on one item, as one object"),
            OptionSpec("output", "FILE", "export: write a file (mode 0600)"),
            OptionSpec("force", nil, "export: overwrite the file"),
        ],
        example: "vigil audit export --item reap:f208a887 --output evidence.json",
        result: """
            list: {"command": "audit list", "ok": true, "entries": [{"sequence", "at", "event",
              "outcome", "item", "text", "state", "failed", "operator", "login", "host",
              "terminal", "hash"}]}
              verify: {"command": "audit verify", "ok", "count", "hash", "broken_at", "fault"}
              export: {"command": "audit export", "ok": true, "entries", "sha256", "file"}; of an
              item {"command", "ok", "bundle", "sha256"}, the SHA-256 of the bundle's text, which
              is compact with every object's members in the order of their names
            """,
        run: run)

    private enum Word: String, CaseIterable {
        case list
        case verify
        case export
    }

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let (word, operands) = try invocation.word(Word.self)
        let mayName = word == .list ? 1 : 0
        if let extra = operands.dropFirst(mayName).first {
            throw ProgramFailure(
                .usage, "audit \(word.rawValue): takes no \(PlainText.quoted(extra))",
                hint: "vigil audit --help says what it takes")
        }
        let allowed: Set<String> =
            switch word {
            case .list: ["by", "since", "limit"]
            case .verify: []
            case .export: ["by", "since", "format", "item", "output", "force"]
            }
        try invocation.allow(allowed, of: spec.options, for: word.rawValue)
        switch word {
        case .list: return try list(operands.first, invocation)
        case .verify: return try verify(invocation)
        case .export: return try AuditExport(invocation).run()
        }
    }

    /// What of the record is wanted, but for the item.
    static func filter(_ invocation: Invocation) throws(ProgramFailure) -> ActivityFilter {
        var filter = ActivityFilter(operatorName: invocation.value("by"))
        guard let text = invocation.value("since") else { return filter }
        filter.since =
            Timestamp(iso8601: text) ?? Timestamp(iso8601: text + "T00:00:00Z")
            ?? Duration(text: text).map { SystemClock.now() - $0 }
        guard filter.since != nil else {
            throw ProgramFailure(
                .usage, "--since \(PlainText.quoted(text)): is no time",
                hint: "such as 2025-10-08, 2025-10-08T11:40:00Z, 2h or 7d")
        }
        return filter
    }

    private static func list(
        _ reference: String?, _ invocation: Invocation
    ) throws(ProgramFailure) -> ExitStatus {
        let given = try filter(invocation)
        let limit = try invocation.number("limit", in: 1...1_000_000) ?? 100
        let workspace = try Workspace(invocation)
        try workspace.requireStore()
        let entries = try workspace.withStore { store in
            var filter = given
            if let reference {
                let items = try await store.items(includingUntracked: true)
                filter.key = try ItemChoice.item(ItemReference(reference), among: items).key
            }
            return try await store.activityRecord(filter, limit: limit)
        }
        if invocation.has("json") {
            let answer: JSON = [
                "command": "audit list", "ok": true,
                "entries": .array(entries.map(ActivityJSON.object)),
            ]
            Standard.output(answer.text() + "\n")
        } else if entries.isEmpty {
            if !invocation.has("quiet") { Standard.error("nothing is recorded\n") }
        } else {
            var table = table(entries)
            table.fit(
                dropping: ["FROM", "NUMBER"], shortening: [(column: "WHAT HAPPENED", least: 20)])
            Standard.output(table.text)
        }
        return .done
    }

    private static func table(_ entries: [RecordedActivity]) -> TextTable {
        TextTable(
            head: ["NUMBER", "TIME", "ITEM", "WHAT HAPPENED", "OUTCOME", "WHO", "FROM"],
            numeric: [0],
            rows: entries.map { recorded in
                let entry = recorded.entry
                let item = entry.key.map { "\($0.kind.rawValue):\($0.shortID)" }
                let origin = recorded.origin
                let account = [origin.login, origin.host].compactMap(\.self)
                    .joined(separator: "@")
                let from = [account, origin.terminal ?? ""].filter { !$0.isEmpty }
                return [
                    String(recorded.sequence), String(entry.at.iso8601.prefix(19)) + "Z",
                    item ?? "", entry.text, entry.outcome.rawValue,
                    entry.operatorName ?? "", from.joined(separator: " "),
                ].map { PlainText.of($0) }
            },
            width: Standard.columns)
    }

    private static func verify(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let workspace = try Workspace(invocation)
        try workspace.requireStore()
        let verdict = try workspace.withStore { store in try await store.verifyActivity() }
        if invocation.has("json") {
            let answer: JSON = [
                "command": "audit verify", "ok": .bool(verdict.fault == nil),
                "count": .integer(verdict.count), "hash": .string(verdict.hash),
                "broken_at": JSON(verdict.fault?.entry), "fault": JSON(verdict.fault?.sentence),
            ]
            Standard.output(answer.text() + "\n")
            return verdict.fault == nil ? .done : .workFailed
        }
        if let fault = verdict.fault {
            let whole =
                verdict.count == 0
                ? "" : "entries 1 to \(verdict.count) are as they were written; "
            throw ProgramFailure(
                .workFailed, "audit: the chain is broken: \(fault.sentence)",
                hint: whole + "keep the store and the file beside it as they are")
        }
        if !invocation.has("quiet") {
            let entries = verdict.count == 1 ? "1 entry" : "\(verdict.count) entries"
            Standard.output("the chain is whole: \(entries), newest hash \(verdict.hash)\n")
        }
        return .done
    }
}
