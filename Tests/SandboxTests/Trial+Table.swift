import HTTP
import JSON
import Sandbox

extension Trial {
    static let all = reap + deepvue + surepass + reports + dollarPe

    private static let csv = "externalId,shareToken\na,b\n"

    private static func reapStatus(_ label: String, after second: Double = 0)
        -> @Sendable (Probe)
        throws -> JSON
    {
        { probe in
            probe.pass(to: second)
            return try probe.reap(probe.id(label))
        }
    }

    private static func answer(_ response: HTTPResponse, _ member: String) -> String {
        let value = response.json?[member].map { $0.string ?? $0.text() } ?? "-"
        return "\(response.status) \(value)"
    }

    private static let reap: [Trial] = [
        Trial("reap-missing-key-400", "401 0000000100", "400 0501001400") {
            answer($0.send("GET", "/entity/kyc/import/batch/x"), "code")
        },
        Trial("reap-entity-codes", "401 0000000200", "401 0501002401") {
            answer(
                $0.send("GET", "/entity/kyc/import/batch/x", ["x-reap-api-key": "wrong"]), "code")
        },
        Trial(
            "reap-no-parameter", "[\"code\", \"message\", \"parameter\"]", "[\"code\", \"message\"]"
        ) { "\(try $0.reap("x").names)" },
        Trial("reap-uppercase", "in_progress", "PROCESSING") {
            try reapStatus("March import")($0)["status"]?.string ?? ""
        },
        Trial("reap-unaccounted", "completed 0", "completed 2") {
            let batch = try reapStatus("Pilot cohort")($0)
            let lost =
                (batch["totalRecords"]?.integer ?? 0) - (batch["processedRecords"]?.integer ?? 0)
            return "\(batch["status"]?.string ?? "") \(lost)"
        },
        Trial("reap-failed", "completed", "failed") {
            try reapStatus("Pilot cohort")($0)["status"]?.string ?? ""
        },
        Trial("reap-failed-completed-at", "true", "false") {
            "\(try reapStatus("Night run 14", after: 600)($0)["completedAt"] == .null)"
        },
        Trial("reap-stuck", "completed", "pending") {
            try reapStatus("Pilot cohort")($0)["status"]?.string ?? ""
        },
        Trial("reap-bad-id-400", "404 0701020100", "400 0701001400") {
            answer(
                $0.send(
                    "GET", "/entity/kyc/import/batch/x", ["x-reap-api-key": "reap_demo_key"]),
                "code")
        },
        Trial("reap-500-empty", "200 false", "500 true") {
            let answer = $0.send(
                "GET", "/entity/kyc/import/batch/\(try $0.id("March import"))",
                ["x-reap-api-key": "reap_demo_key"])
            return "\(answer.status) \(answer.body.isEmpty)"
        },
        Trial("reap-500-html", "application/json", "text/html; charset=utf-8") {
            $0.send(
                "GET", "/entity/kyc/import/batch/\(try $0.id("March import"))",
                ["x-reap-api-key": "reap_demo_key"]
            ).headers["Content-Type"] ?? ""
        },
        Trial("reap-upload-200", "201", "200") { "\($0.reapUpload(csv).status)" },
        Trial("reap-upload-202", "201", "202") { "\($0.reapUpload(csv).status)" },
        Trial("reap-idempotency-error", "201 -", "409 9999993401") {
            _ = $0.reapUpload(csv, key: "k")
            return answer($0.reapUpload(csv, key: "k"), "code")
        },
        Trial("reap-idempotency-error,reap-idempotency-batch-id", "201 true", "409 true") {
            let first = $0.reapUpload(csv, key: "k").json?["batchId"]
            let second = $0.reapUpload(csv, key: "k")
            return "\(second.status) \(second.json?["batchId"] == first)"
        },
        Trial("reap-idempotency-required", "201 -", "400 Idempotency-Key") {
            answer($0.reapUpload(csv), "parameter")
        },
    ]

    private static func deepvueData(
        _ label: String, _ member: String, after second: Double = 0
    ) -> @Sendable (Probe) throws -> String {
        { probe in
            probe.pass(to: second)
            let answer = try probe.deepvue(probe.id(label))
            let value = answer.json?["data"]?[member].map { $0.string ?? $0.text() } ?? "-"
            return "\(answer.status) \(value)"
        }
    }

