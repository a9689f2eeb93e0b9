import Cryptography
import Domain
import Store

/// One upload from its note in the journal to the tracked batch.
struct Uploading {
    /// The vendor.
    var desk: any UploadDesk
    /// Where it is noted before it is sent.
    var store: SQLiteStore
    /// What every write has to pass.
    var gate: WriteGate

    /// Sends a file, once, under a key of its own, and tracks what comes of it.
    func send(
        _ upload: PreparedContent.Upload, by operatorName: String
    ) async throws -> UploadReceipt {
        let record = UploadRecord(
            key: "vigil-" + Encoding.hex(RandomBytes.make(16)), kind: upload.kind,
            digest: Encoding.hex(SHA256.digest(upload.file.bytes)),
            name: PlainText.of(upload.file.name), begunAt: SystemClock.now(),
            operatorName: operatorName)
        return try await send(
            upload.file, record: record, again: upload.again, label: upload.label)
    }

    /// Sends a file, once, and tracks what comes of it.
    func send(
        _ file: UploadFile, record: UploadRecord, again: Bool, label: String
    ) async throws -> UploadReceipt {
        try gate.pass(.upload, of: "upload")
        let record = try await store.beginUpload(
            record, isRepeatable: desk.takesIdempotencyKey, again: again)
        let sent = ActivityEntry(
            at: SystemClock.now(), event: .uploaded, key: nil,
            text: "\(record.name) sent to \(record.kind.vendor.title)",
            operatorName: record.operatorName, outcome: .sent)
        do throws(StoreFailure) {
            try await store.append(sent)
        } catch {
            // What cannot be recorded is not sent.
            try? await store.settleUpload(
                key: record.key, as: .rejected, batch: nil, at: SystemClock.now())
            throw error
        }
        let receipt: UploadReceipt
        do throws(CheckFailure) {
            receipt = try await desk.upload(file, idempotencyKey: record.key)
        } catch {
            try await store.settleUpload(
                key: record.key, as: error.mayHaveArrived ? .unknown : .rejected, batch: nil,
                at: SystemClock.now())
            try await store.append(entry(of: record, error))
            throw failure(error)
        }
        let now = SystemClock.now()
        try await store.settleUpload(
            key: record.key, as: .accepted, batch: receipt.batch?.id, at: now)
        let entry = ActivityEntry(
            at: now, event: .uploaded, key: receipt.batch,
            text: "\(record.name) was uploaded to \(record.kind.vendor.title)",
            operatorName: record.operatorName, outcome: .accepted)
        try await store.append(entry)
        if let batch = receipt.batch {
            _ = try await store.track(batch, label: label, at: now, by: record.operatorName)
        }
        return receipt
    }

    private func entry(of record: UploadRecord, _ failure: CheckFailure) -> ActivityEntry {
        let said = failure.mayHaveArrived ? "may have been" : "was not"
        let vendor = record.kind.vendor.title
        return ActivityEntry(
            at: SystemClock.now(), event: .uploaded, key: nil,
            text: "\(record.name) \(said) uploaded to \(vendor): "
                + PlainText.of(failure.message),
            operatorName: record.operatorName,
            outcome: failure.mayHaveArrived ? .unknown : .rejected)
    }

    private func failure(_ failure: CheckFailure) -> ProgramFailure {
        if failure.mayHaveArrived {
            let next =
                desk.takesIdempotencyKey
                ? "upload the same file again: its key keeps it from counting twice"
                : "look for its batch at the vendor; --again sends it once more"
            return ProgramFailure(
                .vendor, "upload: \(failure.message): it may have arrived", hint: next)
        }
        // A vendor that does not know what it is told about has refused the file.
        let status = ProgramFailure.status(of: failure)
        return ProgramFailure(
            status == .notFound ? .workFailed : status, "upload: \(failure.message)",
            hint: failure.hint)
    }
}
