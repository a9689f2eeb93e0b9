public import Domain
public import HTTP
import JSON

/// Deepvue's bulk verifications (docs.deepvue.ai, bulk-verification).
public struct DeepvueClient: VendorClient {
    let exchange: VendorExchange
    let session: DeepvueSession
    private let clientSecret: Secret
    private let resultHosts: ResultHosts

    /// A client of the API at `baseURL`, such as `https://production.deepvue.tech`. The client
    /// secret is also the `x-api-key` of every request; result files come from `resultHosts` only.
    public init(
        baseURL: String, clientID: Secret, clientSecret: Secret, transport: any HTTPTransport,
        timeout: Duration = .seconds(20), resultHosts: ResultHosts = .deepvue,
        now: @escaping @Sendable () -> Timestamp
    ) {
        exchange = VendorExchange(
            vendor: .deepvue, base: BaseURL(baseURL), transport: transport, timeout: timeout,
            now: now, secrets: [clientSecret])
        session = DeepvueSession(
            exchange: exchange, clientID: clientID, clientSecret: clientSecret)
        self.clientSecret = clientSecret
        self.resultHosts = resultHosts
    }

    /// Deepvue.
    public var vendor: Vendor { .deepvue }

    /// With which credential it asks, and what that may use.
    public var account = VendorAccount()

    /// The end of the session, which is renewed before it.
    public func credentialEnd() async -> CredentialEnd? {
        await session.end.map { CredentialEnd(at: $0, isRenewed: true) }
    }

    /// Asks how far a bulk verification is. A refused token is renewed once; a second refusal is
    /// the answer.
    public func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        let (envelope, data) = try await status(key)
        return Snapshot(deepvueBatch: data, envelope: envelope)
    }

    /// `GET /v1/verification/batch-processing-status?request_id=`: the answer and its `data`.
    private func status(_ key: ItemKey) async throws(CheckFailure) -> (JSON, JSON) {
        let url = exchange.base.appending(
            "/v1/verification/batch-processing-status", query: ["request_id": key.id])
        let first = try await session.token()
        return try await exchange.perform(.deepvueCheck) { remedy throws(CheckFailure) in
            let token = remedy == nil ? first : try await session.token(insteadOf: first)
            var headers = credentials(token)
            headers["Content-Type"] = "application/json"
            let response = try await exchange.send("GET", url, headers: headers)
            let body = exchange.json(response)
            if let failure = exchange.deepvueFailure(response, body, hiding: token) {
                throw failure
            }
            let envelope = try exchange.object(response)
            guard let data = envelope["data"], data.object != nil else {
                throw exchange.malformed(response, "without data")
            }
            let id = data["request_id"]?.string
            guard id == nil || id?.lowercased() == key.id else { throw exchange.mismatch(response) }
            return (envelope, data)
        }
    }

    func credentials(_ token: Secret) -> HTTPHeaders {
        [
            "Authorization": "Bearer \(token.revealed())", "x-api-key": clientSecret.revealed(),
        ]
    }
}

extension DeepvueClient: ResultDesk {
    /// Fetches a finished verification's CSV; nil while there is none.
    public func result(
        of key: ItemKey, sizeLimit: Int = ResultFile.standardLimit
    ) async throws(CheckFailure) -> ResultFile? {
        try await exchange.result(from: resultHosts, sizeLimit: sizeLimit) {
            () throws(CheckFailure) in try await link(of: key)
        }
    }

    /// Fetches a finished verification's CSV piece by piece; false while there is none.
    public func result(
        of key: ItemKey, into sink: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) async throws(CheckFailure) -> Bool {
        try await exchange.result(from: resultHosts, into: sink) {
            () throws(CheckFailure) in try await link(of: key)
        } != nil
    }

    private func link(of key: ItemKey) async throws(CheckFailure) -> String? {
        let link = try await status(key).1["batch_output_file_url"]?.string
        return link?.isEmpty == false ? link : nil
    }
}
