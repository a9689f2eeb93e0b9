public import Domain
public import HTTP
import JSON

/// DollarPe's customers and their KYC (docs.dollarpe.xyz, api-reference-exchange).
public struct DollarPeClient: VendorClient, KYCDesk {
    let exchange: VendorExchange
    let apiKey: Secret
    private let apiSecret: Secret
    let profile: SigningProfile

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

    /// With which credential it asks, and what that may use.
    public var account = VendorAccount()

    /// Reads a customer: `GET /customer/{customer_id}`.
    public func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        try await exchange.perform(.check) { _ throws(CheckFailure) in
            let (response, data) = try await get(url(Self.customer(key.id)))
            guard key.isNamed(data["id"]?.string) else { throw exchange.mismatch(response) }
            guard let snapshot = Snapshot(dollarPeCustomer: data) else {
                throw exchange.malformed(response, "without a status")
            }
            return snapshot
        }
    }

    /// Reads what a customer's submission needs: `GET /kyc/configuration/{customer_id}`.
    public func requirements(
        forCustomer id: String
    ) async throws(CheckFailure) -> KYCRequirements {
        try await exchange.perform(.lookUp) { _ throws(CheckFailure) in
            let path = "/kyc/configuration/\(PercentEncoding.encode(id))"
            return KYCRequirements(dollarPeConfiguration: try await get(url(path)).1)
        }
    }

    /// Sends a submission once: `POST /kyc/add-kyc-data`. The answer's id is not looked at: the
    /// vendor does not say whose it is.
    public func submit(_ submission: KYCSubmission) async throws(CheckFailure) -> KYCReceipt {
        try await receipt(
            .submit, "POST", "/kyc/add-kyc-data", submission.dollarPeBody,
            customer: submission.customerID, hiding: submission.personalTexts)
    }

    /// The body of a submission in exactly the bytes that `submit` sends, for noting their digest
    /// beforehand.
    public func signedBody(for submission: KYCSubmission) -> [UInt8] {
        sentBytes(of: submission.dollarPeBody)
    }

    /// The body of a correction in exactly the bytes that `update` sends.
    public func signedBody(for update: KYCUpdate, ofCustomer id: String) -> [UInt8] {
        sentBytes(of: update.dollarPeBody(customer: id))
    }

    /// The path of a customer, which is also the read that tells whether credentials are good.
    static func customer(_ id: String) -> String { "/customer/\(PercentEncoding.encode(id))" }

    func url(_ path: String) -> String { exchange.base.appending("/cms/api/v1" + path) }

    /// A write whose answer is a status.
    func receipt(
        _ operation: VendorOperation, _ method: String, _ path: String, _ body: JSON,
        customer id: String, hiding personal: [String]
    ) async throws(CheckFailure) -> KYCReceipt {
        let (response, data) = try await write(
            operation, method, path, body, hiding: personal, readingTo: Self.customer(id))
        guard let status = data["status"]?.plainText else {
            throw exchange.malformed(response, "without a status")
        }
        return KYCReceipt(
            status: status,
            failureReason: data["failure_reason"]?.string.map {
                VendorText.safe($0, hiding: personal)
            })
    }

    /// Reads an absolute URL, signed at this moment.
    func get(_ url: String) async throws(CheckFailure) -> (HTTPResponse, JSON) {
        let signature = Signature(apiKey: apiKey, apiSecret: apiSecret, at: exchange.now())
        let response = try await exchange.send("GET", url, headers: headers(signature))
        return (response, try data(of: response, hiding: []))
    }

    /// Writes once, signed at this moment; the bytes that are sent are those that were signed.
    /// `path` of `readingTo` is asked when the signature is refused, to tell why.
    func write(
        _ operation: VendorOperation, _ method: String, _ path: String, _ body: JSON,
        hiding personal: [String], readingTo readPath: String
    ) async throws(CheckFailure) -> (HTTPResponse, JSON) {
        try await exchange.perform(operation) { _ throws(CheckFailure) in
            let signature = Signature(
                of: profile.signedText(of: body), apiKey: apiKey, apiSecret: apiSecret,
                at: exchange.now())
            var headers = headers(signature)
            headers["Content-Type"] = "application/json"
            let response = try await exchange.send(
                method, url(path), headers: headers, body: sentBytes(of: body))
            do throws(CheckFailure) {
                return (response, try data(of: response, hiding: personal))
            } catch {
                var failure = error
                if failure.reason == .invalid || failure.reason == .notFound {
                    failure.refusals = refusals(response, hiding: personal)
                }
                throw await explained(failure, clockIsRight: skew(response) == nil, readPath)
            }
        }
    }

    func sentBytes(of body: JSON) -> [UInt8] { Array(profile.sentText(of: body).utf8) }

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

    /// What the vendor says against single fields, without what was sent in them.
    private func refusals(
        _ response: HTTPResponse, hiding personal: [String]
    ) -> [CheckFailure.Refusal] {
        let hidden = exchange.secrets.map { $0.revealed() } + personal
        return DollarPeError(exchange.json(response)).refusals.map { refusal in
            let text = VendorText.safe(refusal.text, hiding: hidden)
            return .init(
                field: VendorText.plain(refusal.field, hiding: hidden),
                text: text.isEmpty ? "It is refused." : text)
        }
    }

    private func failure(
        _ reason: CheckFailure.Reason, _ response: HTTPResponse, _ error: DollarPeError,
        hiding personal: [String]
    ) -> CheckFailure {
        var reason = reason
        var sentence = exchange.sentence(reason, response.status, "customer")
        var detail = error.detail
        var hint: String?
        if reason == .invalid || reason == .auth || reason == .malformed {
            if error.isAboutSignature {
                reason = .auth
                sentence = "DollarPe refused the signature"
                detail = nil
            } else if error.isAboutCustomer {
                reason = .notFound
                sentence = exchange.sentence(.notFound, response.status, "customer")
                detail = nil
            } else if error.isAboutLimit {
                hint = "The vendor takes three corrections a customer: ask DollarPe's support."
            } else if reason == .malformed, response.status < 300 {
                sentence = "DollarPe reports no success"
            }
        }
        if reason == .auth, response.status != 403, let skew = skew(response) {
            sentence = "DollarPe refused the signature: this machine's clock is \(skew) DollarPe's"
            detail = nil
            hint = "Set this machine's clock: a signature holds for a short time only."
        }
        return exchange.failure(
            reason, response, sentence: sentence, detail: detail, hiding: personal, hint: hint)
    }

    /// How far this clock and the server's are apart, such as `300 s behind`; nil when they agree
    /// within two minutes or the server does not tell.
    private func skew(_ response: HTTPResponse) -> String? {
        guard let date = response.headers["Date"].flatMap({ Timestamp(httpDate: $0) }) else {
            return nil
        }
        let seconds = (exchange.now() - date).milliseconds / 1000
        guard abs(seconds) > 120 else { return nil }
        return "\(abs(seconds)) s \(seconds < 0 ? "behind" : "ahead of")"
    }

    /// Tells a wrong profile from a wrong secret, both of which only say that the signature is
    /// not right: every profile signs a read alike, so a read that is accepted clears the secret.
    private func explained(
        _ failure: CheckFailure, clockIsRight: Bool, _ readPath: String
    ) async -> CheckFailure {
        guard failure.reason == .auth, failure.httpStatus != 403, clockIsRight else {
            return failure
        }
        var failure = failure
        let read: CheckFailure.Reason?
        do {
            _ = try await get(url(readPath))
            read = nil
        } catch {
            read = error.reason
        }
        switch read {
        case nil, .notFound, .invalid:
            failure.message =
                "DollarPe accepts reads but refused the signature of this write: "
                + "the signing profile \(profile.rawValue) is likely not the right one"
            failure.hint =
                "Try another vendors.dollarpe.signing_profile in the configuration file."
        case .auth:
            failure.message = "DollarPe refuses the signatures of reads and writes alike"
            failure.hint = "Check vendors.dollarpe.api_key and api_secret."
        default: break
        }
        return failure
    }
}
