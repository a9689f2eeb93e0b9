public import Domain
import HTTP
import JSON

extension DeepvueClient: UploadDesk {
    /// The vendor has no such key: a second upload is a second batch.
    public var takesIdempotencyKey: Bool { false }

    /// Uploads a CSV: `POST /v1/verification/upi-basic/batch`. It is never sent again by itself,
    /// not even when the token was refused; but then the next one is sent with a new token.
    public func upload(
        _ file: UploadFile, idempotencyKey: String
    ) async throws(CheckFailure) -> UploadReceipt {
        try await exchange.perform(.upload) { _ throws(CheckFailure) in
            let token = try await session.token()
            let form = Form("batch_file", csv: file)
            var headers = credentials(token)
            headers["Content-Type"] = form.contentType
            let response = try await exchange.send(
                "POST", exchange.base.appending("/v1/verification/upi-basic/batch"),
                headers: headers, body: form.body, timeout: exchange.uploadTimeout)
            let body = exchange.json(response)
            if response.status == 404 { throw exchange.noSuchCall(response, "bulk upload") }
            if var failure = exchange.deepvueFailure(
                response, body, hiding: token, to: file)
            {
                if failure.reason == .auth, await session.renew(insteadOf: token) {
                    failure.hint =
                        "Nothing was uploaded, and there is a new token: upload it again."
                }
                throw failure
            }
            let answer = try exchange.object(response)
            let id = answer["request_id"]?.string ?? answer["data"]?["request_id"]?.string
            guard let batch = id.flatMap({ ItemKey(kind: .deepvue, id: $0) }) else {
                throw exchange.malformed(response, "without a request id")
            }
            return UploadReceipt(batch: batch, vendorState: answer["message"]?.plainText)
        }
    }
}
