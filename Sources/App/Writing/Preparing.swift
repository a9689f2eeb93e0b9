import Cryptography
import Domain
import Store

/// Lays by what another login has to release: sealed in the store, and on the record.
struct Preparing: Sendable {
    /// Where it waits.
    var store: SQLiteStore
    /// Seals it.
    var keys: KeyRing
    /// Whether anything may be prepared.
    var gate: WriteGate
    /// The account of the operating system.
    var login: String
    /// Who prepares, as the activity record names them.
    var operatorName: String

    /// Lays a write by and gives its id, and what the activity record got.
    func prepare(
        _ content: PreparedContent
    ) async throws(ProgramFailure) -> (id: String, entries: [ActivityEntry]) {
        do throws(WriteRefusal) {
            try gate.passPreparation()
        } catch {
            throw ProgramFailure(.refused, error.message, hint: error.hint)
        }
        var bytes = content.bytes
        defer { bytes.wipe() }
        let id = Encoding.hex(RandomBytes.make(6))
        let now = SystemClock.now()
        let write = PreparedWrite(
            id: id, sort: content.sort, subject: PlainText.of(content.subject),
            masked: content.masked, sealed: try keys.seal(bytes),
            digest: Encoding.hex(SHA256.digest(bytes)), preparedAt: now, preparedBy: login,
            operatorName: operatorName)
        let customers: [ItemKey?] = content.customers
        let entries = (customers.isEmpty ? [nil] : customers).map { key in
            ActivityEntry(
                at: now, event: .submissionPrepared, key: key,
                text: "\(content.sort.words) prepared for release as \(id)",
                operatorName: operatorName)
        }
        do throws(StoreFailure) {
            try await store.prepare(write, noting: entries)
        } catch {
            throw ProgramFailure(error)
        }
        return (id, entries)
    }
}

extension PreparedWrite.Sort {
    /// What it is called in a sentence.
    var words: String {
        switch self {
        case .submission: "KYC submission"
        case .correction: "correction"
        case .upload: "upload"
        case .customer: "new customer"
        case .order: "stamp order"
        }
    }
}
