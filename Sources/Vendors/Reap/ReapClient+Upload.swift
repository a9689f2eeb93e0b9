public import Domain
import HTTP
import JSON

extension ReapClient: UploadDesk {
    /// An upload may be repeated with its key.
    public var takesIdempotencyKey: Bool { true }

    /// Uploads a CSV of Sumsub share tokens: `POST /entity/kyc/import/batch`, any 2xx accepted.
    /// That the vendor has the upload already is success too; it may not say which batch it is.
    public func upload(
        _ file: UploadFile, idempotencyKey: String
    ) async throws(CheckFailure) -> UploadReceipt {
        try await exchange.perform(.upload) { _ throws(CheckFailure) in
            let form = Form("file", csv: file)
            let response = try await exchange.send(
                "POST", exchange.base.appending("/entity/kyc/import/batch"),
                headers: [
                    "x-reap-api-key": apiKey.revealed(), "X-Provider": "sumsub",
                    "Idempotency-Key": idempotencyKey, "Content-Type": form.contentType,
                ], body: form.body, timeout: exchange.uploadTimeout)
            let body = exchange.json(response)
            if body?["code"]?.plainText == Self.alreadyUploaded {
                return UploadReceipt(batch: body?.reapBatch, wasAlreadyUploaded: true)
            }
            if response.status == 404 { throw exchange.noSuchCall(response, "upload") }
            if let failure = failure(response, to: file) { throw failure }
            let answer = try exchange.object(response)
            guard let batch = answer.reapBatch else {
                throw exchange.malformed(response, "without a batch id")
            }
            return UploadReceipt(
                batch: batch, total: answer["totalRecords"]?.count,
                vendorState: answer["status"]?.plainText)
        }
    }

    /// The code for a key that was used before.
    private static let alreadyUploaded = "9999993401"
}

extension JSON {
    /// The batch of an answer to an upload; the place is not documented for repetitions.
    fileprivate var reapBatch: ItemKey? {
        let places = [self] + (object ?? []).map(\.value)
        for place in places {
            if let id = place["batchId"]?.string, let key = ItemKey(kind: .reap, id: id) {
                return key
            }
        }
        return nil
    }
}
