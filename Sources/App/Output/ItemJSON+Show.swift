import Domain
import JSON

extension ItemJSON {
    /// The object for `show`: that of `list` with the stamps, the vendor's last answer, the
    /// history, and what the activity record says.
    static func whole(
        _ item: TrackedItem, history: [HistoryPoint], activity: [ActivityEntry],
        at now: Timestamp, cadence: Cadence
    ) -> JSON {
        let object = object(item, at: now, cadence: cadence, withStamps: true)
        let rest: [JSON.Member] = [
            JSON.Member("vendor_response", item.snapshot.map(response) ?? .null),
            JSON.Member("history", .array(history.map(HistoryJSON.object))),
            JSON.Member("activity", .array(activity.map(entry))),
        ]
        return .object((object.object ?? []) + rest)
    }

    /// Kind, id and label: how results name an item that they say no more of.
    static func name(_ item: TrackedItem) -> [JSON.Member] {
        [
            JSON.Member("kind", .string(item.key.kind.rawValue)),
            JSON.Member("id", .string(item.key.id)), JSON.Member("label", JSON(item.label)),
        ]
    }

    /// What the vendor said: what Vigil reads from every vendor under its own names, then the
    /// vendor's remaining fields under the vendor's, masked when they were read.
    private static func response(_ answer: Snapshot) -> JSON {
        let read: [(String, JSON)] = [
            ("state", JSON(answer.vendorState)), ("total", JSON(answer.total)),
            ("processed", JSON(answer.processed)), ("failed", JSON(answer.failed)),
            ("succeeded", JSON(answer.succeeded)), ("failure_reason", JSON(answer.failureReason)),
            ("created_at", moment(answer.createdAt)), ("started_at", moment(answer.startedAt)),
            ("completed_at", moment(answer.completedAt)),
            ("updated_at", moment(answer.updatedAt)),
        ]
        var members = read.filter { !$0.1.isNull }.map { JSON.Member($0.0, $0.1) }
        for fact in answer.facts where !members.contains(where: { $0.name == fact.name }) {
            members.append(JSON.Member(fact.name, .string(fact.value)))
        }
        if !answer.contradictions.isEmpty {
            members.append(
                JSON.Member("contradictions", .array(answer.contradictions.map(JSON.string))))
        }
        return .object(members)
    }

    private static func entry(_ entry: ActivityEntry) -> JSON {
        [
            "at": moment(entry.at), "event": .string(entry.event.rawValue),
            "text": .string(entry.text), "operator": JSON(entry.operatorName),
        ]
    }
}
