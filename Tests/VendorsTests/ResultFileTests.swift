import Domain
import HTTP
import Testing
import Vendors

/// Where result files are fetched from, with what, and what is refused.
struct ResultFileTests {
    private static let good =
        "https://bulk-data-processing.s3.ap-south-1.amazonaws.com/out/06d0.csv?X-Amz-Expires=60"

    private func deepvueStatus(_ link: String?) -> String {
        let link = link.map { #""\#($0)""# } ?? "null"
        return #"{"code":200,"data":{"message":"x","batch_output_file_url":\#(link)}}"#
    }

    /// Deepvue with one link after another and these answers of the file's server.
    private func deepvue(
        links: [String?], files: [HTTPResponse] = [], hosts: ResultHosts = .deepvue,
        limit: Int = 1000
    ) async -> (Result<ResultFile?, CheckFailure>, [HTTPRequest]) {
        let transport = ScriptedTransport { request, count throws(TransportFailure) in
            if request.url.hasSuffix("/v1/authorize") { return HTTPResponse(200, deepvueToken) }
            // Before the n-th status call, two requests came for each earlier one.
            let turn = (count - 1) / 2
            if request.url.contains("batch-processing-status") {
                return HTTPResponse(200, self.deepvueStatus(links[turn]))
            }
            return files[turn]
        }
        let client = DeepvueClient(
            baseURL: "https://vendor.test", clientID: Secret("id"), clientSecret: Secret("secret"),
            transport: transport, resultHosts: hosts, now: { testMoment })
        do {
            let file = try await client.result(of: key(.deepvue), sizeLimit: limit)
            return (.success(file), transport.requests)
        } catch let failure as CheckFailure {
            return (.failure(failure), transport.requests)
        } catch {
            Issue.record(error)
            return (.success(nil), [])
        }
    }

    @Test func `A file is fetched with nothing but the request for it`() async throws {
        let (file, requests) = await deepvue(
            links: [Self.good], files: [HTTPResponse(200, "vpa,ok\n")])
        #expect(try file.get() == ResultFile(bytes: Array("vpa,ok\n".utf8)))
        #expect(requests.count == 3)
        #expect(
            requests.last
                == HTTPRequest(
                    method: "GET", url: Self.good, headers: ["Accept": "*/*"],
                    timeout: .seconds(300), answerLimit: 1000))
    }

    @Test(arguments: [nil, ""])
    func `While there is no link there is no file`(link: String?) async throws {
        let (file, requests) = await deepvue(links: [link])
        #expect(try file.get() == nil)
        #expect(requests.count == 2)
    }

    @Test func `A lapsed link is asked for afresh once`() async throws {
        let renewed = Self.good + "&fresh=1"
        let (file, requests) = await deepvue(
            links: [Self.good, renewed],
            files: [HTTPResponse(403, "<Error/>"), HTTPResponse(200, "a")])
        #expect(try file.get()?.bytes == [97])
        #expect(requests.last?.url == renewed)
        let (second, all) = await deepvue(
            links: [Self.good, renewed, renewed],
            files: Array(repeating: HTTPResponse(403, "<Error>X-Amz-Signature</Error>"), count: 3))
        #expect(all.count == 5)
        guard case .failure(let failure) = second else {
            Issue.record("a file")
            return
        }
        #expect(failure.reason == .auth)
        #expect(failure.message == "the link to Deepvue's result file has lapsed")
    }

