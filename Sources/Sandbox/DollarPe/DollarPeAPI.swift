import Cryptography
import HTTP
import JSON

/// DollarPe's KYC: the page "Add KYC information for a customer", the customer's status and what
/// a submission needs.
struct DollarPeAPI: Sendable {
    let world: World

    private static let root = "/cms/api/v1"
    /// How far a request's timestamp may be off, in seconds either way.
    private static let tolerance: Int64 = 300

    var routes: [Route] {
        [
            Route("POST", "\(Self.root)/kyc/add-kyc-data", answer: addKYCData),
            Route("GET", "\(Self.root)/customer/{}", answer: customer),
            Route("GET", "\(Self.root)/kyc/configuration/{}", answer: configuration),
        ]
    }

    @Sendable private func addKYCData(_ call: Call) -> HTTPResponse {
        if let refusal = refusal(call) { return refusal }
        guard let json = call.json else { return fault("detail", "JSON parse error") }
        guard let id = json["customer_id"]?.string else {
            let body = KYCBody(json: json, requirements: nil)
            return fault([("customer_id", "This field is required.")] + body.faults)
        }
        guard let (index, customer) = find(id) else { return notFound }
        let body = KYCBody(json: json, requirements: KYCConfiguration(customer: index))
        let faults = body.faults
        guard faults.isEmpty else { return fault(faults) }
        guard case .unverified = customer.course else { return alreadyExists }

        let submission = Memory.Submission(
            moment: world.clock.moment(call.now), documentType: body.documentType,
            marks: marks(of: body))
        switch world.memory.submit(submission, of: index) {
        case .alreadySubmitted: return alreadyExists
        case .inUse: return fault("kyc", "KYC already in use")
        case nil: break
        }
        return success([
            // A KYC record's id, not the customer's: the page leaves open which it is.
            "id": .string(world.ids.id(.kycRecord, UInt64(index))),
            "status": "PROCESSING",
            "failure_reason": nil,
        ])
    }

    @Sendable private func customer(_ call: Call) -> HTTPResponse {
        if let refusal = refusal(call) { return refusal }
        guard let (index, customer) = find(call.parameter) else { return notFound }
        let submission = world.memory.submission(of: index)
        let (status, reason) = customer.status(
            at: world.clock.moment(call.now), submitted: submission?.moment)
        let isNew = status == "UNVERIFIED"
        let number = String(index + 1)
        let digits = String(repeating: "0", count: max(0, 6 - number.utf8.count)) + number
        return success([
            "id": .string(world.ids.id(.kyc, UInt64(index))),
            "status": .string(status),
            "failure_reason": JSON(reason),
            "full_name": .string("Test Person \(number)"),
            "email": .string("person\(number)@example.com"),
            "phone": .string("+919900\(digits)"),
            "country": "IND",
            "client_reference_id": .string("user-\(number)"),
            "type": "INDIVIDUAL",
            "document_type": isNew ? nil : .string(submission?.documentType ?? "AADHAAR"),
            "non_residence_status": false,
            "residence_alpha_3_country_code": "IND",
        ])
    }

    @Sendable private func configuration(_ call: Call) -> HTTPResponse {
        if let refusal = refusal(call) { return refusal }
        guard let (index, _) = find(call.parameter) else { return notFound }
        return success(KYCConfiguration(customer: index).json)
    }

    // MARK: What there is

    private func find(_ id: String) -> (index: Int, customer: Customer)? {
        guard case (let index, .kyc(let customer))? = world.catalogue.find(.kyc, id) else {
            return nil
        }
        return (index, customer)
    }

    /// Digests, so that no submitted number is kept.
    private func marks(of body: KYCBody) -> Set<[UInt8]> {
        var numbers = ["\(body.documentType)|\(body.documentNumber)"]
        if !body.taxNumber.isEmpty { numbers.append("PAN|\(body.taxNumber)") }
        return Set(
            numbers.map {
                SHA256.digest(Array("\(world.configuration.seed)|\($0)".utf8))
            })
    }

    // MARK: Authentication

    /// Why a request is refused before it is looked at; nil when it is not.
    private func refusal(_ call: Call) -> HTTPResponse? {
        let credentials = world.configuration.credentials
        guard call.header("X-API-KEY") == credentials.dollarPeAPIKey else {
            return envelope(
                401, "Unauthorized", errors: [("api_key", "Invalid or missing API key")])
        }
        let signature = DollarPeSignature(
            key: credentials.dollarPeAPIKey, secret: credentials.dollarPeAPISecret)
        // The one text the pages know for a signature or a time that does not fit.
        let now = call.now / 1_000
        guard let timestamp = call.header("X-TIMESTAMP"), let second = Int64(timestamp),
            (now - Self.tolerance...now + Self.tolerance).contains(second),
            let given = call.header("X-SIGNATURE"),
            signature.isGood(given, timestamp: timestamp, body: call.request.body)
        else { return fault("signature", "Invalid Signature") }
        return nil
    }

    // MARK: The envelope

    private func success(_ data: JSON) -> HTTPResponse {
        .json(200, ["status": true, "message": "Success", "data": data])
    }

    private var notFound: HTTPResponse {
        fault("customer", "Customer not found or access denied.")
    }

    private var alreadyExists: HTTPResponse { fault("kyc", "KYC already exists") }

    private func fault(_ field: String, _ text: String) -> HTTPResponse { fault([(field, text)]) }

    private func fault(_ errors: [KYCBody.Fault]) -> HTTPResponse {
        envelope(400, "Bad Request", errors: errors)
    }

    private func envelope(
        _ status: Int, _ message: String, errors: [KYCBody.Fault]
    ) -> HTTPResponse {
        .json(
            status,
            [
                "status": false, "message": .string(message), "data": nil,
                "errors": .object(
                    errors.map { JSON.Member($0.field, .array([.string($0.text)])) }),
            ])
    }
}
