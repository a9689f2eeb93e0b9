import HTTP
import JSON
import Sandbox
import Testing

@Suite struct DeepvueContractTests {
    private let probe: Probe

    init() throws { probe = try Probe() }
    private let status = "/v1/verification/batch-processing-status"

    @Test func `Both kinds of form get a token for a day, and a wrong pair gets none`() throws {
        let urlencoded = probe.send(
            "POST", "/v1/authorize", ["Content-Type": "application/x-www-form-urlencoded"],
            body: "client_id=deepvue_demo_id&client_secret=deepvue_demo_secret")
        let body = try #require(urlencoded.json)
        #expect(body.names == ["access_token", "token_type", "expiry"])
        #expect(body["token_type"] == "bearer")
        #expect(body["expiry"] == "2025-10-09T11:40:00Z")

        func multipart(_ secret: String) -> HTTPResponse {
            probe.send(
                "POST", "/v1/authorize",
                ["Content-Type": "multipart/form-data; boundary=\"xx--yy\""],
                body: ["client_id": "deepvue_demo_id", "client_secret": secret].sorted {
                    $0.key < $1.key
                }.map {
                    "--xx--yy\r\nContent-Disposition: form-data; name=\"\($0.key)\"\r\n\r\n"
                        + "\($0.value)\r\n"
                }.joined() + "--xx--yy--\r\n")
        }
        #expect(multipart("deepvue_demo_secret").json == body)
        let wrong = multipart("deepvue_demo_secret\r\n")
        #expect(wrong.status == 401)
        #expect(wrong.json == ["detail": "Incorrect client_id or client_secret"])
        #expect(probe.send("POST", "/v1/authorize").status == 422)
    }

    @Test func `Both headers are needed and checked, and a token ends after a day`() throws {
        let target = "\(status)?request_id=\(try probe.id("UPI check, Surat"))"
        let token = "Bearer \(try probe.token())"
        let key = "deepvue_demo_secret"
        func refusal(_ headers: HTTPHeaders) -> JSON? {
            let answer = probe.send("GET", target, headers)
            return answer.status == 401 ? answer.json?["detail"] : nil
        }
        #expect(refusal(["Authorization": token]) == "Not authenticated")
        #expect(refusal(["x-api-key": key]) == "Not authenticated")
        #expect(
            refusal(["Authorization": token + "0", "x-api-key": key])
                == "Could not validate credentials")
        #expect(
            refusal(["Authorization": token, "x-api-key": "other"])
                == "Invalid client_id or client_secret, access Denied")
        #expect(refusal(["Authorization": token, "x-api-key": key]) == nil)
        probe.pass(to: 24 * 3_600 - 1)
        #expect(refusal(["Authorization": token, "x-api-key": key]) == nil)
        probe.pass(to: 24 * 3_600)
        #expect(
            refusal(["Authorization": token, "x-api-key": key])
                == "Could not validate credentials")
    }

    @Test func `A batch is in progress without a link, then completed with one that works`() throws
    {
        let id = try probe.id("UPI check, Pune")
        let moving = try #require(try probe.deepvue(id).json)
        #expect(
            moving.names == [
                "transaction_id", "timestamp", "code", "message", "sub_code", "data",
            ])
        #expect(moving["timestamp"] == .integer(Int(Probe.start)))
        #expect(moving["transaction_id"]?.string?.count == 32)
        #expect(
            moving["data"]
                == .object([
                    .init("request_id", .string(id)), .init("status", 202),
                    .init("product_id", ""),
                    .init("message", "batch processing in progress"),
                    .init("batch_output_file_url", nil),
                ]))

        probe.pass(to: 45)
        let done = try #require(try probe.deepvue(id).json)
        #expect(done["transaction_id"] != moving["transaction_id"])
        #expect(done["data"]?["message"] == "batch processing completed")
        let path = "/upi-basic-batch-output-files/\(id).csv"
        #expect(
            done["data"]?["batch_output_file_url"]?.string == "http://127.0.0.1:8080" + path)
        let file = probe.send("GET", path)
        #expect(file.status == 200)
        #expect(file.text.split(separator: "\n").count == 321)
        // The vendor's store refuses credentials that are not its own.
        #expect(probe.send("GET", path, ["x-api-key": "deepvue_demo_secret"]).status == 400)

        let failed = try probe.deepvue(probe.id("UPI check, second try")).json?["data"]
        #expect(failed?["status"] == 500)
        #expect(failed?["batch_output_file_url"] == .null)
    }

    @Test func `A missing id is a validation error, an unknown one is not found`() throws {
        let headers: HTTPHeaders = [
            "Authorization": "Bearer \(try probe.token())", "x-api-key": "deepvue_demo_secret",
        ]
        let missing = probe.send("GET", status, headers)
        #expect(missing.status == 422)
        #expect(missing.json?["detail"]?.array?.first?["loc"] == ["query", "request_id"])
        let unknown = try probe.deepvue("06d0d7c340ed460d96103aaa0b26f0de")
        #expect(unknown.status == 404)
        #expect(unknown.json?["detail"]?.string != nil)
        let file = "/upi-basic-batch-output-files/06d0d7c340ed460d96103aaa0b26f0de.csv"
        #expect(probe.send("GET", file).status == 404)
    }
}
