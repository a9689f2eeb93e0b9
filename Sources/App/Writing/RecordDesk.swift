import Cryptography
import Dashboard
import Domain
import JSON
import Store

/// The one place through which customers and orders of stamps are made: noted before they are
/// sent, sent once, settled after, tracked when the vendor made them.
struct RecordDesk: Sendable {
    /// Makes customers; nil without DollarPe.
    var customers: (any CustomerDesk)?
    /// Sells stamps; nil without Surepass.
    var stamps: (any StampDesk)?
    /// Where they are noted and tracked.
    var store: SQLiteStore
    /// Who makes them.
    var operatorName: String
    /// What every write has to pass.
    var gate: WriteGate

    /// Makes something, once, and says what became of it and whether it was sent at all. The
    /// journal refuses the same once more until it is known that there is none, unless `again`.
    func make(
        _ record: NewRecord, again: Bool = false
    ) async -> (answer: RecordAnswer, entries: [ActivityEntry], isSent: Bool) {
        let note = WriteRecord(
            id: Encoding.hex(RandomBytes.make(16)),
            sort: record.sort == .customer ? .customer : .order,
            target: record.digest, masked: record.masked,
            begunAt: SystemClock.now(), operatorName: operatorName)
        do {
            try pass(record)
            try await store.beginWrite(note, again: again)
        } catch let refusal as WriteRefusal {
            return (.rejected(refusal.message), [], false)
        } catch {
            return (.rejected((error as? StoreFailure)?.message ?? "it cannot be noted"), [], false)
        }
        let sent = ActivityEntry(
            at: note.begunAt, event: record.event, key: nil, text: "\(record.words) sent",
            operatorName: operatorName, outcome: .sent)
        do throws(StoreFailure) {
            try await store.append(sent)
        } catch {
            // What cannot be recorded is not sent.
            try? await store.settleWrite(
                id: note.id, as: .rejected, result: nil, at: SystemClock.now())
            return (.rejected(error.message), [], false)
        }
        let answer: RecordAnswer
        var outcome = SubmissionRecord.Outcome.accepted
        var made: ItemKey?
        do throws(CheckFailure) {
            let key = try await send(record)
            made = key
            answer = .accepted(key)
        } catch {
            outcome = error.mayHaveArrived ? .unknown : .rejected
            answer =
                error.mayHaveArrived
                ? .unknown(error.message)
                : .rejected(error.message, fields: error.refusals)
        }
        let now = SystemClock.now()
        let entry = entry(record, answer, at: now)
        do throws(StoreFailure) {
            try await store.settleWrite(id: note.id, as: outcome, result: made?.id, at: now)
            try await store.append(entry)
            if let made {
                _ = try await store.track(made, label: nil, at: now, by: operatorName)
            }
        } catch {
            // The note stays in flight: the journal will not let it be sent blindly again.
        }
        return (answer, [sent, entry], true)
    }

    /// The articles of a state; nil when no answer can be had.
    func articles(ofState state: String) async -> [StampArticle]? {
        do throws(CheckFailure) {
            return try await stamps?.articles(ofState: state)
        } catch {
            return nil
        }
    }

    private func pass(_ record: NewRecord) throws(WriteRefusal) {
        switch record {
        case .customer: try gate.pass(.customer)
        case .order: try gate.pass(.order)
        }
    }

    private func send(_ record: NewRecord) async throws(CheckFailure) -> ItemKey {
        switch record {
        case .customer(let customer):
            if let desk = customers { return try await desk.createCustomer(customer).key }
        case .order(let request):
            if let desk = stamps { return try await desk.order(request).key }
        }
        throw CheckFailure(
            .invalid, message: "\(record.sort.vendor.title) is not configured.")
    }

    private func entry(
        _ record: NewRecord, _ answer: RecordAnswer, at now: Timestamp
    ) -> ActivityEntry {
        let what = record.words
        var key: ItemKey?
        let text: String
        let outcome: ActivityEntry.Outcome
        switch answer {
        case .accepted(let made):
            (key, text, outcome) = (made, "\(what) made", .accepted)
        case .unknown(let why):
            (text, outcome) = ("\(what) of unknown outcome: \(PlainText.of(why))", .unknown)
        case .rejected(let why, _):
            (text, outcome) = ("\(what) not made: \(PlainText.of(why))", .rejected)
        case .prepared: (text, outcome) = ("\(what) prepared", .done)
        }
        return ActivityEntry(
            at: now, event: record.event, key: key, text: text, operatorName: operatorName,
            outcome: outcome)
    }
}

extension NewRecord {
    /// What it is called in the activity record.
    fileprivate var words: String { sort == .customer ? "customer" : "order of stamps" }

    /// The event that making it is.
    fileprivate var event: ActivityEntry.Event { sort == .customer ? .customerCreated : .ordered }

    /// SHA-256 of everything in it, 64 hex digits: what the journal knows it by.
    var digest: String { Encoding.hex(SHA256.digest(draft.keptBytes)) }
}

extension RecordDraft {
    /// The filled fields under the vendor's names.
    var keptJSON: JSON {
        .object(
            sort.fields.filter { !self[$0].isEmpty }
                .map { JSON.Member($0.rawValue, .string(self[$0])) })
    }

    /// The same as bytes.
    var keptBytes: [UInt8] { Array(keptJSON.text().utf8) }

    /// Reads what `keptJSON` gave.
    init(_ sort: NewRecord.Sort, keptJSON json: JSON) {
        self.init(sort)
        for member in json.object ?? [] {
            if let field = RecordField(rawValue: member.name) {
                self[field] = member.value.string ?? ""
            }
        }
    }
}
