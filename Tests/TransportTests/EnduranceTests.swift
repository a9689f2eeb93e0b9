import Glibc
import HTTP
import HTTPClient
import HTTPServer
import TestSupport
import Testing

/// What stays when much has gone through. Each test has a process of its own, so that memory,
/// descriptors and threads are those of the transport alone.
@Suite(.serialized) struct EnduranceTests {
    @Test func `A hundred thousand requests leave memory, descriptors and threads as they were`()
        async
    {
        await #expect(processExitsWith: .success) {
            let server = try HTTPServer(responder: Echo())
            defer { server.stop() }
            try await warmUp(server.port)
            let before = Belongings()
            let transport = CurlTransport()
            var sizes: [Int] = []
            for _ in 0..<2 {
                try await send(50_000, by: transport, to: server.port)
                sizes.append(Int(ProcessFigures().residentMegabytes * 1024))
            }
            transport.close()
            #expect(sizes[1] - sizes[0] < sizes[0] / 50, "\(sizes)")
            try await before.expectNothingLeft()
        }
    }

    @Test(arguments: [1, 2, 3])
    func `Five hundred transfers given up at random moments all return, and leave nothing`(
        seed: UInt64
    ) async {
        await #expect(processExitsWith: .success) { [seed = seed as UInt64] in
            let server = try HTTPServer(responder: Echo())
            defer { server.stop() }
            try await warmUp(server.port)
            let before = Belongings()
            let transport = CurlTransport()
            var random = SeededGenerator(seed: seed)
            let url = "http://127.0.0.1:\(server.port)/"
            let outcomes = await withTaskGroup(of: String.self) { group in
                for number in 0..<500 {
                    let moment = Duration.microseconds(Int.random(in: 0..<30_000, using: &random))
                    let isPost = Bool.random(using: &random)
                    group.addTask {
                        let task = Task {
                            await outcome(of: number, isPost: isPost, at: url, by: transport)
                        }
                        // Some wait for their answer, however slow the machine is.
                        if !number.isMultiple(of: 10) {
                            try? await Task.sleep(for: moment)
                            task.cancel()
                        }
                        return await task.value
                    }
                }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            // Every one came back, as its own answer or as given up, and some as each.
            #expect(outcomes.keys.sorted() == ["answered", "cancelled"], "\(outcomes)")
            #expect(outcomes.values.reduce(0, +) == 500)
            try await send(100, by: transport, to: server.port)
            transport.close()
            try await before.expectNothingLeft()
        }
    }

    @Test func `Ten thousand requests at once are all answered in their time`() async {
        await #expect(processExitsWith: .success) {
            let server = try HTTPServer(responder: Echo())
            defer { server.stop() }
            let transport = CurlTransport()
            let url = "http://127.0.0.1:\(server.port)/"
            let outcomes = await withTaskGroup(of: String.self) { group in
                for number in 0..<10_000 {
                    group.addTask {
                        await outcome(of: number, isPost: false, at: url, by: transport)
                    }
                }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(outcomes == ["answered": 10_000])
        }
    }

    @Test func `Transports closed under load give every sender an outcome, and leave nothing`()
        async
    {
        await #expect(processExitsWith: .success) {
            let server = try HTTPServer(responder: Echo())
            defer { server.stop() }
            try await warmUp(server.port)
            let before = Belongings()
            let url = "http://127.0.0.1:\(server.port)/"
            for round in 0..<20 {
                let transport = CurlTransport()
                let outcomes = await withTaskGroup(of: String.self) { group in
                    for number in 0..<100 {
                        group.addTask {
                            await outcome(of: number, isPost: true, at: url, by: transport)
                        }
                    }
                    group.addTask {
                        try? await Task.sleep(for: .microseconds(round * 300))
                        transport.close()
                        return "closed"
                    }
                    return await group.reduce(into: Set<String>()) { $0.insert($1) }
                }
                #expect(outcomes.isSubset(of: ["answered", "cancelled", "closed"]), "\(outcomes)")
            }
            try await before.expectNothingLeft()
        }
    }
}

/// What this process holds open. The runtime opens descriptors of its own when it likes, which all
/// have the same few names, and lets its threads come and go: a few more of those say nothing.
private struct Belongings {
    private let descriptors = Set(ProcessFigures().descriptors)
    private let threads = ProcessFigures().threads

    /// Waits until no more is open than then.
    func expectNothingLeft() async throws {
        let isClean = await eventually {
            descriptors.isSuperset(of: ProcessFigures().descriptors)
                && ProcessFigures().threads < threads + 10
        }
        let left = Set(ProcessFigures().descriptors).subtracting(descriptors)
        #expect(isClean, "left: \(left), \(ProcessFigures().threads) threads after \(threads)")
    }
}

/// Answers with the request's path and body.
private struct Echo: HTTPResponder {
    func respond(to request: HTTPRequest) -> HTTPResponse {
        HTTPResponse(status: 200, body: Array(request.url.utf8) + request.body)
    }
}

/// What libraries load and allocate once.
private func warmUp(_ port: UInt16) async throws {
    let transport = CurlTransport()
    try await send(200, by: transport, to: port)
    transport.close()
    // The runtime's clock has a descriptor of its own.
    try await Task.sleep(for: .milliseconds(1))
}

/// So many GETs, 16 at a time, each of which must be answered with its own number.
private func send(_ count: Int, by transport: CurlTransport, to port: UInt16) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for lane in 0..<16 {
            group.addTask {
                for number in stride(from: lane, to: count, by: 16) {
                    let answer = try await transport.send(
                        .get("http://127.0.0.1:\(port)/\(number)"))
                    guard answer.text == "/\(number)" else {
                        throw TestFailure("asked for \(number), got \(answer.text)")
                    }
                }
            }
        }
        try await group.waitForAll()
    }
}

private func outcome(
    of number: Int, isPost: Bool, at url: String, by transport: CurlTransport
) async -> String {
    let body = Array("body \(number)".utf8)
    let request = HTTPRequest(
        method: isPost ? "POST" : "GET", url: "\(url)\(number)", body: isPost ? body : [])
    do {
        let answer = try await transport.send(request)
        let isRight = answer.body == Array("/\(number)".utf8) + request.body
        return isRight ? "answered" : "another's answer"
    } catch {
        return error.reason.rawValue
    }
}
