import Domain
import JSON

extension Snapshot {
    /// A batch as `GET /entity/kyc/import/batch/{batchId}` describes it; nil without a status.
    init?(reapBatch body: JSON) {
        guard let status = body["status"]?.string else { return nil }
        var reader = CountReader()
        let total = reader.read("totalRecords", in: body)
        let processed = reader.read("processedRecords", in: body)
        let failed = reader.read("failedRecords", in: body)
        let succeeded = reader.read("successfulRecords", in: body["summary"])
        if let total, let processed {
            reader.check(
                "processed \(processed) is more than total \(total)", holds: processed <= total)
        }
        if let failed, let processed {
            reader.check(
                "failed \(failed) is more than processed \(processed)", holds: failed <= processed)
        }
        if let succeeded, let failed, let processed {
            reader.check(
                "succeeded \(succeeded) and failed \(failed) do not add up to processed \(processed)",
                holds: succeeded + failed == processed)
        }
        var facts = FactReader()
        facts.addID("businessUuid", in: body)
        if let errors = body["summary"]?["errors"]?.array, !errors.isEmpty {
            facts.add("summary.errors", "\(errors.count)")
        }
        self.init(
            state: WorkState(reap: status), vendorState: VendorText.plain(status), total: total,
            processed: processed, failed: failed, succeeded: succeeded,
            createdAt: body["createdAt"]?.timestamp, startedAt: body["startedAt"]?.timestamp,
            completedAt: body["completedAt"]?.timestamp,
            updatedAt: body["updatedAt"]?.timestamp, contradictions: reader.contradictions,
            facts: facts.facts)
    }
}

extension WorkState {
    /// Reap's words in any case; its older material says `PROCESSING` for `in_progress`.
    fileprivate init(reap word: String) {
        switch word.lowercased() {
        case "pending": self = .pending
        case "in_progress", "processing": self = .inProgress
        case "completed": self = .completed
        case "failed": self = .failed
        default: self = .unknown
        }
    }
}
