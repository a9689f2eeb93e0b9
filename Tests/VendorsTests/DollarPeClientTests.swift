import Domain
import HTTP
import Synchronization
import Testing
import Vendors

struct DollarPeClientTests {
    private func refusal(_ transport: ScriptedTransport) async throws -> CheckFailure {
        let client = dollarPe(on: transport)
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

    @Test func `A refused customer is told as what is wrong with that field`() async throws {
        let failure = try await refusal(
            ScriptedTransport(
                400,
                #"{"status":false,"errors":{"customer":["Customer not found or access denied."]}}"#
            ))
        #expect(failure.reason == .notFound)
        #expect(
            failure.refusals == [
                .init(field: "customer", text: "Customer not found or access denied.")
            ])
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

    /// What a write is told when its signature is refused and a read is answered so.
    private func refusal(
        _ status: Int, readIs read: HTTPResponse, date: String? = nil
    ) async throws -> (CheckFailure, [String]) {
        let transport = ScriptedTransport { request, _ in
            if request.method == "GET" { return read }
            var response = HTTPResponse(
                status, #"{"status":false,"errors":{"signature":["Invalid Signature"]}}"#)
            response.headers["Date"] = date
            return response
        }
        return (try await refusal(transport), transport.requests.map(\.method))
    }

    private static let customer = HTTPResponse(
        200, #"{"status":true,"data":{"status":"UNVERIFIED"}}"#)

    @Test(arguments: [400, 401])
    func `A refused signature although a read is accepted points at the profile`(
        status: Int
    ) async throws {
        let (failure, methods) = try await refusal(status, readIs: Self.customer)
        #expect(failure.reason == .auth)
        #expect(failure.message.contains("signing profile compact_sorted"))
        #expect(failure.hint.contains("signing_profile"))
        #expect(!failure.mayHaveArrived)
        #expect(methods == ["POST", "GET"])
    }

    @Test func `A refused signature of a read too points at the secret`() async throws {
        let (failure, _) = try await refusal(
            400, readIs: HTTPResponse(401, #"{"message":"Invalid Signature"}"#))
        #expect(failure.message == "DollarPe refuses the signatures of reads and writes alike")
        #expect(failure.hint == "Check vendors.dollarpe.api_key and api_secret.")
    }

    @Test(arguments: [429, 503])
    func `A read that tells nothing accuses neither`(status: Int) async throws {
        let (failure, _) = try await refusal(400, readIs: HTTPResponse(status, ""))
        #expect(failure.message == "DollarPe refused the signature")
    }

    static let clocks: [(String, String?)] = [
        ("Tue, 14 Nov 2023 22:08:20 GMT", "300 s ahead of"),
        ("Tue, 14 Nov 2023 22:18:20 GMT", "300 s behind"),
        ("Tue, 14 Nov 2023 22:15:20 GMT", nil), ("Tue, 14 Nov 2023 22:15:21 GMT", "121 s behind"),
        ("soon", nil),
    ]

    @Test(arguments: clocks)
    func `A clock that is wrong is said when a signature is refused`(
        date: String, skew: String?
    ) async throws {
        let (failure, methods) = try await refusal(401, readIs: Self.customer, date: date)
        #expect(failure.message.contains("clock") == (skew != nil))
        if let skew {
            #expect(
                failure.message
                    == "DollarPe refused the signature: this machine's clock is \(skew) DollarPe's")
            #expect(failure.hint.hasPrefix("Set this machine's clock"))
            #expect(methods == ["POST"])
        }
    }

    @Test func `Each attempt is signed with its own time`() async throws {
        let clock = Mutex(testMoment)
        let transport = ScriptedTransport(503, "")
        let client = DollarPeClient(
            baseURL: "https://vendor.test", apiKey: Secret("key_demo_1"),
            apiSecret: Secret("secret_demo_1"), transport: transport,
            now: { clock.withLock { $0 } })
        for _ in 0..<2 {
            _ = try? await client.check(key(.kyc))
            clock.withLock { $0 = $0 + .seconds(60) }
        }
        #expect(
            transport.requests.map { $0.headers["X-TIMESTAMP"] } == ["1700000000", "1700000060"])
        let signatures = transport.requests.map { $0.headers["X-SIGNATURE"] }
        #expect(signatures[0] == "TulDpc0E33b1cvCcsceUbxCxDbmiEpmdDG1gF2iQxuM=")
        #expect(signatures[1] != signatures[0])
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
