import Glibc
import HTTP
import HTTPClient
import Synchronization
import Testing

/// libcurl's owner against a server of raw bytes.
struct HTTPClientTests {
    private let transport = CurlTransport()

    private func whyNot(_ request: HTTPRequest) async -> TransportFailure? {
        await transport.whyNot(request)
    }

    @Test func `Sequential requests share one connection`() async throws {
        let server = RawServer { RawServer.ok("answer \($0.turn)") }
        defer { server.close() }
        for turn in 0..<20 {
            let answer = try await transport.send(HTTPRequest(method: "GET", url: server.url))
            #expect(String(decoding: answer.body, as: UTF8.self) == "answer \(turn)")
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `No more connections open to one host than configured`() async throws {
        let server = RawServer { _ in RawServer.ok("done") }
        defer { server.close() }
        let transport = CurlTransport(configuration: .init(connectionsPerHost: 3))
        let url = server.url
        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let request = HTTPRequest(method: "GET", url: "\(url)/\(number)")
                    return (try? await transport.send(request))?.status ?? 0
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 60))
        #expect((1...3).contains(server.connectionCount))
    }

    @Test func `A request goes out exactly as given`() async throws {
        let server = RawServer { _ in RawServer.ok("") }
        defer { server.close() }
        let answer = try await transport.send(
            HTTPRequest(
                method: "PATCH", url: "\(server.url)/a/../b%2Fc?x=%25&y=1",
                headers: ["X-Key": "k", "Content-Type": "application/json", "X-Empty": ""],
                body: Array(#"{"a":1}"#.utf8)))
        #expect(answer.status == 200)
        #expect(answer.headers["x-test"] == "yes")
        let request = try #require(server.requests.first)
        #expect(request.head.first == "PATCH /a/../b%2Fc?x=%25&y=1 HTTP/1.1")
        #expect(request.head.contains("X-Key: k"))
        #expect(request.head.contains("X-Empty:"))
        #expect(request.head.contains("Content-Type: application/json"))
        #expect(!request.head.contains { $0.lowercased().hasPrefix("expect") })
        #expect(request.body == #"{"a":1}"#)
    }

    @Test func `A long body arrives whole`() async throws {
        let server = RawServer { request in RawServer.ok("\(request.body.utf8.count)") }
        defer { server.close() }
        let answer = try await transport.send(
            HTTPRequest(
                method: "POST", url: server.url,
                body: [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)))
        #expect(answer.body == Array("3000000".utf8))
    }

    @Test func `Silence ends at the time limit and the outcome is open`() async {
        let server = RawServer { _ in .stall }
        defer { server.close() }
        let failure = await whyNot(
            HTTPRequest(
                method: "GET", url: "\(server.url)/?token=hidden", timeout: .milliseconds(250)))
        #expect(
            failure
                == TransportFailure(
                    .timedOut, message: "no answer within 250 ms", mayHaveArrived: true))
    }

    @Test func `A request that finds no room in its time ends, and nothing of it was sent`()
        async throws
    {
        let server = RawServer { _ in .stall }
        defer { server.close() }
        let transport = CurlTransport(configuration: .init(connectionsPerHost: 1))
        let url = server.url
        let first = Task {
            await transport.whyNot(HTTPRequest(method: "GET", url: url, timeout: .seconds(600)))
        }
        #expect(await eventually { server.requests.count == 1 })
        let failure = await transport.whyNot(
            HTTPRequest(method: "POST", url: url, body: [1], timeout: .milliseconds(300)))
        #expect(
            failure
                == TransportFailure(
                    .timedOut, message: "no connection was free within 300 ms",
                    mayHaveArrived: false))
        first.cancel()
        #expect(await first.value?.reason == .cancelled)
        #expect(server.requests.count == 1)
    }

    @Test func `A cancelled task ends its transfer at once`() async throws {
        let server = RawServer { _ in .stall }
        defer { server.close() }
        let request = HTTPRequest(method: "GET", url: server.url, timeout: .seconds(600))
        let task = Task { await whyNot(request) }
        #expect(await eventually { server.requests.count == 1 })
        task.cancel()
        let failure = await task.value
        #expect(failure?.reason == .cancelled)
        #expect(failure?.mayHaveArrived == true)
        #expect(await eventually { server.hangUps == 1 })
    }

    @Test func `A task cancelled before it asks sends nothing`() async {
        let server = RawServer { _ in RawServer.ok("") }
        defer { server.close() }
        let request = HTTPRequest(method: "GET", url: server.url)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await whyNot(request)
        }
        task.cancel()
        let failure = await task.value
        #expect(failure?.reason == .cancelled)
        #expect(failure?.mayHaveArrived == false)
        #expect(server.requests.isEmpty)
    }

