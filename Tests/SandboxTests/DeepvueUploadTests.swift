import HTTP
import JSON
import Testing

@Suite struct DeepvueUploadTests {
    private static let file = #"""
        vpa,name,note
        asha@example,Asha Example,first
        ravi@example,"Example, Ravi","says ""hello"""

        meera@example,Meera Example
        """#

    @Test(arguments: [false, true])
    func `An uploaded batch goes on and its result has the rows that were sent`(
        overSocket: Bool
    ) throws {
        let probe = try Probe(overSocket: overSocket)
        let answer = try probe.deepvueUpload(
            Self.file, query: "?webhook_url=https%3A%2F%2Fhooks.example%2Fdv")
        #expect(answer.status == 201)
        let body = try #require(answer.json)
        #expect(
            body.names == [
                "code", "timestamp", "transaction_id", "request_id", "message", "sub_code",
                "output_batch_file",
            ])
        #expect(body["code"] == 201 && body["output_batch_file"] == "")
        let id = try #require(body["request_id"]?.string)
        #expect(id.wholeMatch(of: /[0-9a-f]{32}/) != nil)
        #expect(try probe.deepvue(id).json?["data"]?["batch_output_file_url"] == .null)

        probe.pass(to: 20)
        let link = try #require(
            try probe.deepvue(id).json?["data"]?["batch_output_file_url"]?.string)
        let file = probe.send("GET", String(link.dropFirst("http://127.0.0.1:8080".count)))
        let lines = file.text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0] == "vpa,name,note,account_exists,name_at_bank")
        #expect(lines[1].hasPrefix("asha@example,Asha Example,first,"))
        #expect(lines[2].hasPrefix("ravi@example,\"Example, Ravi\",\"says \"\"hello\"\"\","))
        #expect(lines[3].hasPrefix("meera@example,Meera Example,,"))
    }

    @Test func `Each upload is a batch of its own, and files that cannot be taken are named`()
        throws
    {
        let probe = try Probe()
        let ids = try (0..<3).map { _ in
            try probe.deepvueUpload(Self.file).json?["request_id"]?.string
        }
        #expect(Set(ids).count == 3)
        let missing = try probe.deepvueUpload(Self.file, part: "file")
        #expect(missing.status == 422)
        #expect(missing.json?["detail"]?.array?.first?["loc"] == ["body", "batch_file"])
        #expect(try probe.deepvueUpload("vpa\n").json?["detail"] == "Batch file is empty")
        let unsigned = probe.send("POST", "/v1/verification/upi-basic/batch")
        #expect(unsigned.status == 401)
    }
}
