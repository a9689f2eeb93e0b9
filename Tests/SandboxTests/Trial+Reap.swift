import HTTP
import JSON
import Sandbox

extension Trial {
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

    static let reap: [Trial] = [
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
}
