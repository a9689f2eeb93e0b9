import Foundation
import Glibc
import HTTP
import HTTPServer
import Synchronization
import TestSupport
import Testing

/// kill -9 at each step of an upload. Reap is sent the same again under the same key; Deepvue,
/// which takes no key, is never sent it again unasked.
@Suite(.ownThread) struct KilledUploadTests {
    private let home: Home
    private let vendor: UploadVendor
    private let configuration: String

    init() throws {
        home = try Home()
        vendor = try UploadVendor()
        configuration = try home.write(vendor.configuration, to: "vigil.yaml")
    }

    private func vigil(_ arguments: String...) async throws -> CommandRun {
        try await CommandRun(arguments + ["--config", configuration], home: home)
    }

    @Test(arguments: ["reap", "deepvue"], [KillStep.unheard, .heard, .settled])
    func `An upload counts once, whenever the program is killed`(
        kind: String, step: KillStep
    ) async throws {
        let file = try home.write(
            "externalId,shareToken\n11111111-2222-4333-8444-555555555555,tok-1\n", to: "m.csv")
        vendor.step = step
        let run = try ProgramOnTerminal(
            builtProduct("vigil"), ["upload", kind, file, "--config", configuration],
            environment: home.environment)
        switch step {
        case .settled: try await run.waitFor("tracking \(kind):")
        default: try await run.waitUntil("it sent") { _ in vendor.requests == 1 }
        }
        run.signal(SIGKILL)
        _ = try await run.waitForExit()
        vendor.step = .settled
        // Whatever became of it, the record has who sent it.
        #expect(try await vigil("audit", "list").output.contains("m.csv sent to "))
        let again = try await vigil("upload", kind, file)
        switch (kind, step) {
        case (_, .settled):
            #expect(again.status == 6)
            #expect(again.error.contains("this file was uploaded already as batch"))
        case ("reap", _):
            #expect(again.status == 0, "\(again.error)")
            #expect(again.output.contains("tracking reap:"))
        default:
            #expect(again.status == 6)
            #expect(again.error.contains("an earlier upload of this file may have arrived"))
            #expect(again.error.contains("hint: --again"))
        }
        let more = try await vigil("upload", kind, file)
        #expect(more.status == 6)
        #expect(vendor.requests == (kind == "reap" && step != .settled ? 2 : 1))
        // What counts at the vendor: one key, one batch.
        if kind == "reap" { #expect(vendor.keys.count == 1) }
    }
}

/// Reap and Deepvue, which take uploads as a step of the story wants it.
private final class UploadVendor: HTTPResponder, Sendable {
    private struct State {
        var step = KillStep.settled
        var requests = 0
        var keys: Set<String> = []
    }

    private let state = Mutex(State())
    private let server = Mutex<HTTPServer?>(nil)

    init() throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, responder: self)
        self.server.withLock { $0 = server }
    }

    deinit { server.withLock { $0?.stop() } }

    var step: KillStep {
        get { state.withLock { $0.step } }
        set { state.withLock { $0.step = newValue } }
    }
    /// How many uploads came.
    var requests: Int { state.withLock { $0.requests } }
    /// The keys under which they came.
    var keys: Set<String> { state.withLock { $0.keys } }

    var configuration: String {
        let url = "http://127.0.0.1:\(server.withLock { $0?.port ?? 0 })"
        return """
            vendors:
              reap: {base_url: "\(url)", api_key: demo}
              deepvue: {base_url: "\(url)", client_id: demo, client_secret: demo}

            """
    }

    func respond(to request: HTTPRequest) -> HTTPResponse { deliver(request).response }

    func deliver(_ request: HTTPRequest) -> HTTPDelivery {
        if request.url.hasSuffix("/authorize") {
            return good(#"{"access_token":"t","expiry":"2099-01-01T00:00:00Z"}"#)
        }
        guard request.method == "POST" else { return good(#"{"status":"pending"}"#) }
        let step = state.withLock { state in
            state.requests += 1
            state.keys.insert(request.headers["Idempotency-Key"] ?? "")
            return state.step
        }
        if step != .settled {
            return HTTPDelivery(HTTPResponse(status: 200), delay: .seconds(120))
        }
        return request.url.contains("upi-basic")
            ? good(#"{"request_id":"0123456789abcdef0123456789abcdef","message":"Processing"}"#)
            : good(
                #"{"batchId":"f208a887-9fa6-4447-a52b-c1d6e089536f","status":"pending","totalRecords":1}"#
            )
    }

    private func good(_ body: String) -> HTTPDelivery {
        HTTPDelivery(
            HTTPResponse(
                status: 200, headers: ["Content-Type": "application/json"], body: Array(body.utf8)))
    }
}
