import Domain
import HTTP
import Synchronization
import Testing
import Vendors

/// A clock that stands until it is set.
private final class TestClock: Sendable {
    private let moment = Mutex(testMoment)

    var now: Timestamp {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }
}

struct DeepvueClientTests {
    private static let running = #"{"code":200,"data":{"message":"batch processing in progress"}}"#

    private func isAuthorize(_ request: HTTPRequest) -> Bool {
        request.target == "/prefix/v1/authorize"
    }

    private func client(
        on transport: ScriptedTransport, now: @escaping @Sendable () -> Timestamp = { testMoment }
    ) -> DeepvueClient {
        DeepvueClient(
            baseURL: "https://vendor.test/prefix", clientID: Secret("free_tier demo&"),
            clientSecret: Secret("secret=1"), transport: transport, now: now)
    }

    @Test func `A check authorizes with a form and shows both credentials`() async throws {
        let transport = ScriptedTransport { request, _ in
            HTTPResponse(
                200, request.url.hasSuffix("authorize") ? deepvueToken : Self.running)
        }
        _ = try await client(on: transport).check(key(.deepvue))
        let requests = transport.requests
        #expect(requests.map(\.method) == ["POST", "GET"])
        #expect(requests[0].headers["Content-Type"] == "application/x-www-form-urlencoded")
        #expect(requests[0].text == "client_id=free_tier%20demo%26&client_secret=secret%3D1")
        #expect(
            requests[1].target
                == "/prefix/v1/verification/batch-processing-status?request_id=06d0d7c340ed460d96103aaa0b26f0de"
        )
        #expect(requests[1].headers["Authorization"] == "Bearer token-of-deepvue")
        #expect(requests[1].headers["x-api-key"] == "secret=1")
    }

    @Test func `A token that no header can carry is malformed and not kept`() async throws {
        let transport = ScriptedTransport { request, count in
            guard request.url.hasSuffix("authorize") else { return HTTPResponse(200, Self.running) }
            return HTTPResponse(
                200, count == 0 ? #"{"access_token":"a\u001b[2Jb","expiry":"x"}"# : deepvueToken)
        }
        let client = client(on: transport)
        let refused = await #expect(throws: CheckFailure.self) {
            try await client.check(key(.deepvue))
        }
        #expect(refused?.reason == .malformed)
        #expect(try await client.check(key(.deepvue)).state == .inProgress)
    }

    @Test func `A form refused for its kind is sent as multipart once and then always`()
        async throws
    {
        let transport = ScriptedTransport { request, _ in
            guard request.url.hasSuffix("authorize") else {
                return HTTPResponse(401, #"{"detail":"Could not validate credentials"}"#)
            }
            let isMultipart = request.headers["Content-Type"]?.hasPrefix("multipart/") == true
            return isMultipart
                ? HTTPResponse(200, deepvueToken) : HTTPResponse(422, #"{"detail":"form"}"#)
        }
        _ = try? await client(on: transport).check(key(.deepvue))
        let forms = transport.requests.filter(isAuthorize).map {
            $0.headers["Content-Type"]?.prefix(10)
        }
        #expect(forms == ["applicatio", "multipart/", "multipart/"])
        let multipart = transport.requests[1]
        let boundary = try #require(
            multipart.headers["Content-Type"]?.split(separator: "boundary=").last)
        #expect(
            multipart.text == """
                --\(boundary)\r
                Content-Disposition: form-data; name="client_id"\r
                \r
                free_tier demo&\r
                --\(boundary)\r
                Content-Disposition: form-data; name="client_secret"\r
                \r
                secret=1\r
                --\(boundary)--\r\n
                """)
    }

    @Test func `Refused credentials are not tried in another form`() async throws {
        let transport = ScriptedTransport(
            401, #"{"detail":"Incorrect client_id or client_secret"}"#)
        let client = client(on: transport)
        await #expect(throws: CheckFailure.self) { try await client.check(key(.deepvue)) }
        #expect(transport.requests.count == 1)
    }

    static let refusals: [(Int, CheckFailure.Reason)] = [
        (400, .auth), (401, .auth), (404, .malformed), (422, .auth), (429, .rateLimited),
        (500, .vendor),
    ]

    @Test(arguments: refusals)
    func `An authorize that fails says nothing about the batch`(
        status: Int, reason: CheckFailure.Reason
    ) async throws {
        let client = client(on: ScriptedTransport(status, #"{"detail":"Bad Request"}"#))
        let failure = try await #require(throws: CheckFailure.self) {
            try await client.check(key(.deepvue))
        }
        #expect(failure.reason == reason)
    }

    @Test(arguments: [401, 403])
    func `A refused token is renewed once and the check goes on`(status: Int) async throws {
        let refusing = ScriptedTransport { request, count in
            count == 1
                ? HTTPResponse(status, #"{"detail":"Not a valid token"}"#)
                : HTTPResponse(
                    200, request.url.hasSuffix("authorize") ? deepvueToken : Self.running)
        }
        #expect(try await client(on: refusing).check(key(.deepvue)).state == .inProgress)
        #expect(refusing.requests.map(\.method) == ["POST", "GET", "POST", "GET"])
    }

    @Test func `A token refused again is the answer, never a loop`() async throws {
        let transport = ScriptedTransport { request, _ in
            request.url.hasSuffix("authorize")
                ? HTTPResponse(200, deepvueToken) : HTTPResponse(403, #"{"detail":"no"}"#)
        }
        let client = client(on: transport)
        let failure = try await #require(throws: CheckFailure.self) {
            try await client.check(key(.deepvue))
        }
        #expect(failure.reason == .auth)
        #expect(transport.requests.map(\.method) == ["POST", "GET", "POST", "GET"])
    }

    @Test func `A token is used until five minutes before its end`() async throws {
        let clock = TestClock()
        let transport = ScriptedTransport { request, _ in
            HTTPResponse(200, request.url.hasSuffix("authorize") ? deepvueToken : Self.running)
        }
        let client = client(on: transport) { clock.now }
        let key = try key(.deepvue)
        for (minutes, authorizes) in [(0, 1), (23 * 60 + 54, 1), (23 * 60 + 55, 2)] {
            clock.now = testMoment + .seconds(minutes * 60)
            _ = try await client.check(key)
            #expect(transport.requests.filter(isAuthorize).count == authorizes)
        }
    }

    @Test func `Many checks at once share one authorize`() async throws {
        let transport = ScriptedTransport { request, _ in
            HTTPResponse(200, request.url.hasSuffix("authorize") ? deepvueToken : Self.running)
        }
        let client = client(on: transport)
        let key = try key(.deepvue)
        let states = try await withThrowingTaskGroup(of: WorkState.self) { group in
            for _ in 0..<20 { group.addTask { try await client.check(key).state } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(states == Array(repeating: .inProgress, count: 20))
        #expect(transport.requests.filter(isAuthorize).count == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `A cancelled check leaves the authorize to the next one`() async throws {
        let transport = ScriptedTransport { request, count throws(TransportFailure) in
            if count == 0 {
                while !Task.isCancelled { await Task.yield() }
                throw TransportFailure(.cancelled, message: "given up", mayHaveArrived: true)
            }
            return HTTPResponse(
                200, request.url.hasSuffix("authorize") ? deepvueToken : Self.running)
        }
        let client = client(on: transport)
        let key = try key(.deepvue)
        let first = Task { try await client.check(key) }
        while transport.requests.isEmpty { await Task.yield() }
        let second = Task { try await client.check(key).state }
        first.cancel()
        await #expect(throws: CheckFailure.self) { try await first.value }
        #expect(try await second.value == .inProgress)
    }

    static let answers: [(String, WorkState, Bool)] = [
        (
            #""status":202,"message":"batch processing in progress","batch_output_file_url":null"#,
            .inProgress, false
        ),
        (#""batch_output_file_url":"""#, .inProgress, false),
        (#""message":"batch processing completed""#, .inProgress, false),
        (#""status":200,"batch_output_file_url":"https://files.test/a.csv""#, .completed, true),
        (#""status":500,"message":"Batch processing failed""#, .failed, false),
        (#""status":200,"message":"Error while reading the file""#, .failed, false),
        (#""status":302"#, .unknown, false),
    ]

    @Test(arguments: answers)
    func `The state follows from link, status and message`(
        members: String, state: WorkState, hasResult: Bool
    ) async throws {
        let snapshot = try await snapshot(.deepvue, #"{"sub_code":"SUCCESS","data":{\#(members)}}"#)
        #expect(snapshot.state == state)
        #expect(snapshot.resultAvailable == hasResult)
        #expect(snapshot.total == nil)
        #expect(!snapshot.facts.contains { $0.value.contains("files.test") })
    }

    @Test(arguments: [200, 201, 202])
    func `Any success status may carry a batch under way`(status: Int) async throws {
        let transport = ScriptedTransport { request, _ in
            request.url.hasSuffix("authorize")
                ? HTTPResponse(200, deepvueToken) : HTTPResponse(status, Self.running)
        }
        #expect(try await client(on: transport).check(key(.deepvue)).state == .inProgress)
    }
}
