import Domain
import Glibc
import JSON
import Store

/// `vigil track`: starts watching items.
enum TrackCommand {
    static let spec = CommandSpec(
        name: "track", operands: "KIND [ID...]",
        summary: "start watching items of a kind: reap, deepvue, stamps, report, kyc",
        options: [
            OptionSpec("label", "TEXT", "a name for the item"),
            OptionSpec(
                "from", "FILE",
                "read ids, one a line or the first CSV column, a label second; - is standard input"),
        ],
        example: "vigil track reap f208a887-9fa6-4447-a52b-c1d6e089536f --label 'March import'",
        result: #"{"command": "track", "ok": true, "items": [{"kind", "id", "label", "result"}]}"#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        let kind = try kind(invocation.operands.first)
        let wanted = try items(of: kind, invocation)
        let workspace = try Workspace(invocation)
        try workspace.requireVendor(of: kind)
        let by = invocation.operatorName
        let results = try workspace.withStore { store in
            var results: [(item: Wanted, tracking: Tracking)] = []
            for item in wanted {
                let tracking = try await store.track(
                    item.key, label: item.label, at: SystemClock.now(), by: by)
                results.append((item, tracking))
            }
            // An item keeps the label it has where none is given.
            let items = try await store.items(includingUntracked: false)
            let labels = Dictionary(items.map { ($0.key, $0.label) }) { $1 }
            for place in results.indices {
                results[place].item.label = labels[results[place].item.key] ?? nil
            }
            return results
        }
        report(results, invocation)
        return .done
    }

    /// One id to watch and what to call it.
    private struct Wanted: Sendable {
        var key: ItemKey
        var label: String?
    }

    private static func kind(_ text: String?) throws(ProgramFailure) -> Kind {
        let names = Kind.allCases.map(\.rawValue)
        let known = "the kinds are \(names.joined(separator: ", "))"
        guard let text else { throw ProgramFailure(.usage, "track: needs a kind", hint: known) }
        guard let kind = Kind(rawValue: text) else {
            throw ProgramFailure(
                .usage, "track: unknown kind \(PlainText.quoted(text))",
                hint: Spelling.hint(for: text, among: names) ?? known)
        }
        return kind
    }

    private static func items(
        of kind: Kind, _ invocation: Invocation
    ) throws(ProgramFailure) -> [Wanted] {
        let label = try invocation.value("label").map { text throws(ProgramFailure) in
            try self.label(text, at: "--label")
        }
        var items: [Wanted] = []
        for id in invocation.operands.dropFirst() {
            items.append(Wanted(key: try key(kind, id, at: "track"), label: label))
        }
        if let file = invocation.value("from") {
            items += try self.items(of: kind, in: file, label)
        }
        guard !items.isEmpty else {
            throw ProgramFailure(
                .usage, "track: no id given", hint: "an id of \(kind.rawValue) is \(kind.idForm)")
        }
        return items
    }

    /// The items of a file. When a line is faulty nothing at all is tracked, and every faulty
    /// line is told: a list that is half tracked would be harder to put right.
    private static func items(
        of kind: Kind, in file: String, _ label: String?
    ) throws(ProgramFailure) -> [Wanted] {
        var items: [Wanted] = []
        var faults: [ProgramFailure] = []
        let lines = try lines(of: file)
        for (number, line) in lines.enumerated() {
            let cells = CSVRecord.cells(of: line)
            guard let id = cells.first, !id.isEmpty else { continue }
            // A head such as `id,label` is no id and is passed over, above other lines only.
            if number == 0, lines.count > 1, !kind.accepts(id: id),
                id.allSatisfy(\.isLetterOrUnderscore)
            {
                continue
            }
            let place = "\(PlainText.of(file)):\(number + 1)"
            let own = cells.count > 1 && !cells[1].isEmpty ? cells[1] : nil
            do throws(ProgramFailure) {
                let key = try key(kind, id, at: place)
                let name = try own.map { text throws(ProgramFailure) in
                    try self.label(text, at: place)
                }
                items.append(Wanted(key: key, label: name ?? label))
            } catch {
                faults.append(error)
            }
        }
        guard var first = faults.first else { return items }
        if faults.count > 1 {
            let shown = faults.prefix(1000).map(\.message).joined(separator: "\n")
            let rest = faults.count > 1000 ? "\nand \(faults.count - 1000) more" : ""
            first.message =
                "track: \(faults.count) lines are faulty, nothing is tracked\n"
                + shown + rest
        }
        throw first
    }

    private static func key(
        _ kind: Kind, _ id: String, at place: String
    ) throws(ProgramFailure) -> ItemKey {
        guard let key = ItemKey(kind: kind, id: id) else {
            throw ProgramFailure(
                .usage, "\(place): \(PlainText.quoted(id)) is no id of \(kind.rawValue)",
                hint: "it is \(kind.idForm)")
        }
        return key
    }

    private static func label(
        _ text: String, at place: String
    ) throws(ProgramFailure) -> String {
        guard text.unicodeScalars.allSatisfy(PlainText.isPlain) else {
            throw ProgramFailure(.usage, "\(place): the label has control characters in it")
        }
        guard text.count <= 100 else {
            throw ProgramFailure(.usage, "\(place): the label is longer than 100 characters")
        }
        return text
    }

    private static func lines(of file: String) throws(ProgramFailure) -> [String] {
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ProgramFailure(
                .usage, "--from \(PlainText.of(file)): \(String(cString: strerror(errno)))")
        }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        guard let bytes = Standard.read(descriptor, limit: 64 << 20) else {
            let why = Standard.readFault(limit: "64 MiB")
            throw ProgramFailure(.usage, "--from \(PlainText.of(file)): \(why)")
        }
        guard let text = String(validating: UTF8Lines.withoutMarks(bytes), as: UTF8.self) else {
            throw ProgramFailure(.usage, "--from \(PlainText.of(file)): is not UTF-8 text")
        }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map(String.init)
    }

    private static func report(
        _ results: [(item: Wanted, tracking: Tracking)], _ invocation: Invocation
    ) {
        if invocation.has("json") {
            let items = results.map { result in
                JSON.object([
                    JSON.Member("kind", .string(result.item.key.kind.rawValue)),
                    JSON.Member("id", .string(result.item.key.id)),
                    JSON.Member("label", JSON(result.item.label)),
                    JSON.Member(
                        "result", result.tracking == .added ? "added" : "already_tracked"),
                ])
            }
            let answer: JSON = ["command": "track", "ok": true, "items": .array(items)]
            Standard.output(answer.text() + "\n")
        } else if !invocation.has("quiet") {
            for (item, tracking) in results {
                let said = tracking == .added ? "tracking" : "already tracked"
                let label = item.label.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
                Standard.output("\(said): \(item.key)\(label)\n")
            }
        }
    }
}

extension Character {
    /// Whether it could stand in the name of a CSV column.
    fileprivate var isLetterOrUnderscore: Bool { isLetter || self == "_" }
}
