public import Domain
public import HTTP
import JSON

/// Deepvue's bulk verifications (docs.deepvue.ai, bulk-verification/result).
public struct DeepvueClient: VendorClient {
    private let exchange: VendorExchange
    private let session: DeepvueSession
    private let clientSecret: Secret

    /// A client of the API at `baseURL`, such as `https://production.deepvue.tech`. The client
    /// secret is also the `x-api-key` of every request.
    public init(
        baseURL: String, clientID: Secret, clientSecret: Secret, transport: any HTTPTransport,
        timeout: Duration = .seconds(20), now: @escaping @Sendable () -> Timestamp
    ) {
        exchange = VendorExchange(
            vendor: .deepvue, base: BaseURL(baseURL), transport: transport, timeout: timeout,
            now: now, secrets: [clientSecret])
        session = DeepvueSession(
            exchange: exchange, clientID: clientID, clientSecret: clientSecret)
        self.clientSecret = clientSecret
    }

    /// Deepvue.
    public var vendor: Vendor { .deepvue }

    /// Asks how far a bulk verification is:
    /// `GET /v1/verification/batch-processing-status?request_id=`.
    ///
    /// A refused token is renewed once; a second refusal is the answer.
    public func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        let token = try await session.token()
        var response = try await ask(key, token)
        var used = token
        if response.status == 401 || response.status == 403 {
            used = try await session.token(insteadOf: token)
            response = try await ask(key, used)
        }
        let body = exchange.json(response)
        if let failure = exchange.deepvueFailure(response, body, hiding: used) { throw failure }
        let data = try exchange.object(response)["data"]
        guard let data, data.object != nil else {
            throw exchange.malformed(response, "without data")
        }
        let id = data["request_id"]?.string
        guard id == nil || id?.lowercased() == key.id else { throw exchange.mismatch(response) }
        return Snapshot(deepvueBatch: data, envelope: body)
    }

    private func ask(_ key: ItemKey, _ token: Secret) async throws(CheckFailure) -> HTTPResponse {
        try await exchange.send(
            "GET",
            exchange.base.appending(
                "/v1/verification/batch-processing-status", query: ["request_id": key.id]),
            headers: [
                "Authorization": "Bearer \(token.revealed())",
                "x-api-key": clientSecret.revealed(), "Content-Type": "application/json",
            ])
    }
}