    static let refused: [(String, String)] = [
        ("https://evil.test/a.csv", "leads to evil.test:443"),
        ("https://bulk-data-processing.s3.ap-south-1.amazonaws.com.evil.test/a", "leads to"),
        ("https://bulk-data-processing.s3.ap-south-1.amazonaws.com:8443/a", ":8443"),
        ("http://bulk-data-processing.s3.ap-south-1.amazonaws.com/a", "is not https"),
        ("https://u:p@bulk-data-processing.s3.ap-south-1.amazonaws.com/a", "carries a user name"),
        ("https://bulk-data-processing.s3.ap-south-1.amazonaws.com@evil.test/a", "carries a user"),
        (#"https://evil.test\\@bulk-data-processing.s3.ap-south-1.amazonaws.com/a"#, "not a link"),
        ("https://evil.test%2f.bulk-data-processing.s3.ap-south-1.amazonaws.com/a", "not a link"),
        ("https://bulk-data-processing.s3.ap-south-1.amazonaws.com./a", "not a link"),
        ("//bulk-data-processing.s3.ap-south-1.amazonaws.com/a", "not a link"),
        ("file:///etc/passwd", "not a link"), ("ftp://evil.test/a", "not a link"),
        (#"https://evil.test/\u000d\u000aX-Header: 1"#, "not a link"),
        (#"https://\u001b[2Jevil.test/"#, "not a link"), ("nonsense", "not a link"),
        ("https://127.0.0.1/a", "leads to 127.0.0.1:443"),
        ("http://127.0.0.1:8080/a", "leads to 127.0.0.1:8080"), ("https://", "not a link"),
        ("https://host:0/", "not a link"), ("https://host:99999/", "not a link"),
    ]

    @Test(arguments: refused)
    func `A link that leads elsewhere is refused before anything is sent`(
        link: String, words: String
    ) async {
        let (result, requests) = await deepvue(links: [link])
        guard case .failure(let failure) = result else {
            Issue.record("a file")
            return
        }
        #expect(requests.count == 2)
        #expect(failure.reason == .malformed)
        #expect(failure.message.contains(words))
        #expect(!failure.message.contains("/a"))
        #expect(failure.message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }

    static let patterns: [([String], String, Bool)] = [
        (["*.amazonaws.com"], "https://b.s3.amazonaws.com/a", true),
        (["*.amazonaws.com"], "https://B.S3.AmazonAWS.com:443/a", true),
        (["*.amazonaws.com"], "https://amazonaws.com/a", false),
        (["*.amazonaws.com"], "https://evilamazonaws.com/a", false),
        (["*.amazonaws.com"], "https://b.amazonaws.com:8443/a", false),
        (["files.test"], "https://files.test/a", true),
        (["files.test"], "https://a.files.test/a", false),
        (["files.test:8443"], "https://files.test:8443/a", true),
        (["files.test:8443"], "https://files.test/a", false),
        (["127.0.0.1:8123"], "http://127.0.0.1:8123/a", true),
        (["localhost"], "http://localhost/a", true), (["[::1]:9"], "http://[::1]:9/a", true),
        (["127.0.0.1.evil.test"], "http://127.0.0.1.evil.test/a", false),
        ([], "https://files.test/a", false),
    ]

    @Test(arguments: patterns)
    func `Hosts are allowed by name, by port and below a suffix`(
        patterns: [String], link: String, isAllowed: Bool
    ) async {
        let (result, requests) = await deepvue(
            links: [link], files: [HTTPResponse(200, "a")], hosts: ResultHosts(patterns))
        #expect((try? result.get()) == (isAllowed ? ResultFile(bytes: [97]) : nil))
        #expect(requests.count == (isAllowed ? 3 : 2))
    }

    static let answers: [(Int, CheckFailure.Reason, String)] = [
        (301, .malformed, "redirects elsewhere"), (302, .malformed, "redirects elsewhere"),
        (304, .malformed, "redirects elsewhere"), (404, .notFound, "not there any more"),
        (410, .notFound, "not there any more"), (429, .rateLimited, "HTTP 429"),
        (500, .vendor, "HTTP 500"), (206, .malformed, "HTTP 206"),
    ]

    @Test(arguments: answers)
    func `Anything but the file is a failure that names no link`(
        status: Int, reason: CheckFailure.Reason, words: String
    ) async {
        var answer = HTTPResponse(status, "<Error>secret of the store</Error>")
        answer.headers["Location"] = "https://evil.test/"
        let (result, requests) = await deepvue(links: [Self.good], files: [answer])
        guard case .failure(let failure) = result else {
            Issue.record("a file")
            return
        }
        #expect(failure.reason == reason)
        #expect(failure.message.contains(words))
        for hidden in ["secret", "Amz", "evil", "06d0"] {
            #expect(!failure.message.contains(hidden))
        }
        #expect(requests.count == 3)
    }

    @Test func `A report's file comes from its fresh link`() async throws {
        let link = "https://bucket.s3.amazonaws.com/key.csv?X-Amz-Signature=abc"
        let transport = ScriptedTransport { request, count in
            if request.url.contains("vendor.test") {
                return HTTPResponse(
                    200, #"{"data":{"status":"success","link":"\#(link)\#(count)"},"success":true}"#
                )
            }
            return count == 1 ? HTTPResponse(403, "") : HTTPResponse(200, "stamp_id\n")
        }
        let client = SurepassClient(
            baseURL: "https://vendor.test", token: Secret("token"), transport: transport,
            now: { testMoment })
        let file = try await client.result(of: key(.report))
        #expect(file == ResultFile(bytes: Array("stamp_id\n".utf8)))
        #expect(transport.requests.map(\.method) == ["GET", "GET", "GET", "GET"])
        #expect(transport.requests.last?.url == link + "2")
        #expect(transport.requests.last?.headers == ["Accept": "*/*"])
        #expect(transport.requests.last?.answerLimit == ResultFile.standardLimit)
    }

    @Test func `Refused credentials are not taken for a lapsed link`() async throws {
        let transport = ScriptedTransport(401, "{}")
        let client = SurepassClient(
            baseURL: "https://vendor.test", token: Secret("token"), transport: transport,
            now: { testMoment })
        let failure = try await #require(throws: CheckFailure.self) {
            try await client.result(of: key(.report))
        }
        #expect(failure.message == "Surepass refused the credentials")
        #expect(transport.requests.count == 1)
    }
}
