import Domain
import JSON

/// What was seen of an item over time, for other programs.
enum HistoryJSON {
    /// A point of the history.
    static func object(_ point: HistoryPoint) -> JSON { .object(members(point)) }

    /// A check with what it said.
    static func object(_ check: CheckRecord) -> JSON {
        .object(
            [JSON.Member("number", .integer(check.number))] + members(check.point) + [
                JSON.Member("http_status", JSON(check.httpStatus)),
                JSON.Member("code", JSON(check.code)),
                JSON.Member("message", JSON(check.message)),
            ])
    }

    /// A result file that was fetched.
    static func object(_ file: FetchRecord) -> JSON {
        [
            "at": .string(file.at.iso8601), "operator": JSON(file.operatorName),
            "sha256": .string(file.digest), "bytes": .integer(file.size), "file": JSON(file.name),
        ]
    }

    private static func members(_ point: HistoryPoint) -> [JSON.Member] {
        [
            JSON.Member("at", .string(point.at.iso8601)),
            JSON.Member("state", .string(point.state.rawValue)),
            JSON.Member("vendor_state", JSON(point.vendorState)),
            JSON.Member("total", JSON(point.total)),
            JSON.Member("processed", JSON(point.processed)),
            JSON.Member("failed", JSON(point.failed)),
            JSON.Member("succeeded", JSON(point.succeeded)),
            JSON.Member("error", JSON(point.failure?.rawValue)),
        ]
    }
}
