import Domain
import HTTP
import JSON
import Testing
import Vendors

/// One call of a client that reads an answer, and answers of the vendor's pages to start from.
struct Decoder: CustomTestStringConvertible, Sendable {
    let name: String
    let bodies: [JSON]
    let call: @Sendable (any HTTPTransport) async throws -> Any?

    var testDescription: String { name }

    init(
        _ name: String, _ bodies: [String],
        call: @escaping @Sendable (any HTTPTransport) async throws -> Any?
    ) throws {
        self.name = name
        self.bodies = try bodies.map { try JSON(parsing: Array($0.utf8)) }
        self.call = call
    }

    /// Every decoder there is.
    static func all() throws -> [Decoder] {
        try [
            Decoder("Reap, check", [reapBatch]) {
                try await client(of: .reap, on: $0).check(key(.reap))
            },
            Decoder("Reap, upload", [reapUpload, #"{"code":"9999993401","message":"x"}"#]) {
                try await ReapClient(
                    baseURL: "https://vendor.test", apiKey: Secret("key-of-reap"), transport: $0,
                    now: { testMoment }
                ).upload(UploadFile(name: "a.csv", bytes: [1]), idempotencyKey: "k")
            },
            Decoder("Deepvue, authorize", [deepvueToken, #"{"detail":"no"}"#]) {
                try await client(of: .deepvue, on: Doorkeeper($0)).check(key(.deepvue))
            },
            Decoder("Deepvue, check", [deepvueBatch, #"{"detail":[{"loc":["a"],"msg":"b"}]}"#]) {
                try await client(of: .deepvue, on: Admitting($0)).check(key(.deepvue))
            },
            Decoder("Deepvue, upload", [deepvueUpload]) {
                try await deepvue(on: Admitting($0)).upload(
                    UploadFile(name: "a.csv", bytes: [1]), idempotencyKey: "k")
            },
            Decoder("Deepvue, result", [deepvueBatch]) {
                try await deepvue(on: Admitting($0)).result(of: key(.deepvue), sizeLimit: 1000)
            },
            Decoder("Surepass, summary", [surepassOrder]) {
                try await surepass(on: $0).check(key(.stamps))
            },
            Decoder("Surepass, report", [surepassReport]) {
                try await surepass(on: $0).check(key(.report))
            },
            Decoder("Surepass, result", [surepassReport]) {
                try await surepass(on: $0).result(of: key(.report))
            },
            Decoder("Surepass, start of a report", [surepassReport]) {
                try await surepass(on: $0).startReport(on: key(.stamps))
            },
            Decoder("Surepass, order", [surepassMade]) {
                try await surepass(on: $0).order(.invented)
            },
            Decoder("Surepass, orders", [surepassOrders]) {
                try await surepass(on: $0).orders(
                    from: CivilDate(daysSinceEpoch: 0), to: CivilDate(daysSinceEpoch: 9))
            },
            Decoder("Surepass, stamp", [surepassStamp]) {
                try await surepass(on: $0).stamp("stamp_v2_a")
            },
            Decoder("Surepass, stock", [surepassStock]) { try await surepass(on: $0).stock() },
            Decoder("Surepass, articles", [surepassArticles]) {
                try await surepass(on: $0).articles(ofState: "DL")
            },
            Decoder("Surepass, balance", [#"{"success":true,"balance":4200,"message":"ok"}"#]) {
                try await surepass(on: $0).balance()
            },
            Decoder("DollarPe, check", [dollarPeCustomer, dollarPeError]) {
                try await dollarPe(on: $0).check(key(.kyc))
            },
            Decoder("DollarPe, customer", [dollarPeCustomer]) {
                try await dollarPe(on: $0).customer(key(.kyc).id)
            },
            Decoder("DollarPe, customers", [dollarPeList]) {
                try await dollarPe(on: $0).customers()
            },
            Decoder("DollarPe, configuration", [dollarPeConfiguration]) {
                try await dollarPe(on: $0).requirements(forCustomer: key(.kyc).id)
            },
            Decoder("DollarPe, creation", [dollarPeCustomer, dollarPeError]) {
                try await dollarPe(on: $0).createCustomer(.invented)
            },
            Decoder("DollarPe, submission", [dollarPeReceipt, dollarPeError]) {
                try await dollarPe(on: $0).submit(.invented)
            },
            Decoder("DollarPe, correction", [dollarPeReceipt, dollarPeError]) {
                try await dollarPe(on: $0).update(
                    .taxNumber(Personal("ABCPE1234F")), ofCustomer: key(.kyc).id)
            },
        ]
    }

    private static func deepvue(on transport: any HTTPTransport) -> DeepvueClient {
        DeepvueClient(
            baseURL: "https://vendor.test", clientID: Secret("free_tier_demo"),
            clientSecret: Secret("secret-of-deepvue"), transport: transport, now: { testMoment })
    }
}

/// Lets everybody in at Deepvue's door and passes everything else on.
private struct Admitting: HTTPTransport {
    let inner: any HTTPTransport

    init(_ inner: any HTTPTransport) { self.inner = inner }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        if request.url.hasSuffix("/v1/authorize") { return HTTPResponse(200, deepvueToken) }
        return try await inner.send(request)
    }
}

/// Passes on what goes to Deepvue's door and answers everything else well.
private struct Doorkeeper: HTTPTransport {
    let inner: any HTTPTransport

    init(_ inner: any HTTPTransport) { self.inner = inner }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        guard request.url.hasSuffix("/v1/authorize") else {
            return HTTPResponse(200, #"{"code":200,"data":{"status":200}}"#)
        }
        return try await inner.send(request)
    }
}

extension Decoder {
    private static let reapBatch = """
        {"batchId": "f208a887-9fa6-4447-a52b-c1d6e089536f", "status": "in_progress",
         "totalRecords": 100, "processedRecords": 45, "failedRecords": 2,
         "createdAt": "2025-10-08T11:40:20.796Z", "updatedAt": "2025-10-08T11:42:15.123Z",
         "startedAt": "2025-10-08T11:41:00.000Z", "completedAt": null,
         "summary": {"successfulRecords": 43, "errors": []}}
        """
    private static let reapUpload = """
        {"batchId": "3f0e9a52-1c77-4b8e-a2d4-5b6c7d8e9f01", "status": "PENDING",
         "businessUuid": "c4a1d2b3-9e8f-4d7c-8b6a-112233445566", "totalRecords": 250,
         "message": "taken", "createdAt": "2026-02-03T09:00:00.000Z", "code": "0701001400",
         "parameter": "externalId", "missing": ["a"], "invalid": ["b"]}
        """
    private static let deepvueBatch = """
        {"transaction_id": "51cd8b6ab36d46a98afb2f01e856e89a", "timestamp": 1732088933797,
         "code": 200, "message": "Batch Upload status fetched successfully",
         "sub_code": "SUCCESS", "data": {"request_id": "06d0d7c340ed460d96103aaa0b26f0de",
         "status": 200, "product_id": "", "message": "batch processing completed",
         "batch_output_file_url":
         "https://bulk-data-processing.s3.ap-south-1.amazonaws.com/out/06d0.csv"}}
        """
    private static let deepvueUpload = """
        {"code": 201, "timestamp": 1770109200123, "message": "batch processing in progress",
         "transaction_id": "9a1b2c3d4e5f60718293a4b5c6d7e8f9", "sub_code": "SUCCESS",
         "request_id": "9a1b2c3d4e5f60718293a4b5c6d7e8f9", "output_batch_file": ""}
        """
    private static func enveloped(_ data: String) -> String {
        #"{"data":\#(data),"status_code":200,"success":true,"message":"Success","message_code":"success"}"#
    }
    private static let surepassOrder = enveloped(
        """
        {"client_id": "bulk_stamp_v2_vomMHvHnecrlzTPRtyL", "quantity": 3, "summary":
         {"pending": {"count": 1, "stamps": ["stamp_v2_c3"]},
          "available": {"count": 2, "stamps": ["stamp_v2_a1", "stamp_v2_b2"]},
          "failed": {"count": 0, "stamps": []}}}
        """)
    private static let surepassReport = enveloped(
        """
        {"client_id": "bulk_stamper_order_usage_report_UizlzAdTkllQnAsmqnco",
         "bulk_stamp_client_id": "bulk_stamp_v2_vomMHvHnecrlzTPRtyL", "status": "success",
         "stats": {"pending": 0, "available": 2, "failed": 1},
         "link": "https://b.s3.amazonaws.com/k.csv?X-Amz-Expires=600"}
        """)
    private static let order = """
        {"client_id": "bulk_stamp_v2_AAAA", "created_at": "2025-11-01T10:00:00.123456",
         "amount": 100, "consideration_amount": 0, "first_party": "Asha R",
         "second_party": "Borrower", "article_id": "22128", "state": "DL", "quantity": 3}
        """
    private static let surepassMade = enveloped(order)
    private static let surepassOrders = enveloped(
        #"{"start_date":"2025-11-01","stamps":[\#(order),\#(order)],"pagination":{"page":1}}"#)
    private static let surepassStamp = enveloped(
        """
        {"client_id": "stamp_v2_a", "stamp_id": "stamp_v2_a", "status": "on_hold",
         "on_hold": true, "created_at": "2025-11-01T10:00:00", "amount": 100, "state": "DL",
         "article_id": "22128", "link": "https://b.test/a.pdf", "certificate_details":
         [{"certificate_number": "IN-DL1", "issue_date": "2025-11-02", "denomination": 100}]}
        """)
    private static let surepassStock = enveloped(
        """
        {"pending": [], "available": [{"state": "DL", "amount": 100, "article_id": "22128",
         "count": 7}], "on_hold": [{"state": "DL", "amount": 50, "article_id": 4, "count": 2}]}
        """)
    private static let surepassArticles = enveloped(
        #"[{"article_id":22128,"article_code":"4","article_name":"Affidavit"}]"#)
    private static let customer = """
        {"id": "4e6f1b20-a73c-11ec-b909-0242ac120002", "status": "FAILED",
         "failure_reason": "TAX_VERIFICATION_FAILED", "full_name": "Asha R",
         "email": "t@example.test", "phone": "+919900000000", "country": "IND",
         "client_reference_id": "u-1", "type": "INDIVIDUAL", "document_type": "AADHAAR",
         "non_residence_status": false, "residence_alpha_3_country_code": "IND"}
        """
    private static let dollarPeCustomer =
        #"{"status":true,"message":"Success","data":\#(customer)}"#
    private static let dollarPeList = """
        {"status":true,"data":{"count":2,"previous":null,"results":[\(customer),\(customer)],
         "next":"https://vendor.test/prefix/cms/api/v1/customer/list?page=2"}}
        """
    private static let dollarPeReceipt =
        #"{"status":true,"data":{"id":"x","status":"PROCESSING","failure_reason":null}}"#
    private static let dollarPeError =
        #"{"status":false,"message":"Bad Request","data":null,"errors":{"signature":["Invalid Signature"],"phone":["Asha"]}}"#
    private static let dollarPeConfiguration = """
        {"status": true, "message": "Success", "data": {
         "supported_document_types": ["AADHAAR", "PASSPORT"], "additional_info_required": {
          "options": ["income_range", "profession"], "rules": {"type": "anyOf",
          "min_required": 2}, "income_range": {"type": "string", "required": true},
          "profession": {"type": "url", "required": true}}}}
        """
}
