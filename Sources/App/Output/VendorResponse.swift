import Domain
import JSON

/// A vendor's last answer in the vendor's own field names and shape, put together again from what
/// was kept of it: personal values masked, links left out, an order's ids told by the groups.
struct VendorResponse {
    /// The answer.
    let json: JSON
    private static let link = JSON.string("(link left out)")

    /// What the vendor answered about an item.
    init(_ key: ItemKey, _ answer: Snapshot) {
        let facts = answer.facts.map { JSON.Member($0.name, Self.value($0)) }
        func fact(_ name: String) -> JSON {
            facts.first { $0.name == name }?.value ?? .null
        }
        func rest(without names: Set<String> = []) -> [(String, JSON)] {
            facts.filter { !names.contains($0.name) }.map { ($0.name, $0.value) }
        }
        switch key.kind {
        case .reap:
            json = Self.object(
                [
                    ("batchId", .string(key.id)), ("status", JSON(answer.vendorState)),
                    ("totalRecords", JSON(answer.total)),
                    ("processedRecords", JSON(answer.processed)),
                    ("failedRecords", JSON(answer.failed)),
                    ("summary", Self.object([("successfulRecords", JSON(answer.succeeded))])),
                    ("createdAt", Self.moment(answer.createdAt)),
                    ("startedAt", Self.moment(answer.startedAt)),
                    ("completedAt", Self.moment(answer.completedAt)),
                    ("updatedAt", Self.moment(answer.updatedAt)),
                ] + rest())
        case .deepvue:
            let envelope: Set<String> = ["sub_code", "transaction_id"]
            let data = Self.object(
                [
                    ("request_id", .string(key.id)), ("message", JSON(answer.vendorState)),
                    ("batch_output_file_url", answer.resultAvailable ? Self.link : .null),
                ] + rest(without: envelope))
            json = Self.object([
                ("data", data), ("sub_code", fact("sub_code")),
                ("transaction_id", fact("transaction_id")),
            ])
        case .stamps:
            func group(_ group: StampGroups.Group?) -> JSON {
                Self.object([("count", JSON(group?.count))])
            }
            let summary = Self.object([
                ("pending", group(answer.groups?.pending)),
                ("available", group(answer.groups?.available)),
                ("failed", group(answer.groups?.failed)),
            ])
            json = Self.object(
                [
                    ("client_id", .string(key.id)), ("quantity", JSON(answer.total)),
                    ("summary", summary),
                ] + rest())
        case .report:
            let pending = answer.total.flatMap { total in
                // A vendor's numbers may be anything.
                answer.processed.map { total.subtractingReportingOverflow($0).partialValue }
            }
            let stats = Self.object([
                ("pending", JSON(pending)), ("available", JSON(answer.succeeded)),
                ("failed", JSON(answer.failed)),
            ])
            json = Self.object(
                [
                    ("client_id", .string(key.id)), ("status", JSON(answer.vendorState)),
                    ("link", answer.resultAvailable ? Self.link : .null), ("stats", stats),
                ] + rest())
        case .kyc:
            json = Self.object(
                [
                    ("id", .string(key.id)), ("status", JSON(answer.vendorState)),
                    ("failure_reason", JSON(answer.failureReason)),
                ] + rest())
        }
    }

    /// An object of what is there; null when nothing is.
    private static func object(_ members: [(String, JSON)]) -> JSON {
        let known = members.filter { !$0.1.isNull }.map { JSON.Member($0.0, $0.1) }
        return known.isEmpty ? .null : .object(known)
    }

    private static func value(_ fact: Snapshot.Fact) -> JSON {
        switch fact.value {
        case "true": .bool(true)
        case "false": .bool(false)
        default:
            fact.name == "status"
                ? Int(fact.value).map { .integer($0) } ?? .string(fact.value)
                : .string(fact.value)
        }
    }

    private static func moment(_ at: Timestamp?) -> JSON { JSON(at?.iso8601) }
}
