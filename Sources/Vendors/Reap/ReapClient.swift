public import Domain
public import HTTP
import JSON

/// Reap's KYC batch imports (reap-ra.readme.io,
/// get_entity-kyc-import-batch-batchid).
public struct ReapClient: VendorClient {
    let exchange: VendorExchange
    let apiKey: Secret

    /// A client of the API at `baseURL`, such as `https://sandbox-compliance.api.reap.global`.
    public init(
        baseURL: String, apiKey: Secret, transport: any HTTPTransport,
        timeout: Duration = .seconds(20), now: @escaping @Sendable () -> Timestamp
    ) {
        exchange = VendorExchange(
            vendor: .reap, base: BaseURL(baseURL), transport: transport, timeout: timeout,
            now: now, secrets: [apiKey])
        self.apiKey = apiKey
    }

    /// Reap.
    public var vendor: Vendor { .reap }

    /// With which credential it asks, and what that may use.
    public var account = VendorAccount()

    /// Asks how far a batch is: `GET /entity/kyc/import/batch/{batchId}`.
    public func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        try await exchange.perform(.check) { _ throws(CheckFailure) in
            let path = "/entity/kyc/import/batch/" + PercentEncoding.encode(key.id)
            let response = try await exchange.send(
                "GET", exchange.base.appending(path),
                headers: ["x-reap-api-key": apiKey.revealed()])
            return try snapshot(of: key, response)
        }
    }

    private func snapshot(
        of key: ItemKey, _ response: HTTPResponse
    ) throws(CheckFailure) -> Snapshot {
        if let failure = failure(response) { throw failure }
        let body = try exchange.object(response)
        guard key.isNamed(body["batchId"]?.string) else { throw exchange.mismatch(response) }
        guard let snapshot = Snapshot(reapBatch: body) else {
            throw exchange.malformed(response, "without a status")
        }
        return snapshot
    }

    /// The failure that an answer means, or nil for success. What it repeats of a file that was
    /// sent is hidden.
    func failure(_ response: HTTPResponse, to file: UploadFile? = nil) -> CheckFailure? {
        // A good answer is read once, by whoever wants what it says.
        guard AnswerClass.reason(of: response.status) != nil else { return nil }
        let error = ReapError(exchange.json(response))
        if response.status == 400, error.isAboutKey {
            return exchange.failure(
                .auth, response, code: error.code, sentence: "Reap refused the API key",
                detail: error.detail)
        }
        return exchange.failure(
            response, code: error.code, detail: error.detail, unknown: "batch",
            hiding: file?.cells(repeatedIn: [error.detail, error.code]) ?? [])
    }
}
