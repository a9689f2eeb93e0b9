import Domain
import JSON
import Store

extension ItemJSON {
    /// The object for `show`: that of `list` with the stamps, the vendor's last answer, the
    /// history, what the activity record says, and the notes.
    static func whole(
        _ item: TrackedItem, history: [HistoryPoint], activity: [ActivityEntry],
        notes: [ItemNote],
        at now: Timestamp, cadence: Cadence
    ) -> JSON {
        let object = object(item, at: now, cadence: cadence, withStamps: true)
        let rest: [JSON.Member] = [
            JSON.Member(
                "vendor_response", item.snapshot.map { VendorResponse(item.key, $0).json } ?? .null),
            JSON.Member(
                "contradictions", .array((item.snapshot?.contradictions ?? []).map(JSON.string))),
            JSON.Member("history", .array(history.map(HistoryJSON.object))),
            JSON.Member("activity", .array(activity.map(entry))),
            JSON.Member("notes", .array(notes.map(note))),
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

    /// A note, under the digest by which the activity record names it.
    static func note(_ note: ItemNote) -> JSON {
        [
            "at": moment(note.at), "text": .string(note.text),
            "operator": JSON(note.operatorName), "sha256": .string(note.digest),
        ]
    }

    private static func entry(_ entry: ActivityEntry) -> JSON {
        [
            "at": moment(entry.at), "event": .string(entry.event.rawValue),
            "text": .string(entry.text), "operator": JSON(entry.operatorName),
        ]
    }
}
