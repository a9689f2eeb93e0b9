import Domain
import HTTP
import Testing
import Vendors

/// What goes out with an upload and what comes of each answer.
struct UploadTests {
    private let file = UploadFile(
        name: "M\u{e4}rz \"\r\n1.csv",
        bytes: Array("externalId,shareToken\n1,abc\n".utf8) + [0xFF, 0x00])

    private func reap(_ transport: ScriptedTransport) async -> Result<UploadReceipt, CheckFailure> {
        let client = ReapClient(
            baseURL: "https://vendor.test/prefix", apiKey: Secret("key-of-reap"),
            transport: transport, now: { testMoment })
        do {
            return .success(try await client.upload(file, idempotencyKey: "batch-1-a"))
        } catch {
            return .failure(error)
        }
    }

    private func deepvue(
        _ transport: ScriptedTransport
    ) async -> Result<UploadReceipt, CheckFailure> {
        let client = DeepvueClient(
            baseURL: "https://vendor.test/prefix", clientID: Secret("id"),
            clientSecret: Secret("secret-of-deepvue"), transport: transport, now: { testMoment })
        do {
            return .success(try await client.upload(file, idempotencyKey: "batch-1-a"))
        } catch {
            return .failure(error)
        }
    }

    /// Deepvue's door, then this answer.
    private func behindDoor(_ status: Int, _ body: String) -> ScriptedTransport {
        ScriptedTransport { request, _ in
            request.url.hasSuffix("authorize")
                ? HTTPResponse(200, deepvueToken) : HTTPResponse(status, body)
        }
    }

    /// The one part of a multipart body: its head and its content.
    private func part(of request: HTTPRequest) throws -> (head: String, content: [UInt8]) {
        let type = try #require(request.headers["Content-Type"])
        let boundary = try #require(type.split(separator: "boundary=").last)
        #expect(type.hasPrefix("multipart/form-data; boundary="))
        let start = Array("--\(boundary)\r\n".utf8)
        let end = Array("\r\n--\(boundary)--\r\n".utf8)
        #expect(request.body.starts(with: start))
        #expect(request.body.suffix(end.count) == end[...])
        let inner = request.body.dropFirst(start.count).dropLast(end.count)
        let blank = try #require(inner.firstRange(of: Array("\r\n\r\n".utf8)))
        return (
            String(decoding: inner[..<blank.lowerBound], as: UTF8.self),
            Array(inner[blank.upperBound...])
        )
    }