    /// The status of a finished batch's file, as its link has it.
    private static func deepvueFile(after seconds: Double) -> @Sendable (Probe) throws -> String {
        { probe in
            let link = try probe.deepvue(probe.id("UPI check, Surat")).json?["data"]
            let url = link?["batch_output_file_url"]?.string ?? ""
            probe.pass(to: seconds)
            let file = probe.send("GET", String(url.dropFirst("http://127.0.0.1:8080".count)))
            return "\(file.status) \(file.body.isEmpty)"
        }
    }

    private static let unknownRequest = "06d0d7c340ed460d96103aaa0b26f0de"

    private static func tokenAfter(_ seconds: Double) -> @Sendable (Probe) throws -> String {
        { probe in
            let headers = try probe.deepvueHeaders()
            probe.pass(to: seconds)
            return answer(
                probe.send(
                    "GET", "/v1/verification/batch-processing-status?request_id=x", headers),
                "detail")
        }
    }

    private static let deepvue: [Trial] = [
        Trial(
            "deepvue-202", "200 batch processing in progress", "202 batch processing in progress",
            deepvueData("UPI check, Pune", "message")),
        Trial(
            "deepvue-empty-url", "200 null", "200 ",
            deepvueData("UPI check, Pune", "batch_output_file_url")),
        Trial(
            "deepvue-missing-url", "200 null", "200 -",
            deepvueData("UPI check, Pune", "batch_output_file_url")),
        Trial(
            "deepvue-missing-status", "200 202", "200 -", deepvueData("UPI check, Pune", "status")),
        Trial(
            "deepvue-failed", "200 200", "200 500", deepvueData("UPI check, Surat", "status")),
        Trial("deepvue-flap", "false false", "true true") { probe in
            let id = try probe.id("UPI check, Surat")
            let first = try probe.deepvue(id).json?["data"]?["message"]
            let headers = try probe.deepvueHeaders()
            let second = probe.send(
                "GET", "/v1/verification/batch-processing-status?request_id=\(id)", headers)
            let third = probe.send(
                "GET", "/v1/verification/batch-processing-status?request_id=\(id)", headers)
            let messages = [second, third].map { $0.json?["data"]?["message"] }
            return "\(messages[0] != messages[1]) \(messages.contains { $0 != first })"
        },
        Trial("deepvue-file-403", "200 false", "403 false", deepvueFile(after: 0)),
        Trial("deepvue-file-404", "200 false", "404 false", deepvueFile(after: 0)),
        Trial("deepvue-signed-url", "200 false", "403 false", deepvueFile(after: 601)),
        Trial("deepvue-empty-csv", "200 false", "200 true", deepvueFile(after: 0)),
        Trial("deepvue-unknown-400", "404 Request id not found", "400 Request id not found") {
            answer(try $0.deepvue(unknownRequest), "detail")
        },
        Trial("deepvue-unknown-422", "404 Request id not found", "422 Request id not found") {
            answer(try $0.deepvue(unknownRequest), "detail")
        },
        Trial("deepvue-unknown-null", "404 -", "200 null") {
            answer(try $0.deepvue(unknownRequest), "data")
        },
        Trial(
            "deepvue-403", "401 Could not validate credentials", "403 Not a valid token",
            tokenAfter(86_401)),
        Trial("deepvue-missing-key-403", "401", "403") { probe in
            let token = try probe.token()
            return String(
                probe.send(
                    "GET", "/v1/verification/batch-processing-status?request_id=x",
                    ["Authorization": "Bearer \(token)"]
                ).status)
        },
        Trial("deepvue-422-text", "true", "false") {
            "\($0.send("POST", "/v1/authorize").json?["detail"]?.array != nil)"
        },
        Trial("deepvue-upload-200", "201 201", "200 201") {
            answer(try $0.deepvueUpload("vpa\na@b\n"), "code")
        },
        Trial("deepvue-webhook-required", "201", "422") {
            "\(try $0.deepvueUpload("vpa\na@b\n").status)"
        },
        Trial("deepvue-one-token", "404", "401") { probe in
            let headers = try probe.deepvueHeaders()
            probe.pass(to: 5)
            _ = try probe.token()
            return String(
                probe.send(
                    "GET", "/v1/verification/batch-processing-status?request_id=x", headers
                ).status)
        },
        Trial(
            "deepvue-token-life=30", "404 Request id not found",
            "401 Could not validate credentials", tokenAfter(31)),
        Trial("deepvue:throttled,deepvue-plan=starter", "200 200 200", "200 429 429") { probe in
            (0..<3).map { _ in
                let form = "client_id=deepvue_demo_id&client_secret=deepvue_demo_secret"
                return String(probe.send("POST", "/v1/authorize", body: form).status)
            }.joined(separator: " ")
        },
        Trial("deepvue:throttled,deepvue-plan=starter,retry-after", "200 -", "429 1") { probe in
            let form = "client_id=deepvue_demo_id&client_secret=deepvue_demo_secret"
            _ = probe.send("POST", "/v1/authorize", body: form)
            let second = probe.send("POST", "/v1/authorize", body: form)
            return "\(second.status) \(second.headers["Retry-After"] ?? "-")"
        },
    ]

