import Domain
import JSON

/// One item in the shape of the contract, section 4.
enum ItemJSON {
    /// The object's keys, in order.
    static let keys: [String] = [
        "kind", "id", "label", "state", "vendor_state", "flags", "total", "processed", "failed",
        "succeeded", "unaccounted", "groups", "result_url", "failure_reason", "rate_per_minute",
        "eta_seconds", "created_at", "started_at", "completed_at", "updated_at", "tracked_at",
        "checked_at", "attempted_at", "next_check_at", "checks", "tracked", "error",
    ]

    /// The object for an item as `list` prints it: of stamp groups only the counts, unless the
    /// stamps are wanted too.
    static func object(
        _ item: TrackedItem, at now: Timestamp, cadence: Cadence, withStamps: Bool = false
    ) -> JSON {
        let answer = item.snapshot
        let pace = item.pace
        let flags = item.flags(at: now, cadence: cadence)
        return [
            "kind": .string(item.key.kind.rawValue),
            "id": .string(item.key.id),
            "label": JSON(item.label),
            "state": .string(item.state.rawValue),
            "vendor_state": JSON(answer?.vendorState),
            "flags": .array(Flag.allCases.filter(flags.contains).map { .string($0.rawValue) }),
            "total": JSON(answer?.total),
            "processed": JSON(answer?.processed),
            "failed": JSON(answer?.failed),
            "succeeded": JSON(answer?.succeeded),
            "unaccounted": JSON(answer?.unaccounted),
            "groups": answer?.groups.map { groups($0, withStamps: withStamps) } ?? .null,
            "result_url": .bool(answer?.resultAvailable ?? false),
            "failure_reason": JSON(answer?.failureReason),
            "rate_per_minute": JSON(pace.map { rounded($0.ratePerMinute) }),
            "eta_seconds": JSON(pace?.etaSeconds),
            "created_at": moment(answer?.createdAt),
            "started_at": moment(answer?.startedAt),
            "completed_at": moment(answer?.completedAt),
            "updated_at": moment(answer?.updatedAt),
            "tracked_at": moment(item.trackedAt),
            "checked_at": moment(item.checkedAt),
            "attempted_at": moment(item.attemptedAt),
            "next_check_at": moment(item.nextCheckAt),
            "checks": .integer(item.checks),
            "tracked": .bool(item.isTracked),
            "error": item.failure.map { error($0, at: item.failedAt) } ?? .null,
        ]
    }

    /// The three groups of an order.
    static func groups(_ groups: StampGroups, withStamps: Bool) -> JSON {
        func object(_ group: StampGroups.Group) -> JSON {
            guard withStamps else { return ["count": .integer(group.count)] }
            return [
                "count": .integer(group.count), "stamps": .array(group.stamps.map(JSON.string)),
            ]
        }
        return [
            "pending": object(groups.pending), "available": object(groups.available),
            "failed": object(groups.failed),
        ]
    }

    private static func error(_ failure: CheckFailure, at moment: Timestamp?) -> JSON {
        [
            "class": .string(failure.reason.rawValue),
            "http_status": JSON(failure.httpStatus),
            "code": JSON(failure.code),
            "message": .string(failure.message),
            "at": self.moment(moment),
        ]
    }

    /// A moment, or `null`.
    static func moment(_ moment: Timestamp?) -> JSON { JSON(moment?.iso8601) }

    /// Tenths of a record a minute: more digits would be noise.
    private static func rounded(_ rate: Double) -> Double { (rate * 10).rounded() / 10 }
}
