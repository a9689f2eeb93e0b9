import Cryptography
import Dashboard
import Domain

/// The one place through which every KYC submission goes: noted before it is sent, sent once,
/// settled after, and looked up when nobody knows what became of it.
struct SubmissionDesk: Sendable {
    /// The vendor that takes submissions and can be asked about a customer.
    var vendor: any KYCDesk & VendorClient
    /// The bytes that are sent for a submission.
    var body: @Sendable (KYCSubmission) -> [UInt8]
    /// Where submissions are noted.
    var store: any Repository
    /// How long a sent submission may still be on its way at the vendor before a customer who
    /// looks untouched proves that it never arrived.
    var settling: Duration
    /// Who submits.
    var operatorName: String
    /// False where nothing may be written to a vendor.
    var mayWrite: Bool

    /// Sends a submission, once, and says what became of it.
    func submit(_ submission: KYCSubmission) async -> (SubmissionAnswer, [ActivityEntry]) {
        guard mayWrite else {
            return (.rejected("nothing is sent: this session is read-only"), [])
        }
        let key = ItemKey(kind: .kyc, id: submission.customerID)
        var record = SubmissionRecord(
            id: Encoding.hex(RandomBytes.make(16)), customerID: submission.customerID,
            digest: Encoding.hex(SHA256.digest(body(submission))), masked: submission.masked,
            begunAt: SystemClock.now(), operatorName: operatorName)
        do throws(StoreFailure) {
            try await store.beginSubmission(record)
        } catch {
            return (.rejected(error.message), [])
        }
        let sent = ActivityEntry(
            at: record.begunAt, event: .submissionSent, key: key, text: "KYC submission sent",
            operatorName: operatorName)
        do throws(StoreFailure) {
            try await store.append(sent)
        } catch {
            // What cannot be recorded is not sent.
            try? await store.settleSubmission(
                id: record.id, as: .rejected, at: SystemClock.now())
            return (.rejected(error.message), [])
        }
        let answer: SubmissionAnswer
        do throws(CheckFailure) {
            answer = .accepted(try await vendor.submit(submission))
            record.outcome = .accepted
        } catch {
            answer = error.mayHaveArrived ? .unknown(error.message) : .rejected(error.message)
            record.outcome = error.mayHaveArrived ? .unknown : .rejected
        }
        let entry = entry(for: record, key: key, answer: answer)
        do throws(StoreFailure) {
            try await store.settleSubmission(
                id: record.id, as: record.outcome, at: SystemClock.now())
            try await store.append(entry)
        } catch {
            // The note stays in flight: the next start looks it up instead of trusting memory.
            return (answer, [sent, entry])
        }
        return (answer, [sent, entry])
    }

    /// Settles submissions of unknown outcome by what a later read of the customer shows
    /// (contract, section 6: UNVERIFIED means that it did not arrive).
    func learn(from item: TrackedItem) async -> [ActivityEntry] {
        guard item.key.kind == .kyc, item.failure == nil, let checkedAt = item.checkedAt,
            let word = item.snapshot?.vendorState?.uppercased(),
            let records = try? await store.submissions(forCustomer: item.key.id)
        else { return [] }
        var entries: [ActivityEntry] = []
        for record in records where record.outcome == .unknown {
            guard checkedAt - record.begunAt > settling else { continue }
            var settled = record
            switch word {
            case "PROCESSING", "VERIFIED", "FAILED": settled.outcome = .accepted
            case "UNVERIFIED": settled.outcome = .rejected
            default: continue
            }
            let sentence =
                settled.outcome == .accepted
                ? "the submission had arrived: the customer is \(PlainText.of(word))"
                : "the submission had not arrived: the customer is still unverified"
            let entry = ActivityEntry(
                at: checkedAt,
                event: settled.outcome == .accepted ? .submissionAccepted : .submissionRejected,
                key: item.key, text: sentence)
            do throws(StoreFailure) {
                try await store.settleSubmission(
                    id: settled.id, as: settled.outcome, at: checkedAt)
                try await store.append(entry)
                entries.append(entry)
            } catch {
                continue
            }
        }
        return entries
    }

    private func entry(
        for record: SubmissionRecord, key: ItemKey?, answer: SubmissionAnswer
    ) -> ActivityEntry {
        let event: ActivityEntry.Event
        let text: String
        switch answer {
        case .accepted(let receipt):
            event = .submissionAccepted
            text = "KYC submission accepted: \(PlainText.of(receipt.status))"
        case .rejected(let reason):
            event = .submissionRejected
            text = "KYC submission not accepted: \(PlainText.of(reason))"
        case .unknown(let reason):
            event = .submissionUnknown
            text = "KYC submission of unknown outcome: \(PlainText.of(reason))"
        }
        return ActivityEntry(
            at: SystemClock.now(), event: event, key: key, text: text,
            operatorName: record.operatorName)
    }
}
