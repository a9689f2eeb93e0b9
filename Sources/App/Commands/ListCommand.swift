import Dashboard
import Domain
import JSON
import Store

/// `vigil list`: prints what is tracked, from the store alone.
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
        ],
        example: "vigil list --state failed --json",
        result: "an array of items",
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(
                .usage, "list: takes no \(PlainText.quoted(extra))",
                hint: "vigil list --filter TEXT picks items")
        }
        let kind = try choice("kind", Kind.allCases, invocation)
        let state = try choice("state", WorkState.allCases, invocation)
        let workspace = try Workspace(invocation)
        let cadences = workspace.cadences
        let now = SystemClock.now()
        let includingUntracked = invocation.has("all")
        var items = try workspace.withStore { store in
            try await store.items(includingUntracked: includingUntracked)
        }
        items.removeAll { item in
            if let kind, item.key.kind != kind { return true }
            if let state, item.state != state { return true }
            return false
        }
        if let text = invocation.value("filter") {
            let filter = Filter(text)
            items.removeAll { item in
                !filter.matches(item, at: now, cadence: cadences[item.key.kind])
            }
        }
        var rows = items.map { item in
            (
                item: item,
                json: ItemJSON.object(item, at: now, cadence: cadences[item.key.kind])
            )
        }
        if let key = invocation.value("sort") { try sort(&rows, by: key) }
        if invocation.has("json") {
            Standard.output(JSON.array(rows.map(\.json)).text() + "\n")
        } else {
            printTable(rows.map(\.item), cadences: cadences, at: now, invocation)
        }
        return .done
    }

    private static func choice<Value: RawRepresentable<String>>(
        _ option: String, _ values: [Value], _ invocation: Invocation
    ) throws(ProgramFailure) -> Value? {
        guard let text = invocation.value(option) else { return nil }
        guard let value = Value(rawValue: text) else {
            let names = values.map(\.rawValue)
            throw ProgramFailure(
                .usage, "--\(option): there is no \(option) \(PlainText.quoted(text))",
                hint: Spelling.hint(for: text, among: names)
                    ?? "it is one of \(names.joined(separator: ", "))")
        }
        return value
    }

    /// Sorts by a key of the JSON form: numbers by size, words by alphabet, what is absent last.
    private static func sort(
        _ rows: inout [(item: TrackedItem, json: JSON)], by key: String
    ) throws(ProgramFailure) {
        let names = ItemJSON.keys
        guard names.contains(key) else {
            throw ProgramFailure(
                .usage, "--sort: there is no key \(PlainText.quoted(key))",
                hint: Spelling.hint(for: key, among: names)
                    ?? "it is one of \(names.joined(separator: ", "))")
        }
        func precedes(_ left: JSON?, _ right: JSON?) -> Bool {
            switch (left?.double, right?.double) {
            case (let left?, let right?): return left < right
            default: break
            }
            switch (left ?? .null, right ?? .null) {
            case (.null, _): return false
            case (_, .null): return true
            case (let left, let right): return left.text() < right.text()
            }
        }
        rows = rows.enumerated().sorted { left, right in
            let (first, second) = (left.element.json[key], right.element.json[key])
            if precedes(first, second) { return true }
            return precedes(second, first) ? false : left.offset < right.offset
        }.map(\.element)
    }

    private static func printTable(
        _ items: [TrackedItem], cadences: Cadences, at now: Timestamp, _ invocation: Invocation
    ) {
        if items.isEmpty {
            if !invocation.has("quiet") {
                Standard.error("nothing to list; vigil track KIND ID starts watching an item\n")
            }
            return
        }
        let table = TextTable(
            head: [
                "KIND", "ID", "LABEL", "STATE", "DONE", "FAILED", "TOTAL", "CHECKED", "FLAGS",
            ],
            numeric: [4, 5, 6],
            rows: items.map { item in
                let flags = item.flags(at: now, cadence: cadences[item.key.kind])
                var remarks = Flag.allCases.filter(flags.contains).map(\.rawValue)
                if let failure = item.failure { remarks.append(failure.reason.rawValue) }
                if !item.isTracked { remarks.append("untracked") }
                return [
                    item.key.kind.rawValue, item.key.id, item.label ?? "",
                    state(of: item), number(item.snapshot?.processed),
                    number(item.snapshot?.failed), number(item.snapshot?.total),
                    item.checkedAt.map { String($0.iso8601.prefix(19)) + "Z" } ?? "never",
                    remarks.joined(separator: ","),
                ].map { PlainText.of($0) }
            },
            width: Standard.columns)
        Standard.output(table.text(flexible: 2))
    }

    private static func state(of item: TrackedItem) -> String {
        guard item.state == .unknown, let word = item.snapshot?.vendorState else {
            return item.state.rawValue
        }
        return "unknown (\(PlainText.of(word, limit: 20)))"
    }

    private static func number(_ number: Int?) -> String { number.map(String.init) ?? "-" }
}