    @Test func `An answer over the limit is refused`() async throws {
        let server = RawServer { _ in RawServer.ok(String(repeating: "x", count: 1001)) }
        defer { server.close() }
        var request = HTTPRequest(method: "GET", url: server.url, answerLimit: 1000)
        #expect(await whyNot(request)?.reason == .tooLarge)
        request.answerLimit = 1001
        #expect(try await transport.send(request).body.count == 1001)
    }

    @Test func `A refused connection is said with its address and nothing was sent`() async {
        let (socket, port) = RawServer.deadPort()
        defer { close(socket) }
        let failure = await whyNot(
            HTTPRequest(method: "POST", url: "http://127.0.0.1:\(port)/x?secret=1", body: [1]))
        #expect(
            failure
                == TransportFailure(
                    .unreachable, message: "nobody answers at 127.0.0.1:\(port)",
                    mayHaveArrived: false))
    }

    @Test func `A connection cut in the middle of an answer is no answer`() async {
        let server = RawServer { _ in
            .cut(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":".utf8))
        }
        defer { server.close() }
        let failure = await whyNot(HTTPRequest(method: "GET", url: server.url))
        #expect(failure?.reason == .broken)
        #expect(failure?.mayHaveArrived == true)
    }

    @Test(arguments: ["POST", "PATCH", "DELETE"])
    func `A write is never sent twice when a kept connection breaks`(method: String) async throws {
        let server = RawServer { request in
            request.head.first?.contains("/first") == true ? RawServer.ok("") : .cut([])
        }
        defer { server.close() }
        _ = try await transport.send(HTTPRequest(method: "GET", url: "\(server.url)/first"))
        let failure = await whyNot(
            HTTPRequest(
                method: method, url: "\(server.url)/write",
                body: method == "DELETE" ? [] : Array("{}".utf8)))
        #expect(failure?.reason == .broken)
        #expect(failure?.mayHaveArrived == true)
        #expect(server.requests.count == 2)
    }

    @Test(arguments: ["v\r\nX-Evil: 1", "v\nX-Evil: 1", "v\u{0}w", "v\u{7F}"])
    func `A header value with a line break or control character is not sent`(
        value: String
    ) async {
        let server = RawServer { _ in RawServer.ok("") }
        defer { server.close() }
        let failure = await whyNot(
            HTTPRequest(method: "GET", url: server.url, headers: ["X-Key": value]))
        #expect(failure?.reason == .broken)
        #expect(failure?.mayHaveArrived == false)
        #expect(failure?.message.contains("Evil") == false)
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/", "nonsense:",
    ])
    func `Only plain http and https addresses are asked`(url: String) async {
        let failure = await whyNot(HTTPRequest(method: "GET", url: url))
        #expect(failure?.reason == .broken)
        #expect(failure?.mayHaveArrived == false)
    }

    @Test func `A redirect is an answer like any other`() async throws {
        let server = RawServer { request in
            .answer(
                Array(
                    "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n".utf8))
        }
        defer { server.close() }
        let answer = try await transport.send(HTTPRequest(method: "GET", url: server.url))
        #expect(answer.status == 302)
        #expect(answer.headers["Location"] == "/elsewhere")
        #expect(server.requests.count == 1)
    }

    @Test func `A compressed answer is unpacked`() async throws {
        let packed: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 207, 86, 178, 42, 41, 42, 77, 173, 5, 0,
            144, 95, 212, 167, 11, 0, 0, 0,
        ]
        let server = RawServer { _ in
            .answer(
                Array(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
                        .utf8) + packed)
        }
        defer { server.close() }
        let answer = try await transport.send(HTTPRequest(method: "GET", url: server.url))
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"ok":true}"#)
    }

    @Test func `A server without encryption is not taken for a secure one`() async {
        let server = RawServer(greeting: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)) { _ in
            .stall
        }
        defer { server.close() }
        let failure = await whyNot(
            HTTPRequest(method: "GET", url: "https://127.0.0.1:\(server.port)"))
        #expect(failure?.reason == .insecure)
    }

    @Test func `Closing ends what is under way and refuses what comes after`() async {
        let server = RawServer { _ in .stall }
        defer { server.close() }
        let request = HTTPRequest(method: "GET", url: server.url, timeout: .seconds(600))
        let task = Task { await whyNot(request) }
        #expect(await eventually { server.requests.count == 1 })
        transport.close()
        #expect(await task.value?.reason == .cancelled)
        #expect(await whyNot(request)?.reason == .cancelled)
        transport.close()
    }
}
