import Domain
import JSON

/// The lines of `vigil follow`.
struct ChangeLines {
    /// One JSON object a line instead of words.
    var isJSON: Bool
    /// How often each kind is looked at.
    var cadences: Cadences
    /// Whether times are in UTC instead of local time.
    var isUTC: Bool

    /// One change as one line, ended.
    func line(_ change: ItemLedger.Change, at now: Timestamp) -> String {
        let item = change.item
        if isJSON {
            let object: JSON = [
                "at": .string(now.iso8601), "change": .string(change.kind.rawValue),
                "item": ItemJSON.object(item, at: now, cadence: cadences[item.key.kind]),
            ]
            return object.text() + "\n"
        }
        let vendor = item.key.kind.vendor.title
        let name = PlainText.of(item.name, limit: 100)
        return "\(time(now)) \(vendor) \(name): \(ItemText.words(change))\n"
    }

    /// `2025-10-08T17:12:15+05:30`, or with `Z` in UTC: sorts and can be read by programs.
    private func time(_ moment: Timestamp) -> String {
        let offset = isUTC ? 0 : SystemClock.utcOffsetMinutes(at: moment)
        let local = (moment + .seconds(offset * 60)).iso8601.prefix(19)
        guard offset != 0 else { return "\(local)Z" }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let distance = abs(offset)
        return "\(local)\(offset < 0 ? "-" : "+")\(two(distance / 60)):\(two(distance % 60))"
    }
}
