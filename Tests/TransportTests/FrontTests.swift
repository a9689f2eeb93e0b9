import Glibc
import HTTP
import HTTPClient
import Testing

/// What a vendor's TLS front does on good and bad days, with nginx in its place.
@Suite(.enabled(if: Tools.areInstalled, "nginx and openssl are needed: see the README"))
struct FrontTests {
    /// Both versions of HTTP that a front speaks.
    static let versions = ["ssl http2", "ssl"]

    @Test func `Requests at the same time share one HTTP2 connection`() async throws {
        let upstream = RawServer { _ in RawServer.ok("done") }
        defer { upstream.close() }
        let nginx = try await Nginx("location / { proxy_pass \(upstream.url); }")
        let transport = try await CurlTransport.trusting()
        #expect(await statuses(200, of: nginx.url, by: transport) == [200: 200])
        let log = try await nginx.log(200)
        #expect(Set(log.map(\.connection)).count == 1)
        #expect(Set(log.map(\.version)) == ["HTTP/2.0"])
    }

    @Test func `Two hundred HTTP1 requests at once keep to the limit of connections`()
        async throws
    {
        let upstream = RawServer { _ in RawServer.ok("done") }
        defer { upstream.close() }
        let nginx = try await Nginx("location / { proxy_pass \(upstream.url); }", listen: "ssl")
        let transport = try await CurlTransport.trusting(connections: 3)
        #expect(await statuses(200, of: nginx.url, by: transport) == [200: 200])
        let log = try await nginx.log(200)
        #expect((1...3).contains(Set(log.map(\.connection)).count))
        #expect(Set(log.map(\.version)) == ["HTTP/1.1"])
    }

    @Test(arguments: versions)
    func `A thousand requests in a row need one connection`(listen: String) async throws {
        let nginx = try await Nginx("location / { return 200 $request_uri; }", listen: listen)
        let transport = try await CurlTransport.trusting()
        for number in 0..<1000 {
            let answer = try await transport.send(.get("\(nginx.url)/\(number)"))
            try #require(answer.text == "/\(number)")
        }
        #expect(Set(try await nginx.log(1000).map(\.connection)).count == 1)
    }

    @Test func `Writes without a body leave no more connections open than allowed`() async throws {
        let nginx = try await Nginx(
            "location / { return 204; } location /open { stub_status; }", listen: "ssl")
        let transport = try await CurlTransport.trusting(connections: 2)
        for _ in 0..<10 {
            let answer = try await transport.send(
                HTTPRequest(method: "DELETE", url: "\(nginx.url)/thing"))
            #expect(answer.status == 204)
        }
        let status = try await transport.send(.get("\(nginx.url)/open")).text
        let open = try #require(status.split(separator: " ").compactMap { Int($0) }.first)
        #expect((1...2).contains(open), "\(status)")
    }

