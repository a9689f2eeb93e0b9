import Domain
import HTTP
import Testing
import Vendors

struct DollarPeClientTests {
    private func refusal(
        _ transport: ScriptedTransport, afterRead: Bool = false
    ) async throws -> CheckFailure {
        let client = dollarPe(on: transport)
        if afterRead { _ = try await client.check(key(.kyc)) }
        return try await #require(throws: CheckFailure.self) { try await client.submit(.invented) }
    }

    static let words: [(String, WorkState)] = [
        ("UNVERIFIED", .pending), ("PROCESSING", .inProgress), ("VERIFIED", .completed),
        ("FAILED", .failed), ("verified", .completed), ("SUSPENDED", .unknown),
    ]

    @Test(arguments: words)
    func `A customer's words are known and shown as they came`(
        word: String, state: WorkState
    ) async throws {
        let snapshot = try await snapshot(.kyc, #"{"status":true,"data":{"status":"\#(word)"}}"#)
        #expect(snapshot.state == state)
        #expect(snapshot.vendorState == word)
    }

    @Test func `A customer's personal data is masked`() async throws {
        let snapshot = try await snapshot(
            .kyc,
            """
            {"status": true, "message": "Success", "data": {
             "id": "4E6F1B20-a73c-11ec-b909-0242ac120002", "status": "FAILED",
             "failure_reason": "TAX_VERIFICATION_FAILED", "full_name": "Test Person",
             "email": "t@example.test", "phone": "+919900000000", "country": "IND",
             "client_reference_id": "u-1", "type": "INDIVIDUAL", "document_type": "AADHAAR",
             "non_residence_status": false, "residence_alpha_3_country_code": "IND"}}
            """)
        #expect(
            snapshot
                == Snapshot(
                    state: .failed, vendorState: "FAILED",
                    failureReason: "TAX_VERIFICATION_FAILED",
                    facts: [
                        .init(name: "full_name", value: "••••"),
                        .init(name: "email", value: "••••"),
                        .init(name: "phone", value: "••••00"),
                        .init(name: "country", value: "IND"),
                        .init(name: "type", value: "INDIVIDUAL"),
                        .init(name: "client_reference_id", value: "u-1"),
                        .init(name: "document_type", value: "AADHAAR"),
                        .init(name: "non_residence_status", value: "false"),
                        .init(name: "residence_alpha_3_country_code", value: "IND"),
                    ]))
    }

    static let configurations: [(String, KYCRequirements)] = [
        (
            #"{"supported_document_types":["AADHAAR","PASSPORT"],"additional_info_required":{"options":["visa","profession"],"rules":{"type":"anyOf","min_required":1},"profession":{"type":"string","required":true},"visa":{"type":"url"}}}"#,
            KYCRequirements(
                documentTypes: ["AADHAAR", "PASSPORT"],
                additionalFields: [
                    .init(name: "visa", isURL: true, isRequired: false),
                    .init(name: "profession", isURL: false, isRequired: true),
                ], rule: .anyOf(atLeast: 1))
        ),
        (
            #"{"supported_document_types":["AADHAAR"],"additional_info_required":{"rules":{"type":"allOf"},"visa":{"type":"url","required":true}}}"#,
            KYCRequirements(
                documentTypes: ["AADHAAR"],
                additionalFields: [.init(name: "visa", isURL: true, isRequired: true)],
                rule: .allOf)
        ),
        ("{}", KYCRequirements(documentTypes: [], additionalFields: [], rule: .allOf)),
        (
            #"{"supported_document_types":null,"additional_info_required":null}"#,
            KYCRequirements(documentTypes: [], additionalFields: [], rule: .allOf)
        ),
    ]

    @Test(arguments: configurations)
    func `What a customer needs is read, missing keys and all`(
        data: String, requirements: KYCRequirements
    ) async throws {
        let transport = ScriptedTransport(200, #"{"status":true,"data":\#(data)}"#)
        let id = try key(.kyc).id
        let read = try await dollarPe(on: transport).requirements(forCustomer: id)
        #expect(read == requirements)
        #expect(
            transport.requests.first?.target == "/prefix/cms/api/v1/kyc/configuration/\(id)")
    }

    @Test func `A refused submission names the vendor's fields, not the person's data`()
        async throws
    {
        let failure = try await refusal(
            ScriptedTransport(
                400,
                #"""
                {"status":false,"message":"Bad Request","data":null,"errors":{
                "tax_number":["ABCPE1234F is not the PAN of Asha R\u0101o."],
                "full_address":["1 nowhere road is too short."],
                "dob":["This field may not be blank."]}}
                """#))
        #expect(failure.reason == .invalid)
        #expect(!failure.mayHaveArrived)
        #expect(
            failure.message == """
                DollarPe refused the request: tax_number: •••• is not the PAN of ••••.; \
                full_address: •••• is too short.; dob: This field may not be blank.
                """)
    }

    @Test(arguments: ["KYC already exists", "KYC already in use"])
    func `A submission that exists already is refused in the vendor's words`(
        text: String
    ) async throws {
        let failure = try await refusal(
            ScriptedTransport(400, #"{"status":false,"message":"\#(text)","data":null}"#))
        #expect(failure.reason == .invalid)
        #expect(failure.message.hasSuffix(text))
    }

    @Test(arguments: [400, 401])
    func `A signature refused although reads are accepted points at the profile`(
        status: Int
    ) async throws {
        let transport = ScriptedTransport { request, _ in
            request.method == "GET"
                ? HTTPResponse(200, #"{"status":true,"data":{"status":"UNVERIFIED"}}"#)
                : HTTPResponse(
                    status, #"{"status":false,"errors":{"signature":["Invalid Signature"]}}"#)
        }
        let blind = try await refusal(transport)
        #expect(blind.reason == .auth)
        #expect(blind.message == "DollarPe refused the signature")
        let informed = try await refusal(transport, afterRead: true)
        #expect(informed.reason == .auth)
        #expect(informed.message.contains("signing profile compact_sorted"))
    }

    static let open: [(Int, String)] = [
        (200, "<html>"), (200, #"{"status":true,"data":{}}"#), (200, #"{"status":false}"#),
        (500, #"{"success":false,"errors":"x"}"#), (504, ""),
    ]

    @Test(arguments: open)
    func `A write without a clear answer may have arrived`(
        status: Int, body: String
    ) async throws {
        #expect(try await refusal(ScriptedTransport(status, body)).mayHaveArrived)
    }

    @Test func `A write that broke off may have arrived, one that never left has not`() async throws
    {
        for hasLeft in [true, false] {
            let transport = ScriptedTransport { _, _ throws(TransportFailure) in
                throw TransportFailure(.broken, message: "broke", mayHaveArrived: hasLeft)
            }
            #expect(try await refusal(transport).mayHaveArrived == hasLeft)
            #expect(transport.requests.count == 1)
        }
    }
}
