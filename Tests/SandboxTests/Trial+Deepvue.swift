import HTTP
import JSON
import Sandbox

extension Trial {
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

    static let deepvue: [Trial] = [
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
}
