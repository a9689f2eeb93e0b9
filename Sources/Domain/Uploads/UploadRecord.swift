/// What is kept of an upload: its key, what was in it as a digest, and what became of it.
public struct UploadRecord: Equatable, Sendable {
    /// The key that makes a repetition harmless where the vendor takes one; also the record's id.
    public var key: String
    /// Which sort of batch it makes.
    public var kind: Kind
    /// SHA-256 of the content, 64 hex digits.
    public var digest: String
    /// The file's name without a folder.
    public var name: String
    /// When it was about to be sent.
    public var begunAt: Timestamp
    /// Who sent it.
    public var operatorName: String?
    /// What became of it.
    public var outcome = SubmissionRecord.Outcome.inFlight
    /// The batch that came of it.
    public var batch: String?

    /// An upload about to be sent.
    public init(
        key: String, kind: Kind, digest: String, name: String, begunAt: Timestamp,
        operatorName: String?
    ) {
        self.key = key
        self.kind = kind
        self.digest = digest
        self.name = name
        self.begunAt = begunAt
        self.operatorName = operatorName
    }
}

/// Where uploads are noted before they are sent.
public protocol UploadJournal: Sendable {
    /// Notes an upload and gives the record to send under, which is the earlier one, with its
    /// key, when the same content was sent before, nobody knows what became of it, and
    /// `isRepeatable` says that the vendor takes the key.
    ///
    /// Refused while the same content is on its way, has an unknown outcome that may not be
    /// repeated, or was accepted; `again` overrules the last two with a new key.
    func beginUpload(
        _ record: UploadRecord, isRepeatable: Bool, again: Bool
    ) async throws(StoreFailure) -> UploadRecord

    /// Notes what became of an upload.
    func settleUpload(
        key: String, as outcome: SubmissionRecord.Outcome, batch: String?, at moment: Timestamp
    ) async throws(StoreFailure)
}
