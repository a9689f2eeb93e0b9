import Glibc
import HTTP
import HTTPServer
import Synchronization
import Testing

@Suite struct HTTPServerTests {
    @Test func `The responder sees a request exactly as it was sent`() throws {
        let recorder = Recorder()
        let server = try HTTPServer(responder: recorder)
        defer { server.stop() }
        let connection = try RawConnection(port: server.port)

        connection.send(
            """
            PATCH /a%2Fb/c%20d?x=%26&y=+&x=2 HTTP/1.1\r
            Host: 127.0.0.1:\(server.port)\r
            X-Twice: one\r
            x-twice: two\r
            Content-Length: 7\r
            \r
            {"a":1}
            """)
        let answer = try connection.receive()
        #expect(answer.status == 201)
        #expect(answer.headers["X-Made"] == "here")
        #expect(answer.headers["Date"]?.hasSuffix("GMT") == true)
        #expect(answer.body == Array("made".utf8))

        let request = try #require(recorder.requests.first)
        #expect(request.method == "PATCH")
        #expect(request.url == "/a%2Fb/c%20d?x=%26&y=+&x=2")
        let twice = request.headers.fields.filter { $0.name.lowercased() == "x-twice" }
        #expect(twice.map(\.value) == ["one", "two"])
        #expect(request.headers["host"] == "127.0.0.1:\(server.port)")
        #expect(request.body == Array("{\"a\":1}".utf8))
    }

    @Test func `One connection carries many requests, and large bodies arrive whole`() throws {
        let recorder = Recorder()
        let server = try HTTPServer(responder: recorder)
        defer { server.stop() }
        let connection = try RawConnection(port: server.port)
        let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        for number in 0..<3 {
            connection.send("POST /\(number) HTTP/1.1\r\nHost: a\r\n")
            connection.send("Content-Length: \(body.count)\r\n\r\n")
            connection.send(body)
            #expect(try connection.receive().status == 201)
        }
        #expect(recorder.requests.map(\.url) == ["/0", "/1", "/2"])
        #expect(recorder.requests.allSatisfy { $0.body == body })
    }

    @Test func `A body over the limit is refused without asking the responder`() throws {
        let recorder = Recorder()
        let server = try HTTPServer(responder: recorder)
        defer { server.stop() }
        let connection = try RawConnection(port: server.port)
        connection.send("POST / HTTP/1.1\r\nHost: a\r\n")
        connection.send("Content-Length: \(HTTPServer.bodyLimit + 1)\r\n\r\n")
        #expect(try connection.receive().status == 413)
        #expect(recorder.requests.isEmpty)
    }

    @Test func `A port in use and a bad address are named`() throws {
        let server = try HTTPServer(responder: Recorder())
        defer { server.stop() }
        let inUse = #expect(throws: HTTPServerFailure.self) {
            _ = try HTTPServer(port: server.port, responder: Recorder())
        }
        #expect(inUse?.reason == .portInUse)
        #expect(inUse?.message.contains(String(server.port)) == true)
        for host in ["localhost.example", "256.0.0.1", "", "192.0.2.1"] {
            let bad = #expect(throws: HTTPServerFailure.self) {
                _ = try HTTPServer(host: host, responder: Recorder())
            }
            #expect(bad?.reason == .badAddress)
        }
    }

    @Test func `It serves the IPv6 loopback too`() throws {
        let server = try HTTPServer(host: "::1", responder: Recorder())
        defer { server.stop() }
        let connection = try RawConnection(host: "::1", port: server.port)
        connection.send("GET / HTTP/1.1\r\nHost: [::1]:\(server.port)\r\n\r\n")
        #expect(try connection.receive().status == 201)
    }

    @Test func `Stopping twice, with a connection open, closes the port and frees everything`()
        throws
    {
        weak var gone: Recorder?
        let server: HTTPServer
        do {
            let recorder = Recorder()
            gone = recorder
            server = try HTTPServer(responder: recorder)
        }
        let connection = try RawConnection(port: server.port)
        connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try connection.receive().status == 201)
        #expect(gone != nil)
        server.stop()
        server.stop()
        #expect(gone == nil)
        #expect(throws: (any Error).self) { _ = try RawConnection(port: server.port) }
        // The port is free again at once.
        try HTTPServer(port: server.port, responder: Recorder()).stop()
    }

    @Test func `A resize signal can only reach the program's own threads`() throws {
        let recorder = Recorder()
        // A test's thread may block signals already; the program's main thread does not.
        var nothing = sigset_t()
        var before = sigset_t()
        sigemptyset(&nothing)
        pthread_sigmask(SIG_SETMASK, &nothing, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let server = try HTTPServer(responder: recorder)
        defer { server.stop() }
        let connection = try RawConnection(port: server.port)
        connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try connection.receive().status == 201)
        #expect(recorder.blocksResize)
        var after = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &after)
        #expect(sigismember(&after, SIGWINCH) == 0)
    }
}

/// Keeps what it was asked, and how its thread takes signals.
private final class Recorder: HTTPResponder {
    private let seen = Mutex<(requests: [HTTPRequest], blocksResize: Bool)>(([], false))

    var requests: [HTTPRequest] { seen.withLock { $0.requests } }
    var blocksResize: Bool { seen.withLock { $0.blocksResize } }

    func respond(to request: HTTPRequest) -> HTTPResponse {
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        let blocksResize = sigismember(&mask, SIGWINCH) == 1
        seen.withLock {
            $0.requests.append(request)
            $0.blocksResize = blocksResize
        }
        return HTTPResponse(
            status: 201, headers: ["X-Made": "here"], body: Array("made".utf8))
    }
}

/// A TCP connection that writes what it is told and reads one answer at a time.
private final class RawConnection {
    struct Broken: Error {}

    private let descriptor: Int32
    private var unread: [UInt8] = []

    init(host: String = "127.0.0.1", port: UInt16) throws {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let found else {
            throw Broken()
        }
        defer { freeaddrinfo(found) }
        descriptor = socket(found.pointee.ai_family, found.pointee.ai_socktype, 0)
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        // Every property is set, so a throw runs the deinitialiser, which closes.
        guard connect(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 else {
            throw Broken()
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// The next answer; its body's length must be announced.
    func receive() throws -> HTTPResponse {
        var end = unread.firstRange(of: Array("\r\n\r\n".utf8))
        while end == nil {
            try readMore()
            end = unread.firstRange(of: Array("\r\n\r\n".utf8))
        }
        guard let end else { throw Broken() }
        let lines = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
            .split(separator: "\r\n")
        unread.removeSubrange(..<end.upperBound)
        guard let first = lines.first, let status = Int(first.split(separator: " ")[1]) else {
            throw Broken()
        }
        var headers = HTTPHeaders()
        for line in lines.dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1)
            headers.append(
                name: String(sides[0]), value: String(sides[1].drop { $0 == " " }))
        }
        let length = headers["Content-Length"].flatMap { Int($0) } ?? 0
        while unread.count < length { try readMore() }
        defer { unread.removeFirst(length) }
        return HTTPResponse(
            status: status, headers: headers, body: Array(unread.prefix(length)))
    }

    private func readMore() throws {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { throw Broken() }
        unread += bytes.prefix(count)
    }
}
