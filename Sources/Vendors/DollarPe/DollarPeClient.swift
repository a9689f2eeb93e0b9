public import Domain
public import HTTP
import JSON
import Synchronization

/// DollarPe's customers and their KYC (docs.dollarpe.xyz, api-reference-exchange).
public final class DollarPeClient: VendorClient, KYCDesk {
    private let exchange: VendorExchange
    private let apiKey: Secret
    private let apiSecret: Secret
    private let profile: SigningProfile
    /// Whether a read was accepted: then the credentials are good.
    private let isReadAccepted = Atomic(false)

    /// A client of the API at `baseURL`, such as `https://sandbox.dollarpe.xyz`.
    public init(
        baseURL: String, apiKey: Secret, apiSecret: Secret, transport: any HTTPTransport,
        timeout: Duration = .seconds(20), signingProfile: SigningProfile = .compactSorted,
        now: @escaping @Sendable () -> Timestamp
    ) {
        exchange = VendorExchange(
            vendor: .dollarpe, base: BaseURL(baseURL), transport: transport, timeout: timeout,
            now: now, secrets: [apiSecret, apiKey])
        self.apiKey = apiKey
        self.apiSecret = apiSecret
        profile = signingProfile
    }

    /// DollarPe.
    public var vendor: Vendor { .dollarpe }

    /// Reads a customer: `GET /customer/{customer_id}`.
    public func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        let (response, data) = try await get("/customer/\(PercentEncoding.encode(key.id))")
        let id = data["id"]?.string
        guard id == nil || id?.lowercased() == key.id else { throw exchange.mismatch(response) }
        guard let snapshot = Snapshot(dollarPeCustomer: data) else {
            throw exchange.malformed(response, "without a status")
        }
        return snapshot
    }

    /// Reads what a customer's submission needs: `GET /kyc/configuration/{customer_id}`.
    public func requirements(
        forCustomer id: String
    ) async throws(CheckFailure) -> KYCRequirements {
        let (_, data) = try await get("/kyc/configuration/\(PercentEncoding.encode(id))")
        return KYCRequirements(dollarPeConfiguration: data)
    }

    /// Sends a submission once: `POST /kyc/add-kyc-data`. The answer's id is not looked at: the
    /// vendor does not say whose it is.
    public func submit(_ submission: KYCSubmission) async throws(CheckFailure) -> KYCReceipt {
        let (response, data) = try await post("/kyc/add-kyc-data", submission)
        guard let status = data["status"]?.plainText else {
            throw exchange.malformed(response, "without a status")
        }
        return KYCReceipt(
            status: status,
            failureReason: data["failure_reason"]?.string.map { VendorText.safe($0) })
    }

    /// The body of a submission in exactly the bytes that `submit` sends, for noting their digest
    /// beforehand.
    public func signedBody(for submission: KYCSubmission) -> [UInt8] {
        Array(profile.sentText(of: submission.dollarPeBody).utf8)
    }

    private func get(_ path: String) async throws(CheckFailure) -> (HTTPResponse, JSON) {
        let signature = Signature(apiKey: apiKey, apiSecret: apiSecret, at: exchange.now())
        let response = try await exchange.send("GET", url(path), headers: headers(signature))
        let data = try data(of: response, hiding: [])
        isReadAccepted.store(true, ordering: .relaxed)
        return (response, data)
    }

    private func post(
        _ path: String, _ submission: KYCSubmission
    ) async throws(CheckFailure) -> (HTTPResponse, JSON) {
        let text = profile.signedText(of: submission.dollarPeBody)
        let signature = Signature(
            of: text, apiKey: apiKey, apiSecret: apiSecret, at: exchange.now())
        var headers = headers(signature)
        headers["Content-Type"] = "application/json"
        let response = try await exchange.send(
            "POST", url(path), headers: headers, body: signedBody(for: submission))
        do {
            return (response, try data(of: response, hiding: submission.personalTexts))
        } catch {
            throw blamingProfile(error)
        }
    }

    private func url(_ path: String) -> String { exchange.base.appending("/cms/api/v1" + path) }

    private func headers(_ signature: Signature) -> HTTPHeaders {
        [
            "X-API-KEY": apiKey.revealed(), "X-TIMESTAMP": signature.timestamp,
            "X-SIGNATURE": signature.text,
        ]
    }

    /// Takes `data` out of the envelope `{status, message, data, errors}`; the vendor's 500 says
    /// `success` in place of `status`.
    private func data(
        of response: HTTPResponse, hiding personal: [String]
    ) throws(CheckFailure) -> JSON {
        let body = exchange.json(response)
        let error = DollarPeError(body)
        let isRefused = (body?["status"] ?? body?["success"])?.bool == false
        var reason = AnswerClass.reason(of: response.status)
        if isRefused, reason == nil { reason = .malformed }
        if let reason {
            throw failure(reason, response, error, hiding: personal)
        }
        guard let data = try exchange.object(response)["data"], data.object != nil else {
            throw exchange.malformed(response, "without data")
        }
        return data
    }

    private func failure(
        _ reason: CheckFailure.Reason, _ response: HTTPResponse, _ error: DollarPeError,
        hiding personal: [String]
    ) -> CheckFailure {
        var reason = reason
        var sentence = exchange.sentence(reason, response.status, "customer")
        var detail = error.detail
        if reason == .invalid || reason == .auth || reason == .malformed {
            if error.isAboutSignature {
                reason = .auth
                sentence = "DollarPe refused the signature"
                detail = nil
            } else if error.isAboutCustomer {
                reason = .notFound
                sentence = exchange.sentence(.notFound, response.status, "customer")
                detail = nil
            } else if reason == .malformed {
                sentence = "DollarPe reports no success"
            }
        }
        return exchange.failure(
            reason, response, sentence: sentence, detail: detail, hiding: personal)
    }

    /// A write refused for its credentials although a read was accepted: the key and the secret
    /// are good, so it is how the body was written for signing.
    private func blamingProfile(_ failure: CheckFailure) -> CheckFailure {
        guard failure.reason == .auth, failure.httpStatus != 403,
            isReadAccepted.load(ordering: .relaxed)
        else { return failure }
        var failure = failure
        failure.message =
            "DollarPe accepts reads but refused the signature of this write: "
            + "the signing profile \(profile.rawValue) is likely not the right one"
        return failure
    }
}
