import Cryptography
import Domain
import HTTP
import Testing
import Vendors

/// Customers and corrections at DollarPe.
struct CustomerDeskTests {
    private static let id = "4e6f1b20-a73c-11ec-b909-0242ac120002"

    private static func customer(_ digit: Int) -> String {
        #"{"id":"\#(digit)e6f1b20-a73c-11ec-b909-0242ac120002","status":"VERIFIED","full_name":"Asha R","client_reference_id":"u-\#(digit)"}"#
    }

    /// Whether the body that was sent is the one that was signed.
    private func isSignedAsSent(_ request: HTTPRequest) -> Bool {
        let message = "key_demo_1|1700000000|\(request.text)"
        let expected = Encoding.base64(
            HMACSHA256.authenticate(Array(message.utf8), key: Array("secret_demo_1".utf8)))
        return request.headers["X-SIGNATURE"] == expected
            && request.headers["X-TIMESTAMP"] == "1700000000"
            && request.headers["X-API-KEY"] == "key_demo_1"
    }

    @Test func `A customer is made with what is known of it`() async throws {
        let transport = ScriptedTransport(
            200,
            #"{"status":true,"data":{"id":"\#(Self.id)","status":"UNVERIFIED","full_name":"Asha Rāo","phone":"+919900000000","client_reference_id":"u-1"}}"#
        )
        let made = try await dollarPe(on: transport).createCustomer(.invented)
        #expect(made.key.id == Self.id)
        #expect(made.snapshot.state == .pending)
        #expect(made.clientReferenceID == "u-1")
        #expect(made.fullName?.revealed() == "Asha Rāo")
        #expect(!"\(made)".contains("Asha"))
        let request = try #require(transport.requests.first)
        #expect("\(request.method) \(request.target)" == "POST /prefix/cms/api/v1/customer/create")
        #expect(
            request.text
                == #"{"alpha_3_country_code":"IND","client_reference_id":"u-1","email":"asha@example.test","full_name":"Asha R\u0101o","phone":"9900000000"}"#
        )
        #expect(isSignedAsSent(request))
        #expect(request.headers["Content-Type"] == "application/json")
    }

    @Test(arguments: [
        "Email already in use", "Phone already in use", "Client Reference ID already exists",
    ])
    func `A customer that exists is refused in the vendor's words`(text: String) async throws {
        let client = dollarPe(
            on: ScriptedTransport(
                400, #"{"status":false,"message":"Bad Request","errors":{"x":["\#(text)"]}}"#))
        let failure = try await #require(throws: CheckFailure.self) {
            try await client.createCustomer(.invented)
        }
        #expect(failure.reason == .invalid)
        #expect(failure.message == "DollarPe refused the request: x: \(text)")
    }

    @Test func `What is said against single fields is told by field, without what was sent`()
        async throws
    {
        let client = dollarPe(
            on: ScriptedTransport(
                400,
                #"{"status":false,"message":"Phone already in use.","errors":{"full_name":["Asha Rāo is too short","Twice"],"a":{"b":{"c":"9900000000 is taken"}},"d":null}}"#
            ))
        let failure = try await #require(throws: CheckFailure.self) {
            try await client.createCustomer(.invented)
        }
        #expect(
            failure.refusals == [
                .init(field: "full_name", text: "•••• is too short Twice"),
                .init(field: "a.b.c", text: "•••• is taken"),
                .init(field: "d", text: "It is refused."),
                .init(field: "phone", text: "Phone already in use."),
            ])
        #expect(failure.message.contains("a.b.c: •••• is taken"))
    }

    private func listing(
        _ pages: [(next: String?, entries: [String])]
    ) async throws -> (Listing<Customer>, [String]) {
        let transport = ScriptedTransport { _, count in
            let page = pages[min(count, pages.count - 1)]
            let next = page.next.map { #""\#($0)""# } ?? "null"
            return HTTPResponse(
                200,
                #"{"status":true,"data":{"count":9,"next":\#(next),"previous":null,"results":[\#(page.entries.joined(separator: ","))]}}"#
            )
        }
        let listing = try await dollarPe(on: transport).customers()
        #expect(transport.requests.allSatisfy { $0.method == "GET" && $0.body.isEmpty })
        return (listing, transport.requests.map(\.url))
    }

    @Test func `Customers are read over every page of the configured host`() async throws {
        let (listing, urls) = try await listing([
            ("https://VENDOR.test:443/prefix/cms/api/v1/customer/list?page=2", [Self.customer(1)]),
            (nil, [Self.customer(1), Self.customer(2)]),
        ])
        #expect(listing.entries.map(\.clientReferenceID) == ["u-1", "u-2"])
        #expect(listing.shortfall == nil)
        #expect(
            urls == [
                "https://vendor.test/prefix/cms/api/v1/customer/list",
                "https://VENDOR.test:443/prefix/cms/api/v1/customer/list?page=2",
            ])
    }

    @Test(arguments: [
        "https://evil.test/cms/api/v1/customer/list", "http://vendor.test/prefix?page=2",
        "https://vendor.test:8443/", "https://vendor.test@evil.test/", "?page=2",
        "https://a@vendor.test/",
    ])
    func `A next page elsewhere gets no key, and the list says that it is short`(
        next: String
    ) async throws {
        let (listing, urls) = try await listing([(next, [Self.customer(1)])])
        #expect(listing.entries.count == 1)
        #expect(listing.shortfall?.contains("another host") == true)
        #expect(urls.count == 1)
    }

    @Test func `Pages that repeat and customers that cannot be read are said`() async throws {
        let (repeating, urls) = try await listing([
            ("https://vendor.test/prefix/cms/api/v1/customer/list", [Self.customer(1)])
        ])
        #expect(repeating.shortfall == "the vendor's pages repeat")
        #expect(urls.count == 1)
        let (unread, _) = try await listing([(nil, ["{}", Self.customer(1), "3"])])
        #expect(unread.entries.count == 1)
        #expect(unread.shortfall == "2 customers could not be read")
    }

    @Test func `One customer is read, and no other is taken for it`() async throws {
        let own = ScriptedTransport(200, #"{"status":true,"data":\#(Self.customer(4))}"#)
        #expect(try await dollarPe(on: own).customer(Self.id).clientReferenceID == "u-4")
        #expect(own.requests.first?.target == "/prefix/cms/api/v1/customer/\(Self.id)")
        let other = ScriptedTransport(200, #"{"status":true,"data":\#(Self.customer(5))}"#)
        await #expect(throws: CheckFailure.self) {
            try await dollarPe(on: other).customer(Self.id)
        }
    }

    static let updates: [(KYCUpdate, String, String)] = [
        (
            .document(
                .init(
                    fullAddress: Personal("1 Nowhere Road"), type: "PASSPORT",
                    frontImageURL: Personal("https://files.test/f.png"),
                    backImageURL: Personal("https://files.test/b.png"),
                    number: Personal("123456789012"))), "update-document-info",
            #"{"customer_id":"\#(id)","document_back_image_url":"https://files.test/b.png","document_details":{"additional_data":{},"document_number":"123456789012"},"document_front_image_url":"https://files.test/f.png","document_type":"PASSPORT","full_address":"1 Nowhere Road"}"#
        ),
        (
            .taxNumber(Personal("ABCPE1234F")), "update-tax-info",
            #"{"customer_id":"\#(id)","tax_number":"ABCPE1234F"}"#
        ),
        (
            .selfieURL(Personal("https://files.test/s.png")), "update-selfie-info",
            #"{"customer_id":"\#(id)","selfie_url":"https://files.test/s.png"}"#
        ),
        (
            .additionalInfo([.init(name: "profession", value: Personal("tester"))]),
            "update-additional-info",
            #"{"additional_info":{"profession":"tester"},"customer_id":"\#(id)"}"#
        ),
    ]

    @Test(arguments: updates)
    func `A correction is patched with the bytes that were signed`(
        update: KYCUpdate, path: String, body: String
    ) async throws {
        let transport = ScriptedTransport(
            200, #"{"status":true,"data":{"id":"x","status":"PROCESSING","failure_reason":null}}"#)
        let client = dollarPe(on: transport)
        #expect(
            try await client.update(update, ofCustomer: Self.id)
                == KYCReceipt(status: "PROCESSING", failureReason: nil))
        let request = try #require(transport.requests.first)
        #expect("\(request.method) \(request.target)" == "PATCH /prefix/cms/api/v1/kyc/\(path)")
        #expect(request.text == body)
        #expect(isSignedAsSent(request))
        #expect(request.body == client.signedBody(for: update, ofCustomer: Self.id))
    }

    @Test func `What is kept of a correction is masked`() {
        #expect(
            Self.updates[0].0.masked.map { "\($0.name): \($0.value)" } == [
                "full_address: ••••", "document_type: PASSPORT",
                "document_front_image_url: https://files.test/••••",
                "document_back_image_url: https://files.test/••••",
                "document_details.document_number: ••••12",
            ])
        for update in Self.updates.map(\.0) {
            let printed = "\(update) \(update.masked)"
            for personal in ["Nowhere", "f.png", "ABCPE1234F", "123456789012", "tester"] {
                #expect(!printed.contains(personal))
            }
        }
    }

    @Test(arguments: ["Kyc update limit exceeded", "Limit exceeded."])
    func `The limit of corrections is told from a wrong correction`(text: String) async throws {
        let client = dollarPe(
            on: ScriptedTransport(400, #"{"status":false,"message":"\#(text)"}"#))
        let failure = try await #require(throws: CheckFailure.self) {
            try await client.update(
                .taxNumber(Personal("ABCPE1234F")), ofCustomer: Self.id)
        }
        #expect(failure.reason == .invalid)
        #expect(failure.hint.contains("three corrections"))
    }

    @Test func `A refused correction does not repeat the person`() async throws {
        let client = dollarPe(
            on: ScriptedTransport(
                400, #"{"status":false,"errors":{"full_address":["1 Nowhere Road is wrong"]}}"#))
        let failure = try await #require(throws: CheckFailure.self) {
            try await client.update(Self.updates[0].0, ofCustomer: Self.id)
        }
        #expect(failure.message.hasSuffix("full_address: •••• is wrong"))
    }

    @Test func `A KYC is taken back`() async throws {
        let transport = ScriptedTransport(200, #"{"status":true,"data":{"status":"UNVERIFIED"}}"#)
        let receipt = try await dollarPe(on: transport).resetKYC(ofCustomer: Self.id)
        #expect(receipt.status == "UNVERIFIED")
        let request = try #require(transport.requests.first)
        #expect("\(request.method) \(request.target)" == "POST /prefix/cms/api/v1/kyc/reset-kyc")
        #expect(request.text == #"{"customer_id":"\#(Self.id)"}"#)
    }
}