    private static func list(_ page: Int) -> @Sendable (Probe) throws -> JSON {
        { probe in
            probe.surepass(
                "bulk-stamp-orders-list",
                "{\"start_date\":\"2025-01-01\",\"end_date\":\"2025-12-31\",\"page\":\(page)}"
            ).json?["data"] ?? nil
        }
    }

    private static let surepass: [Trial] = [
        Trial("surepass-html-502", "200 200 200", "200 200 502") { probe in
            (0..<3).map { _ in String(probe.surepassGet("stamper-v2/stats").status) }
                .joined(separator: " ")
        },
        Trial("surepass-400", "404 422", "400 400") {
            let unknown = $0.surepass("bulk-stamp-order-summary", "{\"client_id\":\"x\"}")
            return "\(unknown.status) \($0.surepass("bulk-order", "{}").status)"
        },
        Trial("surepass-401-bare", "401 authentication_failed", "401 -") {
            answer($0.send("GET", "/api/v1/stamper-v2/stats"), "message_code")
        },
        Trial("surepass-message-null", "200 Success", "200 null") {
            answer($0.surepassGet("stamper-v2/stats"), "message")
        },
        Trial("surepass-status-disagrees", "200 200", "200 422") {
            answer($0.surepassGet("stamper-v2/stats"), "status_code")
        },
        Trial("surepass-used-leave", "120", "fewer") {
            let summary = try $0.order($0.id("Franchise papers"))["summary"]
            let count = summary?["available"]?["count"]?.integer ?? 0
            return (80..<120).contains(count) ? "fewer" : String(count)
        },
        Trial("surepass-utc", "2025-10-08T17:10:00.250000", "2025-10-08T11:40:00.250000") {
            $0.surepass("bulk-order", Probe.order).json?["data"]?["created_at"]?.string ?? ""
        },
        Trial("surepass-list-repeats", "0", "6") {
            String(try list(9)($0)["stamps"]?.array?.count ?? -1)
        },
        Trial("surepass-no-pagination", "true", "false") {
            "\(try list(1)($0)["pagination"] != nil)"
        },
        Trial("surepass-dl-only", "200", "422") {
            String($0.surepass("bulk-order", Probe.order.replacing("DL", with: "KA")).status)
        },
    ]

    private static func report(after second: Double) -> @Sendable (Probe) throws -> HTTPResponse {
        { probe in
            probe.pass(to: second)
            let id = try probe.id("Usage of Franchise papers")
            return probe.surepassGet("stamper-v2/bulk-usage-report/download?client_id=\(id)")
        }
    }

    private static let reports: [Trial] = [
        Trial("surepass-report-null", "false", "true") {
            "\(try report(after: 0)($0).json?["data"] == .null)"
        },
        Trial("surepass-report-missing", "true", "false") {
            "\(try report(after: 0)($0).json?["data"]?["link"] != nil)"
        },
        Trial("surepass-report-404", "200", "404") { "\(try report(after: 0)($0).status)" },
        Trial("surepass-report-422", "200", "422") { "\(try report(after: 0)($0).status)" },
        Trial("surepass-report-completed", "success", "completed") {
            try report(after: 60)($0).json?["data"]?["status"]?.string ?? ""
        },
        Trial("surepass-report-no-link", "true true", "false true") {
            let early = try report(after: 12.5)($0).json?["data"]?["link"]?.string != nil
            let late = try report(after: 60)($0).json?["data"]?["link"]?.string != nil
            return "\(early) \(late)"
        },
    ]

