import Cryptography
import Domain
import Store

/// Finds, opens and takes what another login prepared.
struct Releasing: Sendable {
    /// Where it waits.
    var store: SQLiteStore
    /// What every write has to pass.
    var gate: WriteGate
    /// The account of the operating system.
    var login: String
    /// Who releases, as the activity record names them.
    var operatorName: String

    /// The one write whose id begins like this and that this login may release now, and the gate
    /// that it goes out through.
    func find(
        _ reference: String
    ) async throws(ProgramFailure) -> (write: PreparedWrite, gate: WriteGate) {
        let write = try await waiting(reference)
        let gate = gate.releasing(
            Release(
                preparedBy: write.preparedBy, releasedBy: login, expiresAt: write.expiresAt))
        try gate.pass(write.sort.write, of: "release")
        return (write, gate)
    }

    /// Forgets the one write whose id begins like this, whoever prepared it: nothing of it will be
    /// sent.
    func withdraw(_ reference: String) async throws(ProgramFailure) -> PreparedWrite {
        do throws(WriteRefusal) {
            try gate.passPreparation()
        } catch {
            throw error.failure(of: "release")
        }
        let write = try await waiting(reference)
        let entry = ActivityEntry(
            at: SystemClock.now(), event: .submissionWithdrawn, key: nil,
            text: "\(write.sort.words) \(write.id) of \(PlainText.of(write.preparedBy)) withdrawn, "
                + "for \(PlainText.of(write.subject))", operatorName: operatorName)
        do throws(StoreFailure) {
            try await store.withdrawPrepared(write.id, noting: entry)
        } catch {
            throw ProgramFailure(
                .refused, "release: \(write.id): \(error.message)",
                hint: "vigil release lists what waits")
        }
        return write
    }

    /// The one write whose id begins like this and that was not released yet.
    private func waiting(_ reference: String) async throws(ProgramFailure) -> PreparedWrite {
        let now = SystemClock.now()
        let all: [PreparedWrite]
        do throws(StoreFailure) {
            all = try await store.prepared(beginning: reference, at: now)
        } catch {
            throw ProgramFailure(error)
        }
        let shown = PlainText.quoted(reference)
        guard let write = all.first else {
            throw ProgramFailure(
                .notFound, "release: nothing was prepared as \(shown)",
                hint: "vigil release lists what waits")
        }
        guard all.count == 1 else {
            throw ProgramFailure(
                .usage,
                "release: \(shown) is not unique: \(all.map(\.id).joined(separator: ", "))")
        }
        if write.releasedAt != nil {
            throw ProgramFailure(.refused, "release: \(write.id) was released before")
        }
        return write
    }

    /// What was prepared, in clear, and the very bytes that were prepared.
    static func open(
        _ write: PreparedWrite, with keys: KeyRing
    ) throws(ProgramFailure) -> PreparedContent {
        guard let sealed = write.sealed, var bytes = try keys.open(sealed) else {
            throw ProgramFailure(
                .refused, "release: \(write.id) cannot be opened with the store's key",
                hint: "prepare it again")
        }
        defer { bytes.wipe() }
        guard Encoding.hex(SHA256.digest(bytes)) == write.digest,
            let content = PreparedContent(bytes, sort: write.sort),
            content.masked == write.masked
        else {
            throw ProgramFailure(
                .refused, "release: \(write.id) is not what was prepared", hint: "prepare it again")
        }
        return content
    }

    /// Takes it, does the work, and lets it wait again unless the vendor decided on it: the
    /// journals know what may not be sent twice.
    func release<Value: Sendable>(
        _ write: PreparedWrite, _ content: PreparedContent,
        isDecided: (Value) -> Bool, _ work: () async throws -> Value
    ) async throws(ProgramFailure) -> Value {
        let entry = ActivityEntry(
            at: SystemClock.now(), event: .submissionReleased,
            key: content.customers.count == 1 ? content.customers[0] : nil,
            text: "\(write.sort.words) \(write.id) of \(PlainText.of(write.preparedBy)) released",
            operatorName: operatorName)
        do throws(StoreFailure) {
            try await store.takePrepared(
                write.id, by: login, at: entry.at, noting: entry)
        } catch {
            throw ProgramFailure(
                .refused, "release: \(write.id): \(error.message)",
                hint: "vigil release lists what waits")
        }
        do {
            let value = try await work()
            try? await store.settlePrepared(write.id, isSent: isDecided(value))
            return value
        } catch {
            let failure =
                (error as? ProgramFailure) ?? (error as? StoreFailure).map(ProgramFailure.init)
                ?? ProgramFailure(.workFailed, "release: \(write.id) could not be sent")
            try? await store.settlePrepared(write.id, isSent: failure.status == .workFailed)
            throw failure
        }
    }
}

extension PreparedWrite.Sort {
    /// The same for the gate.
    var write: VendorWrite {
        switch self {
        case .submission: .submission
        case .correction: .correction
        case .upload: .upload
        case .customer: .customer
        case .order: .order
        }
    }
}
