import Domain
import HTTPClient
import JSON
import Store

/// `vigil settle`: lists what was sent and may have arrived, looks one up at its vendor, or notes
/// what the operator has seen there.
enum SettleCommand {
    static let spec = CommandSpec(
        name: "settle", operands: "[ID]",
        summary: "list what was sent and may have arrived, look one up, or say how it ended",
        options: [
            OptionSpec("arrived", nil, "it arrived, as you have seen at the vendor"),
            OptionSpec("made", "ID", "the same, and the vendor's id of what it made: tracks that"),
            OptionSpec("not-arrived", nil, "it did not arrive: it may be sent again"),
        ],
        example: "vigil settle",
        result: #"{"command": "settle", "ok": true, "open": […]}, or "settled", "outcome", "made""#,
        run: run)

    /// What the operator says.
    private enum Decision {
        case arrived(ItemKey?)
        case notArrived
    }

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if invocation.operands.count > 1 { throw ProgramFailure(.usage, "settle: takes one ID") }
        let workspace = try Workspace(invocation)
        try workspace.requireStore()
        let open = try workspace.withStore { store in try await store.openWrites() }
        guard let reference = invocation.operands.first else {
            try refuseDecision(invocation)
            list(open, invocation)
            return .done
        }
        let write = try find(reference, among: open)
        if let decision = try decision(on: write, invocation) {
            try settle(write, decision, workspace, invocation)
        } else {
            try lookUp(write, workspace, invocation)
        }
        return .done
    }

    private static func find(
        _ reference: String, among open: [OpenWrite]
    ) throws(ProgramFailure) -> OpenWrite {
        let found = open.filter { $0.id.hasPrefix(reference.lowercased()) }
        guard let write = found.first, !reference.isEmpty else {
            throw ProgramFailure(
                .notFound, "settle: nothing of unknown outcome is \(PlainText.quoted(reference))",
                hint: "vigil settle lists what there is")
        }
        guard found.count == 1 else {
            throw ProgramFailure(
                .usage,
                "settle: \(PlainText.quoted(reference)) is not unique: "
                    + found.map { shortID($0) }.joined(separator: ", "))
        }
        return write
    }

    // MARK: The operator's word

    private static func refuseDecision(_ invocation: Invocation) throws(ProgramFailure) {
        if ["arrived", "made", "not-arrived"].contains(where: invocation.has) {
            throw ProgramFailure(
                .usage, "settle: of which one?", hint: "vigil settle lists them with their ids")
        }
    }

    private static func decision(
        on write: OpenWrite, _ invocation: Invocation
    ) throws(ProgramFailure) -> Decision? {
        let hasArrived = invocation.has("arrived") || invocation.has("made")
        if hasArrived, invocation.has("not-arrived") {
            throw ProgramFailure(.usage, "settle: it either arrived or did not")
        }
        if invocation.has("not-arrived") { return .notArrived }
        guard let id = invocation.value("made") else {
            return hasArrived ? .arrived(nil) : nil
        }
        guard let kind = write.makes else {
            throw ProgramFailure(.usage, "settle: --made: a \(write.words) makes nothing new")
        }
        guard let key = ItemKey(kind: kind, id: id) else {
            throw ProgramFailure(
                .usage, "settle: --made \(PlainText.quoted(id)): is not \(kind.idForm)")
        }
        return .arrived(key)
    }

    private static func settle(
        _ write: OpenWrite, _ decision: Decision, _ workspace: Workspace, _ invocation: Invocation
    ) throws(ProgramFailure) {
        let (isArrived, made): (Bool, ItemKey?) =
            switch decision {
            case .arrived(let key): (true, key)
            case .notArrived: (false, nil)
            }
        let word = isArrived ? "it arrived" : "it did not arrive"
        try note(
            write, isArrived, made, "\(write.words): settled by hand, \(word)", workspace,
            invocation)
    }

    private static func note(
        _ write: OpenWrite, _ isArrived: Bool, _ made: ItemKey?, _ text: String,
        _ workspace: Workspace, _ invocation: Invocation
    ) throws(ProgramFailure) {
        let operatorName = invocation.operatorName
        try workspace.withStore { store in
            try await store.settle(
                write, arrived: isArrived, made: made, text, by: operatorName)
        }
        if invocation.has("json") {
            Reply.json(
                "settle",
                [
                    JSON.Member("settled", .string(write.id)),
                    JSON.Member("outcome", .string(isArrived ? "accepted" : "rejected")),
                    JSON.Member("made", JSON(made?.description)),
                ])
        } else if !invocation.has("quiet") {
            let tracking = made.map { ": tracking \($0)" } ?? ""
            Standard.output("\(text)\(tracking)\n")
        }
    }

    // MARK: The vendor's word

    private static func lookUp(
        _ write: OpenWrite, _ workspace: Workspace, _ invocation: Invocation
    ) throws(ProgramFailure) {
        guard case .write(let record) = write.note, let kind = write.makes else {
            throw ProgramFailure(
                .workFailed, "settle: the \(write.words) \(shortID(write)) is not settled yet",
                hint: write.key.map { "vigil show \($0) --refresh asks the vendor about it" })
        }
        let configuration = try workspace.requiredConfiguration()
        try workspace.requireVendor(of: kind)
        let transport = CurlTransport(configuration: configuration.network.transport)
        defer { transport.close() }
        let vendors = try VendorSet(configuration, transport: transport, host: invocation.host)
        let finding = try workspace.withStore { store -> RecordLookup.Finding? in
            await vendors.share(through: store)
            let lookup = RecordLookup(
                customers: vendors.kyc, stamps: vendors.reports,
                known: Set(try await store.items(includingUntracked: true).map(\.key)))
            do throws(CheckFailure) {
                return try await lookup.find(record)
            } catch {
                throw ProgramFailure(
                    ProgramFailure.status(of: error),
                    "settle: \(shortID(write)) cannot be looked up: \(error.message)",
                    hint: Self.ownWord)
            }
        }
        if let made = finding?.made {
            try note(
                write, true, made, "\(write.words): had arrived, \(kind.vendor.title) has it",
                workspace, invocation)
            return
        }
        let vendor = kind.vendor.title
        let rest = finding?.shortfall.map { " (\($0))" } ?? ""
        let alike = finding?.alike ?? []
        guard !alike.isEmpty else {
            throw ProgramFailure(
                .workFailed, "settle: \(vendor) lists no \(write.words) like it\(rest)",
                hint: "settle it with --not-arrived when you are sure; then it may be sent again")
        }
        throw ProgramFailure(
            .workFailed,
            "settle: \(vendor) lists \(alike.count == 1 ? "one" : "\(alike.count)") like it, not "
                + "tracked here: \(alike.map(\.id).joined(separator: ", "))\(rest)",
            hint: "--made ID settles it as that one, --not-arrived when it is somebody else's")
    }

    private static let ownWord =
        "look at the vendor's console, then --arrived, --made ID or --not-arrived"

    // MARK: The list

    private static func shortID(_ write: OpenWrite) -> String { String(write.id.prefix(12)) }

    private static func list(_ open: [OpenWrite], _ invocation: Invocation) {
        if invocation.has("json") {
            Reply.json("settle", [JSON.Member("open", .array(open.map(json)))])
            return
        }
        guard !open.isEmpty else {
            if !invocation.has("quiet") { Standard.output("nothing is of unknown outcome\n") }
            return
        }
        let table = TextTable(
            head: ["ID", "WHAT", "ABOUT", "SENT", "BY"], numeric: [],
            rows: open.map { write in
                [
                    shortID(write), write.words, about(write), write.begunAt.iso8601,
                    PlainText.of(write.operatorName ?? ""),
                ]
            }, width: LiveLines.width)
        Standard.output(table.text)
    }

    /// What tells it from others, without personal data.
    private static func about(_ write: OpenWrite) -> String {
        if let key = write.key { return key.description }
        let names = ["state", "article_id", "quantity", "client_reference_id"]
        return names.compactMap { name in
            write.masked.first { $0.name == name }.map { PlainText.of($0.value) }
        }.joined(separator: " ")
    }

    private static func json(_ write: OpenWrite) -> JSON {
        [
            "id": .string(write.id), "what": .string(write.words),
            "item": JSON(write.key?.description), "sent_at": .string(write.begunAt.iso8601),
            "operator": JSON(write.operatorName),
            "fields": .array(
                write.masked.map { ["name": .string($0.name), "value": .string($0.value)] }),
        ]
    }
}
