import HTTP
import JSON
import Testing

@Suite struct ReapUploadTests {
    private static let header = "externalId,shareToken,applicantLevel\n"

    private func rows(_ count: Int) -> String {
        Self.header
            + (0..<count).map { "0b6f2c1e-5a0d-4a57-9c34-7d3f1e9a2b10,token-\($0),basic\n" }
            .joined()
    }

    @Test(arguments: [false, true])
    func `An uploaded batch waits, moves and completes`(overSocket: Bool) throws {
        let probe = try Probe(overSocket: overSocket)
        let answer = probe.reapUpload(rows(120), key: "one")
        #expect(answer.status == 201)
        let body = try #require(answer.json)
        #expect(
            body.names == [
                "batchId", "businessUuid", "status", "totalRecords", "message", "createdAt",
            ])
        #expect(body["status"] == "PENDING" && body["totalRecords"] == 120)
        let id = try #require(body["batchId"]?.string)
        #expect(try probe.reap(id)["status"] == "pending")
        #expect(try probe.reap(id)["createdAt"] == body["createdAt"])
        // At most ten minutes of waiting and 120 rows at two a second, twenty times as fast.
        var seen: Set<String> = []
        for second in 0..<40 {
            probe.pass(to: Double(second))
            seen.insert(try #require(try probe.reap(id)["status"]?.string))
        }
        #expect(seen == ["pending", "in_progress", "completed"])
        let done = try probe.reap(id)
        #expect(done["processedRecords"] == 120 && done["failedRecords"] == 2)
    }

    @Test func `The same key gives the same batch, another or none a new one`() throws {
        let probe = try Probe()
        let first = probe.reapUpload(rows(3), key: "one")
        probe.pass(to: 9)
        #expect(probe.reapUpload(rows(4), key: "one") == first)
        let others = [probe.reapUpload(rows(3), key: "two"), probe.reapUpload(rows(3))]
        let ids = Set((others + [first]).compactMap { $0.json?["batchId"]?.string })
        #expect(ids.count == 3)
    }

    @Test func `Rows without a token fail`() throws {
        let probe = try Probe()
        let file = Self.header + "a,,\nb,FAILED,\nc,DRY_RUN,\nd,\"quoted, token\",\n\n"
        let id = try #require(probe.reapUpload(file).json?["batchId"]?.string)
        probe.pass(to: 40)
        #expect(try probe.reap(id)["totalRecords"] == 4)
        #expect(try probe.reap(id)["failedRecords"] == 3)
    }

    @Test func `A file that cannot be taken is refused with the reason`() throws {
        let probe = try Probe()
        func message(_ answer: HTTPResponse) -> String? {
            #expect(answer.status == 400 && answer.json?["code"] == "0701001400")
            return answer.json?["message"]?.string
        }
        #expect(message(probe.reapUpload("externalId\na\n")) == "column shareToken is missing")
        #expect(
            message(probe.reapUpload("\u{FEFF}" + rows(1))) == "column externalId is missing")
        #expect(message(probe.reapUpload(Self.header)) == "file has no records")
        #expect(message(probe.reapUpload("")) == "file is empty")
        #expect(probe.reapUpload(rows(5_000)).status == 201)
        #expect(message(probe.reapUpload(rows(5_001))) == "file has more than 5000 records")
        let large = rows(1) + String(repeating: "x", count: 10 << 20)
        #expect(message(probe.reapUpload(large)) == "file is larger than 10 MB")
        #expect(message(probe.reapUpload(rows(1), part: "files")) == "\"file\" is required")
        #expect(message(probe.reapUpload(rows(1), provider: nil)) == "\"X-Provider\" is required")
        #expect(probe.reapUpload(rows(1), provider: "other").json?["parameter"] == "X-Provider")

        let form = Probe.form("file", rows(1))
        var request = probe.request(
            "POST", "/entity/kyc/import/batch",
            [
                "x-reap-api-key": "reap_demo_key", "X-Provider": "sumsub",
                "Content-Type": form.type,
            ], body: form.body)
        request.body[140] = 0xFF
        #expect(message(probe.send(request)) == "file is not UTF-8")
    }

    @Test func `Of many uploads the oldest are forgotten`() throws {
        let probe = try Probe()
        let file = rows(1)
        let first = try #require(probe.reapUpload(file, key: "0").json?["batchId"]?.string)
        for number in 1...10_000 { _ = probe.reapUpload(file, key: String(number)) }
        #expect(try probe.reap(first)["code"] == "0701020100")
        #expect(probe.reapUpload(file, key: "0").json?["batchId"]?.string != first)
    }
}
