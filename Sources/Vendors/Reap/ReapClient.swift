public import Domain
public import HTTP
import JSON

/// Reap's KYC batch imports (reap-ra.readme.io,
/// get_entity-kyc-import-batch-batchid).
public struct ReapClient: VendorClient {
    private let exchange: VendorExchange
    private let apiKey: Secret

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

    /// Asks how far a batch is: `GET /entity/kyc/import/batch/{batchId}`.
    public func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        let path = "/entity/kyc/import/batch/\(PercentEncoding.encode(key.id))"
        let response = try await exchange.send(
            "GET", exchange.base.appending(path), headers: ["x-reap-api-key": apiKey.revealed()])
        if let failure = failure(response) { throw failure }
        let body = try exchange.object(response)
        let id = body["batchId"]?.string
        guard id == nil || id?.lowercased() == key.id else { throw exchange.mismatch(response) }
        guard let snapshot = Snapshot(reapBatch: body) else {
            throw exchange.malformed(response, "without a status")
        }
        return snapshot
    }

    /// The body of an error: `{code, message, parameter}`, each of which may be absent.
    private func failure(_ response: HTTPResponse) -> CheckFailure? {
        let body = exchange.json(response)
        let code = body?["code"]?.plainText
        let detail = body?["message"]?.string ?? body?["error"]?.string
        // Some routes say a missing or wrong key with 400.
        let isAboutKey =
            code == "0501001400"
            || detail?.lowercased().hasPrefix("invalid authorization") == true
        if response.status == 400, isAboutKey {
            return exchange.failure(
                .auth, response, code: code, sentence: "Reap refused the API key", detail: detail)
        }
        return exchange.failure(response, code: code, detail: detail, unknown: "batch")
    }
}
