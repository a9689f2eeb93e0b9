import Domain
import HTTP
import Testing
import Vendors

/// The moment that the tests' clock shows: 2023-11-14T22:13:20Z.
let testMoment = Timestamp(milliseconds: 1_700_000_000_000)

/// A client of one kind on a transport, and an id that it can be asked about.
func client(of kind: Kind, on transport: any HTTPTransport) -> any VendorClient {
    let url = "https://vendor.test/prefix/"
    let now: @Sendable () -> Timestamp = { testMoment }
    return switch kind {
    case .reap:
        ReapClient(baseURL: url, apiKey: Secret("key-of-reap"), transport: transport, now: now)
    case .deepvue:
        DeepvueClient(
            baseURL: url, clientID: Secret("free_tier_demo"),
            clientSecret: Secret("secret-of-deepvue"), transport: transport, now: now)
    case .stamps, .report:
        SurepassClient(
            baseURL: url, token: Secret("token-of-surepass"), transport: transport, now: now)
    case .kyc: dollarPe(on: transport)
    }
}

func dollarPe(
    on transport: any HTTPTransport, _ profile: SigningProfile = .compactSorted
) -> DollarPeClient {
    DollarPeClient(
        baseURL: "https://vendor.test/prefix/", apiKey: Secret("key_demo_1"),
        apiSecret: Secret("secret_demo_1"), transport: transport, signingProfile: profile,
        now: { testMoment })
}

/// An id of each kind.
func key(_ kind: Kind) throws -> ItemKey {
    let id =
        switch kind {
        case .reap: "f208a887-9fa6-4447-a52b-c1d6e089536f"
        case .deepvue: "06d0d7c340ed460d96103aaa0b26f0de"
        case .stamps: "bulk_stamp_v2_vomMHvHnecrlzTPRtyL"
        case .report: "bulk_stamper_order_usage_report_UizlzAdTkllQnAsmqnco"
        case .kyc: "4e6f1b20-a73c-11ec-b909-0242ac120002"
        }
    return try #require(ItemKey(kind: kind, id: id))
}

/// What a check came to.
func outcome(
    _ kind: Kind, _ transport: ScriptedTransport
) async throws -> Result<Snapshot, CheckFailure> {
    let client = client(of: kind, on: transport)
    let key = try key(kind)
    do {
        return .success(try await client.check(key))
    } catch {
        return .failure(error)
    }
}

/// The failure that a status and a body lead to; Deepvue is let in first.
func failure(
    _ kind: Kind, _ status: Int, _ body: String, headers: HTTPHeaders = [:]
) async throws -> CheckFailure? {
    let transport = ScriptedTransport { request, _ in
        if request.url.hasSuffix("/v1/authorize") { return HTTPResponse(200, deepvueToken) }
        return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }
    guard case .failure(let failure) = try await outcome(kind, transport) else { return nil }
    return failure
}

/// The snapshot of a good answer; Deepvue is let in first.
func snapshot(_ kind: Kind, _ body: String) async throws -> Snapshot {
    let transport = ScriptedTransport { request, _ in
        HTTPResponse(200, request.url.hasSuffix("/v1/authorize") ? deepvueToken : body)
    }
    return try await outcome(kind, transport).get()
}

/// A token of 24 hours from `testMoment`.
let deepvueToken =
    #"{"access_token":"token-of-deepvue","token_type":"bearer","expiry":"2023-11-15T22:13:20Z"}"#

/// Surepass without waiting before second attempts.
func surepass(on transport: any HTTPTransport) -> SurepassClient {
    SurepassClient(
        baseURL: "https://vendor.test/prefix", token: Secret("token-of-surepass"),
        transport: transport, now: { testMoment }, pause: { _ in })
}

extension StampOrderRequest {
    /// An order of an invented person.
    static var invented: StampOrderRequest {
        StampOrderRequest(
            firstParty: Personal("Asha R\u{101}o"), secondParty: "Borrower", state: "DL",
            articleID: 22128, amount: 100, considerationAmount: 0, quantity: 3,
            description: "Loan", courierAddress: Personal("1 Nowhere Road"))
    }
}

extension NewCustomer {
    /// An invented person.
    static var invented: NewCustomer {
        NewCustomer(
            fullName: Personal("Asha R\u{101}o"), email: Personal("asha@example.test"),
            phone: Personal("9900000000"), country: "IND", clientReferenceID: "u-1")
    }
}
