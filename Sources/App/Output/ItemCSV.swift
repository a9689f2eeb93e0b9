import Domain
import JSON

/// Items as CSV: the keys of the JSON form as columns, groups and errors taken apart.
enum ItemCSV {
    /// The whole file, with its head.
    static func text(_ items: [TrackedItem], at now: Timestamp, cadences: Cadences) -> String {
        head + items.map { line($0, at: now, cadence: cadences[$0.key.kind]) }.joined()
    }

    /// Keys whose text comes from outside.
    private static let foreign: Set<String> = [
        "id", "label", "vendor_state", "failure_reason", "message", "code",
    ]

    private static var head: String {
        let names = ItemJSON.keys.flatMap { key -> [String] in
            switch key {
            case "groups": groups.map { "groups_\($0)" }
            case "error": errors.map { "error_\($0)" }
            default: [key]
            }
        }
        return CSVText.line(names.map(CSVText.Cell.own))
    }

    private static let groups = ["pending", "available", "failed"]
    private static let errors = ["class", "http_status", "code", "message", "at"]

    private static func line(_ item: TrackedItem, at now: Timestamp, cadence: Cadence) -> String {
        let object = ItemJSON.object(item, at: now, cadence: cadence)
        let cells = ItemJSON.keys.flatMap { key -> [CSVText.Cell] in
            let value = object[key]
            switch key {
            case "groups": return groups.map { cell("count", value?[$0]?["count"]) }
            case "error": return errors.map { cell($0, value?[$0]) }
            default: return [cell(key, value)]
            }
        }
        return CSVText.line(cells)
    }

    private static func cell(_ key: String, _ value: JSON?) -> CSVText.Cell {
        switch value ?? .null {
        case .null: return .own("")
        case .string(let text): return foreign.contains(key) ? .foreign(text) : .own(text)
        case .array(let values): return .own(values.compactMap(\.string).joined(separator: " "))
        case let value: return .own(value.text())
        }
    }
}
