import Domain
import JSON

/// One entry of the activity record for other programs.
enum ActivityJSON {
    /// The object's keys, in order; also the columns of the CSV form.
    static let keys: [String] = [
        "sequence", "at", "event", "outcome", "item", "text", "state", "failed", "operator",
        "login", "host", "terminal", "hash",
    ]

    /// The object for an entry.
    static func object(_ recorded: RecordedActivity) -> JSON {
        .object(zip(keys, values(recorded)).map { JSON.Member($0, $1) })
    }

    /// The cells for an entry; what is absent is empty.
    static func cells(_ recorded: RecordedActivity) -> [String] {
        values(recorded).map { $0.string ?? ($0.isNull ? "" : $0.text()) }
    }

    private static func values(_ recorded: RecordedActivity) -> [JSON] {
        let entry = recorded.entry
        return [
            .integer(recorded.sequence), .string(entry.at.iso8601),
            .string(entry.event.rawValue), .string(entry.outcome.rawValue),
            JSON(entry.key?.description), .string(entry.text), JSON(entry.state?.rawValue),
            JSON(entry.failed), JSON(entry.operatorName), JSON(recorded.origin.login),
            JSON(recorded.origin.host), JSON(recorded.origin.terminal), .string(recorded.hash),
        ]
    }
}
