import Cryptography
import HTTP
import JSON

/// DollarPe's customers and their KYC.
struct DollarPeAPI: Sendable {
    let world: World

    static let root = "/cms/api/v1"
    /// How far a request's timestamp may be off, in seconds either way; no page says.
    private static let tolerance: Int64 = 300

    var routes: [Route] {
        let updates = KYCUpdate.allCases.flatMap { kind in
            // The reference has PATCH, the guides POST.
            ["PATCH", "POST"].map { method in
                route(method, "kyc/\(kind.rawValue)") { update($0, kind) }
            }
        }
        return [
            route("POST", "customer/create", create),
            route("GET", "customer/list", list),
            route("GET", "customer/{}", customer),
            route("GET", "kyc/configuration/{}", configuration),
            route("POST", "kyc/add-kyc-data", addKYCData),
        ] + updates + [
            route("POST", "kyc/reset-kyc", reset),
            route("PATCH", "kyc/mock-kyc-status", mock),
        ]
    }

    /// A route behind the signature.
    private func route(
        _ method: String, _ path: String,
        _ answer: @escaping @Sendable (Call) -> HTTPResponse
    ) -> Route {
        Route(method, "\(Self.root)/\(path)", vendor: .dollarpe) { call in
            refusal(call) ?? answer(call)
        }
    }

    // MARK: Authentication

    /// Why a request is refused before it is looked at; nil when it is not.
    private func refusal(_ call: Call) -> HTTPResponse? {
        let credentials = world.configuration.credentials
        guard call.header("X-API-KEY") == credentials.dollarPeAPIKey,
            !world.faults.has(.expiredTokens, .dollarpe)
        else {
            return envelope(
                401, "Unauthorized", errors: [("api_key", "Invalid or missing API key")])
        }
        let signature = DollarPeSignature(
            key: credentials.dollarPeAPIKey, secret: credentials.dollarPeAPISecret,
            only: world.faults.value(.dollarpeProfileOnly).flatMap(SigningProfile.init))
        // The one text the pages know for a signature or a time that does not fit.
        let tolerance = world.faults.number(.dollarpeTolerance) ?? Self.tolerance
        let now = call.now / 1_000
        guard let timestamp = call.header("X-TIMESTAMP"), let second = Int64(timestamp),
            (now - tolerance...now + tolerance).contains(second),
            let given = call.header("X-SIGNATURE"),
            signature.isGood(given, timestamp: timestamp, body: call.request.body)
        else {
            return world.faults.has(.dollarpeSignature401)
                ? envelope(401, "Unauthorized", errors: [("signature", "Invalid Signature")])
                : fault("signature", "Invalid Signature")
        }
        return nil
    }

    // MARK: Customers

    /// A customer of the catalogue or one that a client made.
    struct Found {
        let number: Int
        let customer: Customer
        let person: Person
    }

    func find(_ id: String) -> Found? {
        world.ids.number(.kyc, of: id).flatMap { find(numbered: Int($0)) }
    }

    func find(numbered number: Int) -> Found? {
        if let person = world.memory.use({ $0.customers[number] }) {
            let chance = world.chance(number)
            let course = Customer.Course.unverified(
                length: 60 + 600 * chance.fraction(1), outcome: .verified)
            return Found(number: number, customer: Customer(course: course), person: person)
        }
        guard case .kyc(let customer)? = world.catalogue.plan(.kyc, at: number) else { return nil }
        return Found(number: number, customer: customer, person: Person(place: number))
    }

    // MARK: The envelope

    func success(_ data: JSON) -> HTTPResponse {
        .json(200, ["status": true, "message": "Success", "data": data])
    }

    var notFound: HTTPResponse { fault("customer", "Customer not found or access denied.") }

    func fault(_ field: String, _ text: String) -> HTTPResponse { fault([(field, text)]) }

    func fault(_ errors: [KYCBody.Fault]) -> HTTPResponse {
        envelope(400, "Bad Request", errors: errors)
    }

    func envelope(_ status: Int, _ message: String, errors: [KYCBody.Fault]) -> HTTPResponse {
        let isInMessage = world.faults.has(.dollarpeTextInMessage)
        let map = JSON.object(errors.map { JSON.Member($0.field, .array([.string($0.text)])) })
        return .json(
            status,
            [
                "status": false,
                "message": .string(isInMessage ? errors.first?.text ?? message : message),
                "data": nil, "errors": isInMessage ? nil : map,
            ])
    }
}
