import Cryptography
import Dashboard
import Domain
import Store

/// The one place through which every correction of a KYC goes: noted before it is sent, sent
/// once, settled after, and looked up when nobody knows what became of it.
struct CorrectionDesk: Sendable {
    /// The vendor that takes corrections.
    var vendor: any CustomerDesk & VendorClient
    /// The bytes that are sent for a correction of a customer.
    var body: @Sendable (KYCUpdate, String) -> [UInt8]
    /// Where corrections are noted.
    var store: SQLiteStore
    /// How long a correction may still be on its way at the vendor before a customer who looks
    /// untouched proves that it never arrived.
    var settling: Duration
    /// Who corrects.
    var operatorName: String
    /// What every write has to pass.
    var gate: WriteGate

    /// Sends a correction, once, and says what became of it. The customer has to be read
    /// afterwards: what the vendor answers is not how the KYC stands.
    func send(_ update: KYCUpdate, of customer: ItemKey) async -> Dispatch {
        do throws(WriteRefusal) {
            try gate.pass(.correction)
        } catch {
            return Dispatch(.refused(error.message))
        }
        let record = WriteRecord(
            id: Encoding.hex(RandomBytes.make(16)), sort: .correction, target: customer.id,
            digest: Encoding.hex(SHA256.digest(body(update, customer.id))),
            masked: update.masked, begunAt: SystemClock.now(), operatorName: operatorName)
        let sent = entry(.correctionSent, customer, "correction of the \(update.part.words) sent")
        do throws(StoreFailure) {
            try await store.beginWrite(record)
        } catch {
            return Dispatch(.refused(error.message))
        }
        do throws(StoreFailure) {
            try await store.append(sent)
        } catch {
            // What cannot be recorded is not sent.
            try? await store.settleWrite(
                id: record.id, as: .rejected, result: nil, at: SystemClock.now())
            return Dispatch(.refused(error.message))
        }
        let outcome: Dispatch.Outcome
        do throws(CheckFailure) {
            outcome = .accepted(try await vendor.update(update, ofCustomer: customer.id))
        } catch {
            outcome = error.mayHaveArrived ? .unknown(error) : .rejected(error)
        }
        let settled = entry(outcome, customer)
        do throws(StoreFailure) {
            try await store.settleWrite(
                id: record.id, as: outcome.settled, result: nil, at: SystemClock.now())
            try await store.append(settled)
        } catch {
            // The note stays in flight: the next start looks it up instead of trusting memory.
        }
        return Dispatch(outcome, entries: [sent, settled])
    }

    /// How many corrections of a customer are left, counting those that may have arrived.
    func left(of customer: String) async -> Int? {
        guard let writes = try? await store.writes(.correction, target: customer) else {
            return nil
        }
        return max(0, KYCUpdate.limit - writes.count { $0.outcome != .rejected })
    }

    /// Settles corrections of unknown outcome by what a later read of the customer shows: one who
    /// is FAILED as before was not corrected. The vendor's samples answer UNVERIFIED to most
    /// corrections, so that this word too is the work of one that arrived.
    func learn(from item: TrackedItem) async -> [ActivityEntry] {
        guard item.key.kind == .kyc, item.failure == nil, let checkedAt = item.checkedAt,
            let word = item.snapshot?.vendorState?.uppercased(),
            let writes = try? await store.writes(.correction, target: item.key.id)
        else { return [] }
        var entries: [ActivityEntry] = []
        for write in writes where write.outcome == .unknown {
            let age = checkedAt - write.begunAt
            let hasArrived: Bool
            switch word {
            case "PROCESSING", "VERIFIED", "UNVERIFIED":
                // At once: by the next look it may have failed again.
                guard age > .zero else { continue }
                hasArrived = true
            case "FAILED":
                guard age > settling else { continue }
                hasArrived = false
            default: continue
            }
            var entry = entry(
                hasArrived ? .correctionAccepted : .correctionRejected, item.key,
                hasArrived
                    ? "the correction had arrived: the customer is \(PlainText.of(word))"
                    : "the correction had not arrived: the customer is still \(PlainText.of(word))")
            entry.operatorName = nil
            do throws(StoreFailure) {
                try await store.settleWrite(
                    id: write.id, as: hasArrived ? .accepted : .rejected, result: nil,
                    at: checkedAt)
                try await store.append(entry)
                entries.append(entry)
            } catch {
                continue
            }
        }
        return entries
    }

    private func entry(_ outcome: Dispatch.Outcome, _ customer: ItemKey) -> ActivityEntry {
        switch outcome {
        case .accepted(let receipt):
            entry(
                .correctionAccepted, customer,
                "correction accepted: \(PlainText.of(receipt.status))")
        case .rejected(let failure):
            entry(
                .correctionRejected, customer,
                "correction not accepted: \(PlainText.of(failure.message))")
        case .unknown(let failure):
            entry(
                .correctionUnknown, customer,
                "correction of unknown outcome: \(PlainText.of(failure.message))")
        case .refused(let reason):
            entry(.correctionRejected, customer, "correction not sent: \(PlainText.of(reason))")
        }
    }

    private func entry(
        _ event: ActivityEntry.Event, _ customer: ItemKey, _ text: String
    ) -> ActivityEntry {
        ActivityEntry(
            at: SystemClock.now(), event: event, key: customer, text: text,
            operatorName: operatorName)
    }
}

extension KYCUpdate.Part {
    /// What it is called in a sentence.
    fileprivate var words: String {
        switch self {
        case .document: "document"
        case .taxNumber: "tax number"
        case .selfie: "selfie"
        case .additionalInfo: "additional information"
        }
    }
}