    @Test(arguments: versions)
    func `A slow vendor ends in a timeout that leaves the outcome open`(
        listen: String
    ) async throws {
        let upstream = RawServer { _ in .stall }
        defer { upstream.close() }
        let nginx = try await Nginx("location / { proxy_pass \(upstream.url); }", listen: listen)
        let failure = try await CurlTransport.trusting().whyNot(
            .post(nginx.url, timeout: .milliseconds(600)))
        #expect(
            failure
                == TransportFailure(
                    .timedOut, message: "no answer within 600 ms", mayHaveArrived: true))
        #expect(upstream.requests.count == 1)
    }

    @Test(arguments: versions)
    func `An answer cut in the middle is a broken connection, not an answer`(
        listen: String
    ) async throws {
        let upstream = RawServer { _ in
            .cut(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":".utf8))
        }
        defer { upstream.close() }
        let nginx = try await Nginx("location / { proxy_pass \(upstream.url); }", listen: listen)
        let failure = try await CurlTransport.trusting().whyNot(.post(nginx.url))
        #expect(failure == broken(nginx))
        #expect(upstream.requests.count == 1)
    }

    @Test(arguments: versions)
    func `A connection cut before the answer is broken, and a write is not sent again`(
        listen: String
    ) async throws {
        let nginx = try await Nginx(
            "location / { return 444; } location /first { return 200 hello; }", listen: listen)
        let transport = try await CurlTransport.trusting()
        #expect(try await transport.send(.get("\(nginx.url)/first")).status == 200)
        #expect(await transport.whyNot(.post("\(nginx.url)/write")) == broken(nginx))
        let writes = try await nginx.log(2).filter { $0.path == "/write" }
        #expect(writes.count == 1)
    }

    @Test(arguments: versions)
    func `An upstream that is gone or late is the front's HTML page with its status`(
        listen: String
    ) async throws {
        let silent = RawServer { _ in .stall }
        defer { silent.close() }
        let (socket, port) = RawServer.deadPort()
        defer { close(socket) }
        let nginx = try await Nginx(
            """
            location /gone { proxy_pass http://127.0.0.1:\(port); }
            location /late { proxy_pass \(silent.url); proxy_read_timeout 100ms; }
            """, listen: listen)
        let transport = try await CurlTransport.trusting()
        for (path, status) in [("gone", 502), ("late", 504)] {
            let answer = try await transport.send(.get("\(nginx.url)/\(path)"))
            #expect(answer.status == status)
            #expect(answer.headers["Content-Type"] == "text/html")
            #expect(answer.text.hasPrefix("<html>"))
        }
    }

    @Test(arguments: versions)
    func `A redirect to another host is not followed, and that host sees nothing`(
        listen: String
    ) async throws {
        let other = RawServer { _ in RawServer.ok("caught") }
        defer { other.close() }
        let nginx = try await Nginx("location / { return 307 \(other.url)/take; }", listen: listen)
        let transport = try await CurlTransport.trusting()
        let answer = try await transport.send(.post(nginx.url))
        #expect(answer.status == 307)
        #expect(answer.headers["location"] == "\(other.url)/take")
        #expect(other.connectionCount == 0)
    }

    @Test(arguments: versions)
    func `A gzip body arrives unpacked, and counts unpacked against the limit`(
        listen: String
    ) async throws {
        let million = String(repeating: "0", count: 1_000_000)
        let upstream = RawServer { _ in RawServer.ok(million, "Content-Type: application/json") }
        defer { upstream.close() }
        let nginx = try await Nginx(
            "location / { proxy_pass \(upstream.url); }", listen: listen,
            settings: "gzip on; gzip_types application/json; gzip_proxied any;")
        let transport = try await CurlTransport.trusting()
        var request = HTTPRequest.get(nginx.url)
        let answer = try await transport.send(request)
        #expect(answer.headers["Content-Encoding"] == "gzip")
        #expect(answer.text == million)
        request.answerLimit = 999_999
        let failure = await transport.whyNot(request)
        #expect(
            failure
                == TransportFailure(
                    .tooLarge, message: "the answer is larger than 999999 bytes",
                    mayHaveArrived: true))
        // The connection, or the next one, still serves.
        #expect(try await transport.send(.get(nginx.url)).body.count == 1_000_000)
    }

    @Test(arguments: versions)
    func `Old and piecemeal upstreams answer through the front`(listen: String) async throws {
        let upstream = RawServer { request in
            if request.head.first?.contains("/old") == true {
                .cut(Array("HTTP/1.0 200 OK\r\n\r\nold and whole".utf8))
            } else {
                .answer(
                    Array(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n4\r\n two\r\n0\r\n\r\n"
                            .utf8))
            }
        }
        defer { upstream.close() }
        let nginx = try await Nginx(
            "location / { proxy_pass \(upstream.url); proxy_http_version 1.1; }", listen: listen)
        let transport = try await CurlTransport.trusting()
        for base in [nginx.url, upstream.url] {
            let old = try await transport.send(.get("\(base)/old"))
            #expect(old.text == "old and whole")
            let pieces = try await transport.send(.get("\(base)/pieces"))
            #expect(pieces.text == "one two")
        }
    }

    private func broken(_ nginx: Nginx) -> TransportFailure {
        TransportFailure(
            .broken, message: "the connection to 127.0.0.1:\(nginx.port) broke",
            mayHaveArrived: true)
    }

    /// How many of so many requests at once came back with which status; 0 for none.
    private func statuses(
        _ count: Int, of url: String, by transport: CurlTransport
    ) async -> [Int: Int] {
        await withTaskGroup(of: Int.self) { group in
            for number in 0..<count {
                group.addTask {
                    (try? await transport.send(.get("\(url)/\(number)")))?.status ?? 0
                }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
    }
}
