import Domain
import JSON
import Store

/// Everything that the store can show on one item: what was seen and when, what was done and by
/// whom, with the hashes that hold it together.
struct EvidenceBundle {
    /// The bundle as one object.
    let json: JSON

    init(
        _ item: TrackedItem, in store: SQLiteStore, cadence: Cadence, by operatorName: String
    ) async throws(StoreFailure) {
        let now = SystemClock.now()
        // Checked first: the entries below are then among those that were checked.
        let verdict = try await store.verifyActivity()
        let entries = try await store.activityRecord(
            ActivityFilter(key: item.key), after: 0, limit: .max)
        let files = try await store.fetched(for: item.key)
        let submissions =
            item.key.kind == .kyc
            ? try await store.submissions(forCustomer: item.key.id) : []
        let writes =
            try await store.writes(.correction, target: item.key.id)
            + store.writes(.report, target: item.key.id)
        json = [
            "made_at": .string(now.iso8601), "made_by": .string(operatorName),
            "item": ItemJSON.object(item, at: now, cadence: cadence),
            "vendor_response":
                item.snapshot.map { VendorResponse(item.key, $0).json } ?? .null,
            "history": .array(try await store.history(of: item.key).map(HistoryJSON.object)),
            "checks": .array(try await store.checks(of: item.key).map(HistoryJSON.object)),
            "results": .array(files.map(HistoryJSON.object)),
            "upload": try await store.upload(of: item.key).map(Self.upload) ?? .null,
            "writes": .array(writes.map(Self.write)),
            "submissions": .array(submissions.map(Self.submission)),
            "notes": .array(try await store.notes(of: item.key).map(ItemJSON.note)),
            "activity": .array(entries.map(ActivityJSON.object)),
            "chain": [
                "whole": .bool(verdict.fault == nil), "count": .integer(verdict.count),
                "hash": .string(verdict.hash), "broken_at": JSON(verdict.fault?.entry),
            ],
        ]
    }

    private static func upload(_ record: UploadRecord) -> JSON {
        [
            "file": .string(record.name), "sha256": .string(record.digest),
            "begun_at": .string(record.begunAt.iso8601), "operator": JSON(record.operatorName),
            "outcome": .string(record.outcome.rawValue),
        ]
    }

    private static func write(_ record: WriteRecord) -> JSON {
        [
            "id": .string(record.id), "what": .string(record.sort.rawValue),
            "sha256": JSON(record.digest),
            "fields": .object(record.masked.map { JSON.Member($0.name, .string($0.value)) }),
            "begun_at": .string(record.begunAt.iso8601), "operator": JSON(record.operatorName),
            "outcome": .string(record.outcome.rawValue), "result": JSON(record.result),
            "settled_at": JSON(record.settledAt?.iso8601),
        ]
    }

    private static func submission(_ record: SubmissionRecord) -> JSON {
        [
            "id": .string(record.id), "sha256": .string(record.digest),
            "fields": .object(record.masked.map { JSON.Member($0.name, .string($0.value)) }),
            "begun_at": .string(record.begunAt.iso8601), "operator": JSON(record.operatorName),
            "outcome": .string(record.outcome.rawValue),
            "settled_at": JSON(record.settledAt?.iso8601),
        ]
    }
}