    private static func submitted(_ probe: Probe) throws -> JSON? {
        let id = try probe.id("Exchange user 204")
        let answer = probe.dollarPe(
            "POST", "kyc/add-kyc-data", body: Probe.submission(of: id))
        return answer.json?["data"]
    }

    private static func missing(_ field: String) -> @Sendable (Probe) throws -> String {
        { probe in
            let body = Probe.submission(of: try probe.id("Exchange user 204"))
            let answer = probe.dollarPe(
                "POST", "kyc/add-kyc-data",
                body: body.replacing("\"\(field)\":", with: "\"other\":"))
            return answer.json?["errors"]?.names.first ?? "\(answer.status)"
        }
    }

    private static let tax = "\"tax_number\":\"BBBPB0000B\""

    private static let dollarPe: [Trial] = [
        Trial("dollarpe-signature-401", "400", "401") {
            String(
                $0.dollarPe(
                    "GET", "customer/x", body: "", timestamp: "\($0.now / 1_000)", signature: "AA"
                ).status)
        },
        // The body is signed as it is sent, which is no profile's form.
        Trial("dollarpe-profile-only=java_sample", "200 200", "400 200") {
            let id = try $0.id("Exchange user 118")
            let spaced = $0.dollarPe(
                "PATCH", "kyc/update-tax-info",
                body: "{ \"tax_number\":\"BBBPB0000B\", \"customer_id\":\"\(id)\"}")
            let sorted = $0.dollarPe(
                "PATCH", "kyc/update-tax-info",
                body: "{\"customer_id\":\"\(id)\",\"tax_number\":\"BBBPB0000B\"}")
            return "\(spaced.status) \(sorted.status)"
        },
        Trial("dollarpe-tolerance=5", "200", "400") { probe in
            let id = try probe.id("Exchange user 118")
            let signed = probe.signed(at: probe.now / 1_000 - 60)
            return String(
                probe.dollarPe(
                    "GET", "customer/\(id)", body: "", timestamp: signed.timestamp,
                    signature: signed.signature
                ).status)
        },
        Trial("dollarpe-id-customer", "false", "true") {
            "\(try submitted($0)?["id"]?.string == $0.id("Exchange user 204"))"
        },
        Trial("dollarpe-customer-id-key", "id", "customer_id") {
            try submitted($0)?.names.first ?? ""
        },
        Trial("dollarpe-text-in-message", "Bad Request", "Customer not found or access denied.") {
            $0.dollarPe("GET", "customer/x").json?["message"]?.string ?? ""
        },
        Trial("dollarpe-limits-apart", "400", "200") { probe in
            let id = try probe.id("Exchange user 118")
            for _ in 0..<3 { _ = probe.correct("tax", id, tax) }
            return String(
                probe.correct("selfie", id, "\"selfie_url\":\"https://files.example/s.jpg\"")
                    .status)
        },
        Trial("dollarpe-reset-keeps-limit", "200", "400") { probe in
            let id = try probe.id("Exchange user 118")
            for _ in 0..<3 { _ = probe.correct("tax", id, tax) }
            _ = probe.mock(id, "UNVERIFIED")
            _ = probe.dollarPe(
                "POST", "kyc/add-kyc-data", body: Probe.submission(of: id, document: "9"))
            return String(probe.correct("tax", id, tax).status)
        },
        Trial("dollarpe-update-processing", "UNVERIFIED", "PROCESSING") {
            $0.correct("tax", try $0.id("Exchange user 118"), tax)
                .json?["data"]?["status"]?.string ?? ""
        },
        Trial("dollarpe-edd", "residence_alpha_3_country_code", "is_edd_verified") {
            try $0.customer($0.id("Exchange user 118")).names.last ?? ""
        },
        Trial("dollarpe-phone-required", "200", "phone", missing("phone")),
        Trial("dollarpe-tax-required", "200", "tax_number", missing("tax_number")),
        Trial("dollarpe-foreign-next", "true", "false") { probe in
            for number in 0..<12 {
                _ = probe.dollarPe(
                    "POST", "customer/create",
                    body: Probe.person(
                        email: "a\(number)@example.org", phone: "\(9_800_000_000 + number)",
                        reference: "r\(number)"))
            }
            let page = probe.dollarPe("GET", "customer/list").json?["data"]
            return "\(page?["next"]?.string?.hasPrefix("http://127.0.0.1:8080/") ?? true)"
        },
    ]
}
