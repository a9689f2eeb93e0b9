import Cryptography
import Domain
import JSON
import Store

/// `vigil audit export`: the record as lines, or the evidence on one item.
struct AuditExport {
    private let invocation: Invocation
    private let isCSV: Bool

    init(_ invocation: Invocation) throws(ProgramFailure) {
        self.invocation = invocation
        let format = invocation.value("format")
        guard [nil, "jsonl", "csv"].contains(format) else {
            throw ProgramFailure(
                .usage, "--format: there is no format \(PlainText.quoted(format ?? ""))",
                hint: "it is jsonl or csv")
        }
        isCSV = format == "csv"
        if invocation.has("item") {
            for option in ["format", "by", "since"] where invocation.has(option) {
                throw ProgramFailure(
                    .usage, "audit export: --item takes no --\(option)",
                    hint: "the evidence on an item is one whole object")
            }
        }
        if invocation.has("force"), !invocation.has("output") {
            throw ProgramFailure(.usage, "--force: there is no --output to overwrite")
        }
    }

    func run() throws(ProgramFailure) -> ExitStatus {
        let workspace = try Workspace(invocation)
        try workspace.requireStore()
        if let reference = invocation.value("item") {
            try exportItem(ItemReference(reference), workspace)
        } else {
            try exportRecord(workspace)
        }
        return .done
    }

    private func exportRecord(_ workspace: Workspace) throws(ProgramFailure) {
        let filter = try AuditCommand.filter(invocation)
        let (isCSV, isOneObject) = (isCSV, invocation.has("json") && !invocation.has("output"))
        let (lines, count) = try workspace.withStore { store in
            var text = isCSV ? CSVText.line(ActivityJSON.keys) : ""
            var count = 0
            var last = 0
            while true {
                let page = try await store.activityRecord(filter, after: last, limit: 1000)
                guard let newest = page.last else { break }
                for recorded in page {
                    if isOneObject {
                        text += (count > 0 ? "," : "") + ActivityJSON.object(recorded).text()
                    } else if isCSV {
                        text += CSVText.line(ActivityJSON.cells(recorded))
                    } else {
                        text += ActivityJSON.object(recorded).text() + "\n"
                    }
                    count += 1
                }
                last = newest.sequence
            }
            return (text, count)
        }
        if isOneObject {
            guard !isCSV else {
                throw ProgramFailure(.usage, "audit export: --json and CSV need --output FILE")
            }
            Standard.output(
                #"{"command":"audit export","ok":true,"entries":[\#(lines)]}"# + "\n")
        } else {
            try put(lines, count)
        }
    }

    private func exportItem(
        _ reference: ItemReference, _ workspace: Workspace
    ) throws(ProgramFailure) {
        let cadences = workspace.cadences
        let by = invocation.operatorName
        let bundle = try workspace.withStore { store in
            let items = try await store.items(includingUntracked: true)
            let item = try ItemChoice.item(reference, among: items)
            return try await EvidenceBundle(
                item, in: store, cadence: cadences[item.key.kind], by: by
            ).json.text(JSONStyle(sorting: .everyLevel))
        }
        let digest = Encoding.hex(SHA256.digest(Array(bundle.utf8)))
        let text =
            #"{"command":"audit export","ok":true,"bundle":\#(bundle),"sha256":"\#(digest)"}"#
        try put(text + "\n", nil)
    }

    /// Writes to the file that was named, or to standard output.
    private func put(_ text: String, _ entries: Int?) throws(ProgramFailure) {
        guard let path = invocation.value("output") else {
            Standard.output(text)
            return
        }
        try PrivateFile.write(text, to: path, overwriting: invocation.has("force"))
        let digest = Encoding.hex(SHA256.digest(Array(text.utf8)))
        if invocation.has("json") {
            let answer: JSON = [
                "command": "audit export", "ok": true, "entries": JSON(entries),
                "sha256": .string(digest), "file": .string(path),
            ]
            Standard.output(answer.text() + "\n")
        } else if !invocation.has("quiet") {
            let what = entries.map { $0 == 1 ? "1 entry" : "\($0) entries" } ?? "the evidence"
            Standard.output("\(PlainText.of(path)): \(what), SHA-256 \(digest)\n")
        }
    }
}
