/// A vendor that takes files of records.
public protocol UploadDesk: Sendable {
    /// Whether an upload with an unknown outcome may be sent again with the same key; otherwise
    /// that could make, and bill, a second batch.
    var takesIdempotencyKey: Bool { get }

    /// Uploads a file, once. The key was stored before this call and is the same for a repetition
    /// of the same upload. A failure with `mayHaveArrived` has an unknown outcome.
    func upload(
        _ file: UploadFile, idempotencyKey: String
    ) async throws(CheckFailure) -> UploadReceipt
}
