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
    /// What every write has to pass.
    var gate: WriteGate

    /// Sends a submission, once, and says what became of it.
    func submit(_ submission: KYCSubmission) async -> Dispatch {
        do throws(WriteRefusal) {
            try gate.pass(.submission)
        } catch {
            return Dispatch(.refused(error.message))
        }
        let key = ItemKey(kind: .kyc, id: submission.customerID)
        let record = SubmissionRecord(
            id: Encoding.hex(RandomBytes.make(16)), customerID: submission.customerID,
            digest: digest(of: submission), masked: submission.masked,
            begunAt: SystemClock.now(), operatorName: operatorName)
        do throws(StoreFailure) {
            try await store.beginSubmission(record)
        } catch {
            return Dispatch(.refused(error.message))
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
            return Dispatch(.refused(error.message))
        }
        let outcome: Dispatch.Outcome
        do throws(CheckFailure) {
            outcome = .accepted(try await vendor.submit(submission))
        } catch {
            outcome = error.mayHaveArrived ? .unknown(error) : .rejected(error)
        }
        let entry = entry(for: record, key: key, outcome: outcome)
        do throws(StoreFailure) {
            try await store.settleSubmission(
                id: record.id, as: outcome.settled, at: SystemClock.now())
            try await store.append(entry)
        } catch {
            // The note stays in flight: the next start looks it up instead of trusting memory.
        }
        return Dispatch(outcome, entries: [sent, entry])
    }

    /// SHA-256 of exactly the bytes that are sent, 64 hex digits.
    func digest(of submission: KYCSubmission) -> String {
        Encoding.hex(SHA256.digest(body(submission)))
    }

    /// Asks the vendor whether an earlier submission arrived (contract, section 6).
    func lookUp(customer: ItemKey) async throws(CheckFailure) -> Arrival {
        let word = try await vendor.check(customer).vendorState ?? ""
        return Arrival(word)
    }

    /// Settles submissions of unknown outcome by what a later read of the customer shows
    /// (contract, section 6: UNVERIFIED means that it did not arrive).
    func learn(from item: TrackedItem) async -> [ActivityEntry] {
        guard item.key.kind == .kyc, item.failure == nil, let checkedAt = item.checkedAt,
            let word = item.snapshot?.vendorState,
            let records = try? await store.submissions(forCustomer: item.key.id)
        else { return [] }
        var entries: [ActivityEntry] = []
        for record in records where record.outcome == .unknown {
            // That somebody works on it, or has, is news at once; that nobody does may be too early
            // to tell.
            let isNews = ["PROCESSING", "VERIFIED"].contains(word.uppercased())
            guard checkedAt - record.begunAt > (isNews ? .zero : settling) else { continue }
            var settled = record
            switch Arrival(word) {
            case .arrived: settled.outcome = .accepted
            case .notArrived: settled.outcome = .rejected
            case .undecided: continue
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
        for record: SubmissionRecord, key: ItemKey?, outcome: Dispatch.Outcome
    ) -> ActivityEntry {
        let event: ActivityEntry.Event
        let text: String
        switch outcome {
        case .accepted(let receipt):
            event = .submissionAccepted
            text = "KYC submission accepted: \(PlainText.of(receipt.status))"
        case .rejected(let failure):
            event = .submissionRejected
            text = "KYC submission not accepted: \(PlainText.of(failure.message))"
        case .unknown(let failure):
            event = .submissionUnknown
            text = "KYC submission of unknown outcome: \(PlainText.of(failure.message))"
        case .refused(let reason):
            event = .submissionRejected
            text = "KYC submission not sent: \(PlainText.of(reason))"
        }
        return ActivityEntry(
            at: SystemClock.now(), event: event, key: key, text: text,
            operatorName: record.operatorName)
    }
}
