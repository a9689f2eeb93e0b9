import JSON
import TestSupport
import Testing

/// The JSON shapes of the contract, section 4, held to the letter: exactly these keys, these types.
enum Schema {
    /// What a value may be.
    indirect enum Shape: Sendable {
        case text, number, whole, flag, moment
        case word([String])
        case words([String])
        case list(Shape)
        case object([(String, Shape)])
        /// Some other shape, or `null`.
        case maybe(Shape)
        /// Any object, or null: its members are a vendor's own.
        case open
    }

    private static let states = ["pending", "in_progress", "completed", "failed", "unknown"]
    private static let classes = [
        "auth", "not_found", "rate_limited", "invalid", "vendor", "network", "malformed",
    ]

    private static func group(_ withStamps: Bool) -> Shape {
        .object([("count", .whole)] + (withStamps ? [("stamps", .list(.text))] : []))
    }

    private static func members(withStamps: Bool) -> [(String, Shape)] {
        let group = group(withStamps)
        return [
            ("kind", .word(["reap", "deepvue", "stamps", "report", "kyc"])), ("id", .text),
            ("label", .maybe(.text)), ("state", .word(states)), ("vendor_state", .maybe(.text)),
            ("flags", .words(["overdue", "stale", "stuck", "inconsistent"])),
            ("total", .maybe(.whole)), ("processed", .maybe(.whole)), ("failed", .maybe(.whole)),
            ("succeeded", .maybe(.whole)), ("unaccounted", .maybe(.whole)),
            (
                "groups",
                .maybe(.object([("pending", group), ("available", group), ("failed", group)]))
            ),
            ("result_url", .flag), ("failure_reason", .maybe(.text)),
            ("rate_per_minute", .maybe(.number)), ("eta_seconds", .maybe(.whole)),
            ("created_at", .maybe(.moment)), ("started_at", .maybe(.moment)),
            ("completed_at", .maybe(.moment)), ("updated_at", .maybe(.moment)),
            ("tracked_at", .moment), ("checked_at", .maybe(.moment)),
            ("attempted_at", .maybe(.moment)), ("next_check_at", .maybe(.moment)),
            ("checks", .whole), ("tracked", .flag),
            (
                "error",
                .maybe(
                    .object([
                        ("class", .word(classes)), ("http_status", .maybe(.whole)),
                        ("code", .maybe(.text)), ("message", .text), ("at", .moment),
                    ]))
            ),
        ]
    }

    /// An item as `list`, `follow` and `wait` print it.
    static let item = Shape.object(members(withStamps: false))

    /// A point of an item's history.
    private static let point = Shape.object([
        ("at", .moment), ("state", .word(states)), ("vendor_state", .maybe(.text)),
        ("total", .maybe(.whole)), ("processed", .maybe(.whole)), ("failed", .maybe(.whole)),
        ("succeeded", .maybe(.whole)), ("error", .maybe(.word(classes))),
    ])

    /// An item as `show` prints it.
    static let shown = Shape.object(
        members(withStamps: true) + [
            ("vendor_response", .maybe(.open)), ("contradictions", .list(.text)),
            ("history", .list(point)),
            (
                "activity",
                .list(
                    .object([
                        ("at", .moment), ("event", .text), ("text", .text),
                        ("operator", .maybe(.text)),
                    ]))
            ), ("notes", .list(note)),
        ])

    /// A note on an item.
    static let note = Shape.object([
        ("at", .moment), ("text", .text), ("operator", .maybe(.text)), ("sha256", .text),
    ])

    /// A line of `follow`.
    static let change = Shape.object([
        ("at", .moment),
        ("change", .word(["first", "progress", "state", "flag", "error", "recovered"])),
        ("item", item),
    ])

    /// A command's result object.
    static func result(_ command: String, _ members: [(String, Shape)]) -> Shape {
        .object([("command", .word([command])), ("ok", .flag)] + members)
    }

    /// Kind, id and label.
    static let name: [(String, Shape)] = [
        ("kind", .text), ("id", .text), ("label", .maybe(.text)),
    ]

    /// The groups of `stamps`.
    static func groups(_ names: String...) -> Shape { .object(names.map { ($0, group(true)) }) }

    /// Reads JSON that has a shape and says where it has not.
    @discardableResult
    static func read(
        _ text: some StringProtocol, as shape: Shape,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSON {
        let json = try JSON(parsing: Array(text.utf8))
        for fault in faults(of: json, shape, at: "") {
            Issue.record("\(fault) in \(text.prefix(2000))", sourceLocation: sourceLocation)
        }
        return json
    }

    private static func faults(of json: JSON, _ shape: Shape, at path: String) -> [String] {
        func need(_ isTrue: Bool, _ what: String) -> [String] {
            isTrue ? [] : ["\(path) is not \(what)"]
        }
        switch shape {
        case .text: return need(json.string != nil, "text")
        case .number: return need(json.double != nil, "a number")
        case .whole:
            if case .integer = json { return [] }
            return need(false, "a whole number")
        case .flag: return need(json.bool != nil, "true or false")
        case .moment:
            let form = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/
            return need(json.string?.wholeMatch(of: form) != nil, "a moment in UTC")
        case .word(let words): return need(words.contains(json.string ?? ""), "one of \(words)")
        case .words(let words):
            guard let list = json.array else { return need(false, "an array") }
            return list.flatMap { faults(of: $0, .word(words), at: path) }
        case .list(let shape):
            guard let list = json.array else { return need(false, "an array") }
            return list.enumerated().flatMap { faults(of: $1, shape, at: "\(path)[\($0)]") }
        case .maybe(let shape): return json.isNull ? [] : faults(of: json, shape, at: path)
        case .open: return need(json.object != nil, "an object")
        case .object(let members):
            guard let object = json.object else { return need(false, "an object") }
            let names = object.map(\.name)
            let wanted = members.map(\.0)
            let wrong =
                wanted.filter { !names.contains($0) }.map { "\(path).\($0) is missing" }
                + names.filter { !wanted.contains($0) }.map { "\(path).\($0) is unknown" }
            return wrong
                + members.flatMap { name, shape in
                    json[name].map { faults(of: $0, shape, at: "\(path).\(name)") } ?? []
                }
        }
    }
}