    @Test func `Reap gets the file, the provider and the caller's key`() async throws {
        let transport = ScriptedTransport(
            201,
            """
            {"batchId": "3F0E9A52-1c77-4b8e-a2d4-5b6c7d8e9f01", "status": "PENDING",
             "businessUuid": "c4a1d2b3-9e8f-4d7c-8b6a-112233445566", "totalRecords": 250}
            """)
        #expect(
            await reap(transport)
                == .success(
                    UploadReceipt(
                        batch: ItemKey(kind: .reap, id: "3f0e9a52-1c77-4b8e-a2d4-5b6c7d8e9f01"),
                        total: 250, vendorState: "PENDING")))
        #expect(transport.requests.count == 1)
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.url == "https://vendor.test/prefix/entity/kyc/import/batch")
        #expect(
            request.headers.fields.map(\.name) == [
                "x-reap-api-key", "X-Provider", "Idempotency-Key", "Content-Type", "Accept",
            ])
        #expect(request.headers["x-reap-api-key"] == "key-of-reap")
        #expect(request.headers["X-Provider"] == "sumsub")
        #expect(request.headers["Idempotency-Key"] == "batch-1-a")
        let part = try part(of: request)
        #expect(
            part.head == """
                Content-Disposition: form-data; name="file"; filename="M_rz____1.csv"\r
                Content-Type: text/csv
                """)
        #expect(part.content == file.bytes)
        #expect(request.timeout == .seconds(120))
    }

    static let known: [(Int, String, Bool)] = [
        (409, #"{"code":"9999993401","message":"Duplicate"}"#, false),
        (400, #"{"code":9999993401}"#, false),
        (409, #"{"code":"9999993401","batchId":"3f0e9a52-1c77-4b8e-a2d4-5b6c7d8e9f01"}"#, true),
        (
            200,
            #"{"code":"9999993401","data":{"batchId":"3f0e9a52-1c77-4b8e-a2d4-5b6c7d8e9f01"}}"#,
            true
        ),
        (409, #"{"code":"9999993401","batchId":"no UUID"}"#, false),
    ]

    @Test(arguments: known)
    func `An upload that Reap has already is success`(
        status: Int, body: String, isNamed: Bool
    ) async throws {
        let receipt = try await reap(ScriptedTransport(status, body)).get()
        #expect(receipt.wasAlreadyUploaded)
        #expect((receipt.batch != nil) == isNamed)
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let status: Int
        let body: String
        let reason: CheckFailure.Reason
        var mayHaveArrived = false
        var hint: String?
        var testDescription: String { "\(status) \(body.prefix(60))" }
    }

    static let reapRefusals = [
        Refusal(
            status: 400, body: #"{"code":"0501001400","message":"Invalid Authorization: missing"}"#,
            reason: .auth),
        Refusal(
            status: 400, body: #"{"code":"0000000100"}"#, reason: .auth),
        Refusal(status: 401, body: #"{"code":"0000000200"}"#, reason: .auth),
        Refusal(
            status: 400, body: #"{"code":"0701001400","message":"bad","parameter":"shareToken"}"#,
            reason: .invalid, hint: "Nothing was changed: correct it and send it again."),
        Refusal(status: 413, body: "<html>", reason: .invalid),
        Refusal(status: 404, body: "", reason: .malformed),
        Refusal(status: 429, body: "", reason: .rateLimited),
        Refusal(
            status: 500, body: "", reason: .vendor, mayHaveArrived: true,
            hint: "It may have arrived nevertheless: look it up before sending it again."),
        Refusal(status: 504, body: "<html>", reason: .vendor, mayHaveArrived: true),
        Refusal(status: 200, body: "<html>", reason: .malformed, mayHaveArrived: true),
        Refusal(
            status: 201, body: #"{"status":"PENDING"}"#, reason: .malformed, mayHaveArrived: true),
        Refusal(status: 302, body: "", reason: .malformed),
    ]

    @Test(arguments: reapRefusals)
    func `Reap's other answers have a class and say whether it may have arrived`(
        refusal: Refusal
    ) async throws {
        let transport = ScriptedTransport(refusal.status, refusal.body)
        guard case .failure(let failure) = await reap(transport) else {
            Issue.record("accepted")
            return
        }
        #expect(failure.reason == refusal.reason)
        #expect(failure.mayHaveArrived == refusal.mayHaveArrived)
        if let hint = refusal.hint { #expect(failure.hint == hint) }
        #expect(transport.requests.count == 1)
    }

    static let details: [(String, String)] = [
        (
            #"{"code":"0701001400","message":"is required","parameter":"externalId"}"#,
            "Reap refused the request: is required (externalId)"
        ),
        (
            #"{"code":"INCOMPLETE_KYB","missing":["a","b"],"invalid":["c"]}"#,
            "Reap refused the request: missing: a, b; invalid: c"
        ),
        (#"{"error":"not_allowed"}"#, "Reap refused the request: not_allowed"),
        ("", "Reap refused the request"),
    ]

    @Test(arguments: details)
    func `Every shape of Reap's errors is told`(body: String, message: String) async {
        guard case .failure(let failure) = await reap(ScriptedTransport(400, body)) else {
            Issue.record("accepted")
            return
        }
        #expect(failure.message == message)
    }

    @Test func `Deepvue gets the file under its own name and both credentials`() async throws {
        let transport = behindDoor(
            201,
            """
            {"code": 201, "timestamp": 1770109200123, "sub_code": "SUCCESS",
             "transaction_id": "9a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "request_id": "9A1B2c3d4e5f60718293a4b5c6d7e8f9",
             "message": "batch processing in progress", "output_batch_file": ""}
            """)
        #expect(
            await deepvue(transport)
                == .success(
                    UploadReceipt(
                        batch: ItemKey(kind: .deepvue, id: "9a1b2c3d4e5f60718293a4b5c6d7e8f9"),
                        vendorState: "batch processing in progress")))
        let request = try #require(transport.requests.last)
        #expect(request.method == "POST")
        #expect(request.url == "https://vendor.test/prefix/v1/verification/upi-basic/batch")
        #expect(request.headers["Authorization"] == "Bearer token-of-deepvue")
        #expect(request.headers["x-api-key"] == "secret-of-deepvue")
        #expect(request.headers["Idempotency-Key"] == nil)
        let part = try part(of: request)
        #expect(part.head.hasPrefix(#"Content-Disposition: form-data; name="batch_file"; "#))
        #expect(part.content == file.bytes)
    }

    static let deepvueRefusals = [
        Refusal(status: 400, body: #"{"detail":"Bad Request"}"#, reason: .invalid),
        Refusal(
            status: 422,
            body: #"{"detail":[{"loc":["body","batch_file"],"msg":"field required"}]}"#,
            reason: .invalid),
        Refusal(status: 404, body: #"{"detail":"Not Found"}"#, reason: .malformed),
        Refusal(status: 429, body: #"{"detail":"Rate limit exceeded."}"#, reason: .rateLimited),
        Refusal(status: 500, body: "", reason: .vendor, mayHaveArrived: true),
        Refusal(status: 201, body: #"{"code":201}"#, reason: .malformed, mayHaveArrived: true),
        Refusal(
            status: 200, body: #"{"code":201,"sub_code":"INTERNAL"}"#, reason: .malformed,
            mayHaveArrived: true),
    ]

    @Test(arguments: deepvueRefusals)
    func `Deepvue's other answers are never answered with a second upload`(
        refusal: Refusal
    ) async {
        let transport = behindDoor(refusal.status, refusal.body)
        guard case .failure(let failure) = await deepvue(transport) else {
            Issue.record("accepted")
            return
        }
        #expect(failure.reason == refusal.reason)
        #expect(failure.mayHaveArrived == refusal.mayHaveArrived)
        #expect(transport.requests.map(\.target).filter { $0.hasSuffix("/batch") }.count == 1)
    }

    @Test func `A token that Deepvue refuses with an upload is renewed for the next one`() async {
        let transport = ScriptedTransport { request, count in
            request.url.hasSuffix("authorize")
                ? HTTPResponse(200, deepvueToken) : HTTPResponse(401, #"{"detail":"no"}"#)
        }
        guard case .failure(let failure) = await deepvue(transport) else {
            Issue.record("accepted")
            return
        }
        #expect(failure.reason == .auth)
        #expect(!failure.mayHaveArrived)
        #expect(failure.hint.contains("upload it again"))
        #expect(
            transport.requests.map(\.target) == [
                "/prefix/v1/authorize", "/prefix/v1/verification/upi-basic/batch",
                "/prefix/v1/authorize",
            ])
    }

    @Test func `An upload that broke off is not repeated and its outcome is open`() async {
        for hasLeft in [true, false] {
            let transport = ScriptedTransport { _, _ throws(TransportFailure) in
                throw TransportFailure(.broken, message: "broke", mayHaveArrived: hasLeft)
            }
            guard case .failure(let failure) = await reap(transport) else {
                Issue.record("accepted")
                return
            }
            #expect(failure.mayHaveArrived == hasLeft)
            #expect(
                failure.hint.hasPrefix(hasLeft ? "It may have arrived" : "Nothing was sent"))
            #expect(transport.requests.count == 1)
        }
    }

    @Test func `A file of people's data does not print itself`() {
        #expect("\(file)" == "UploadFile(30 bytes)")
        var dumped = ""
        dump(file, to: &dumped)
        #expect(!dumped.contains("csv"))
    }

    @Test func `A Deepvue upload without a token was not sent and says so`() async throws {
        let transport = ScriptedTransport { _, _ throws(TransportFailure) in
            throw TransportFailure(.broken, message: "broke", mayHaveArrived: true)
        }
        guard case .failure(let failure) = await deepvue(transport) else {
            Issue.record("there was no token")
            return
        }
        #expect(failure.reason == .network && !failure.mayHaveArrived)
        #expect(failure.hint.hasPrefix("Nothing was sent"))
        #expect(transport.requests.map(\.target) == ["/prefix/v1/authorize"])
    }
}
