import Domain
import HTTP
import Testing
import Vendors

/// Which answers mean what, vendor by vendor.
struct ErrorTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var kind: Kind
        var status: Int
        var body: String
        var reason: CheckFailure.Reason
        var code: String?

        init(
            _ kind: Kind, _ status: Int, _ body: String, _ reason: CheckFailure.Reason,
            code: String? = nil
        ) {
            self.kind = kind
            self.status = status
            self.body = body
            self.reason = reason
            self.code = code
        }

        var testDescription: String { "\(kind.rawValue) \(status) \(body.prefix(60))" }
    }

    static let reap = [
        Row(
            .reap, 401,
            #"{"code":"0000000100","message":"Invalid Authorization: missing API key","parameter":""}"#,
            .auth, code: "0000000100"),
        Row(
            .reap, 401, #"{"code":"0000000200","message":"Invalid Authorization","parameter":""}"#,
            .auth, code: "0000000200"),
        Row(
            .reap, 400,
            #"{"code":"0501001400","message":"Invalid Authorization: missing API key"}"#, .auth,
            code: "0501001400"),
        Row(
            .reap, 400, #"{"code":"0701001400","message":"\"externalId\" is required"}"#, .invalid,
            code: "0701001400"),
        Row(
            .reap, 404, #"{"code":"0701020100","message":"Batch not found","parameter":""}"#,
            .notFound, code: "0701020100"),
        Row(.reap, 404, #"{"error":"not_found"}"#, .notFound),
        Row(.reap, 500, "", .vendor),
        Row(.reap, 502, "<html>Bad Gateway</html>", .vendor),
        Row(.reap, 200, "<html>Maintenance</html>", .malformed),
        Row(.reap, 200, "[]", .malformed),
        Row(.reap, 200, #"{"batchId":"f208a887-9fa6-4447-a52b-c1d6e089536f"}"#, .malformed),
        Row(
            .reap, 200,
            #"{"batchId":"00000000-9fa6-4447-a52b-c1d6e089536f","status":"completed"}"#, .malformed),
    ]

    static let deepvue = [
        Row(.deepvue, 400, #"{"detail":"Inactive client_id"}"#, .auth),
        Row(.deepvue, 400, #"{"detail":"Bad Request"}"#, .invalid),
        Row(.deepvue, 400, #"{"detail":"request_id not found"}"#, .notFound),
        Row(.deepvue, 401, #"{"detail":"Could not validate credentials"}"#, .auth),
        Row(.deepvue, 403, #"{"detail":"Not a valid token"}"#, .auth),
        Row(.deepvue, 404, #"{"detail":"Not Found"}"#, .notFound),
        Row(
            .deepvue, 422,
            #"{"detail":[{"loc":["query","request_id"],"msg":"field required","type":"missing"}]}"#,
            .invalid),
        Row(
            .deepvue, 429, #"{"detail":"Rate limit exceeded. Please retry after some time."}"#,
            .rateLimited),
        Row(.deepvue, 503, #"{"detail":"Source Unavailable"}"#, .vendor),
        Row(
            .deepvue, 200, #"{"code":200,"sub_code":"SUCCESS","data":null}"#, .malformed, code: nil),
        Row(
            .deepvue, 200, #"{"code":200,"sub_code":"NO_RECORDS_FOUND","data":null}"#, .notFound,
            code: "NO_RECORDS_FOUND"),
        Row(
            .deepvue, 200, #"{"code":500,"sub_code":"INTERNAL","data":{}}"#, .vendor,
            code: "INTERNAL"),
        Row(
            .deepvue, 200,
            #"{"data":{"request_id":"ffffffffffffffffffffffffffffffff","message":"done"}}"#,
            .malformed),
        Row(.deepvue, 200, "not JSON", .malformed),
    ]

    static let surepass = [
        Row(
            .stamps, 401,
            #"{"status_code":401,"success":false,"message":"Unauthorized.","message_code":"unauthorized"}"#,
            .auth, code: "unauthorized"),
        Row(
            .stamps, 401, #"{"success":false,"error":"unauthorized"}"#, .auth, code: "unauthorized"),
        Row(
            .report, 401,
            #"{"success":false,"status_code":401,"message":"Unauthorized - Invalid or expired token","message_code":"unauthorized"}"#,
            .auth, code: "unauthorized"),
        Row(
            .report, 404, #"{"success":false,"message_code":"client_id_not_found"}"#, .notFound,
            code: "client_id_not_found"),
        Row(
            .stamps, 422, #"{"data":null,"success":false,"message_code":"validation_error"}"#,
            .invalid, code: "validation_error"),
        Row(
            .stamps, 429, #"{"message_code":"rate_limit_exceeded"}"#, .rateLimited,
            code: "rate_limit_exceeded"),
        Row(
            .stamps, 500, #"{"message_code":"internal_server_error"}"#, .vendor,
            code: "internal_server_error"),
        Row(.stamps, 200, #"{"data":{},"status_code":401,"success":false}"#, .auth),
        Row(.stamps, 200, #"{"data":{},"status_code":200,"success":false}"#, .malformed),
        Row(.stamps, 200, #"{"data":{"quantity":2},"success":true}"#, .malformed),
        Row(.stamps, 200, #"{"success":true}"#, .malformed),
        Row(
            .report, 200,
            #"{"data":{"client_id":"bulk_stamper_order_usage_report_X","status":"completed"},"success":true}"#,
            .malformed),
        Row(.stamps, 302, "", .malformed),
    ]

    static let dollarPe = [
        Row(
            .kyc, 400,
            #"{"status":false,"message":"Bad Request","data":null,"errors":{"customer":["Customer not found or access denied."]}}"#,
            .notFound),
        Row(
            .kyc, 400, #"{"status":false,"message":"customer not found or access denied"}"#,
            .notFound),
        Row(
            .kyc, 400,
            #"{"status":false,"message":"Bad Request","errors":{"signature":["Invalid Signature"]}}"#,
            .auth),
        Row(.kyc, 401, #"{"status":false,"message":"Invalid Signature"}"#, .auth),
        Row(.kyc, 401, "", .auth),
        Row(.kyc, 404, "", .notFound),
        Row(
            .kyc, 400,
            #"{"status":false,"message":"Bad Request","errors":{"phone":["This field is required."]}}"#,
            .invalid),
        Row(.kyc, 429, "{}", .rateLimited),
        Row(
            .kyc, 500,
            #"{"success":false,"message":"Internal Server Error","errors":"boom","data":null}"#,
            .vendor),
        Row(.kyc, 200, #"{"status":false,"message":"Bad Request","data":null}"#, .malformed),
        Row(.kyc, 200, #"{"status":true,"data":{}}"#, .malformed),
        Row(.kyc, 200, #"{"status":true,"data":{"id":"x","status":"VERIFIED"}}"#, .malformed),
        Row(.kyc, 200, "\u{0}", .malformed),
    ]

    @Test(arguments: reap + deepvue + surepass + dollarPe)
    func `Every answer has its class`(row: Row) async throws {
        let failure = try #require(try await failure(row.kind, row.status, row.body))
        #expect(failure.reason == row.reason)
        #expect(failure.httpStatus == row.status)
        #expect(failure.code == row.code)
        #expect(!failure.message.isEmpty)
        // A refusal was not carried out; anything else may have been.
        #expect(failure.mayHaveArrived == (row.status < 300 || row.status >= 500))
    }

    @Test(arguments: Kind.allCases)
    func `No answer is a network failure in the transport's words`(kind: Kind) async throws {
        let lost = TransportFailure(
            .unreachable, message: "nobody answers at vendor.test", mayHaveArrived: false)
        let transport = ScriptedTransport { _, _ throws(TransportFailure) in throw lost }
        #expect(
            try await outcome(kind, transport)
                == .failure(
                    CheckFailure(.network, message: "nobody answers at vendor.test")))
    }

    @Test func `A certificate that is not trusted is no matter of asking again`() async throws {
        let wrong = TransportFailure(
            .insecure, message: "the certificate of vendor.test is not trusted",
            mayHaveArrived: false)
        let transport = ScriptedTransport { _, _ throws(TransportFailure) in throw wrong }
        guard case .failure(let failure) = try await outcome(.reap, transport) else {
            Issue.record("it was asked")
            return
        }
        #expect(failure.reason == .network)
        #expect(failure.hint.contains("network.ca_file"))
    }

    static let retryAfter: [(String, Duration?)] = [
        ("7", .seconds(7)), ("0", .zero), ("Tue, 14 Nov 2023 22:14:20 GMT", .seconds(60)),
        ("Tuesday, 14-Nov-23 22:14:20 GMT", .seconds(60)),
        ("Tue Nov 14 22:14:20 2023", .seconds(60)), ("Tue, 14 Nov 2023 22:00:00 GMT", .zero),
        ("-5", nil), ("soon", nil), ("", nil),
        ("99999999999999999999", .seconds(1_000_000_000)),
    ]

    @Test(arguments: retryAfter, [Kind.reap, .deepvue, .stamps, .kyc])
    func `Retry-After is read as seconds or as a date`(
        example: (String, Duration?), kind: Kind
    ) async throws {
        let failure = try await failure(kind, 429, "{}", headers: ["retry-after": example.0])
        #expect(failure?.reason == .rateLimited)
        #expect(failure?.retryAfter == example.1)
    }

    static let secrets: [(Kind, String)] = [
        (.reap, "key-of-reap"), (.deepvue, "secret-of-deepvue"), (.deepvue, "token-of-deepvue"),
        (.stamps, "token-of-surepass"), (.report, "token-of-surepass"), (.kyc, "secret_demo_1"),
    ]

    @Test(arguments: secrets)
    func `A vendor's text is cleaned, cut and rid of secrets and personal numbers`(
        kind: Kind, secret: String
    ) async throws {
        let hostile =
            #"\u001b[31mred\u202e \u0007 ABCPE1234F 123456789012 asha@example.test "#
            + "\(secret) \(secret.uppercased()) \(secret.prefix(4))\\u200b\(secret.dropFirst(4)) "
            + String(repeating: "long ", count: 400)
        let body =
            #"{"detail":"\#(hostile)","message":"\#(hostile)","code":"\u001b[2J","message_code":"\u001b[2J"}"#
        for status in [400, 401, 500] {
            let failure = try #require(try await failure(kind, status, body))
            let text = failure.message + (failure.code ?? "")
            #expect(text.contains("[31mred"))
            #expect(!text.lowercased().contains(secret))
            for personal in ["ABCPE1234F", "123456789012", "asha"] {
                #expect(!text.contains(personal))
            }
            #expect(
                text.unicodeScalars.allSatisfy {
                    $0.properties.generalCategory != .control
                        && $0.properties.generalCategory != .format
                })
            #expect(text.unicodeScalars.count < 300)
        }
    }
}
