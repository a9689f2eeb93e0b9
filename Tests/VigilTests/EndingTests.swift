import Foundation
import HTTP
import HTTPServer
import Synchronization
import TestSupport
import Testing

/// How commands end when their output has no place or somebody ends them.
@Suite(.ownThread) struct EndingTests {
    private let home: Home

    init() throws { home = try Home() }

    @Test(arguments: ["list --json", "--help", "manual", "completions bash", "audit export"])
    func `What could not be printed was not done`(command: String) async throws {
        let id = "f208a887-9fa6-4447-a52b-c1d6e089536f"
        #expect(try await CommandRun(["track", "reap", id], home: home).status == 0)
        for (place, why) in [(">/dev/full", "No space left"), (">&-", "Bad file descriptor")] {
            let run = try await ProgramOutput.of(
                "/bin/sh", ["-c", "\(builtProduct("vigil")) \(command) \(place)"],
                environment: home.environment)
            #expect(run.ending == .exited(1), "\(command) \(place)")
            #expect(run.error.hasPrefix("vigil: standard output: \(why)"), "\(run.error)")
        }
        let quiet = try await ProgramOutput.of(
            "/bin/sh", ["-c", "\(builtProduct("vigil")) \(command) | head -c 1"],
            environment: home.environment)
        #expect(quiet.ending == .exited(0) && quiet.error.isEmpty)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `An upload that somebody ends says that it may have arrived`(signal: Int32)
        async throws
    {
        let vendor = try SilentVendor()
        defer { vendor.stop() }
        let configuration = try home.write(vendor.configuration, to: "silent.yaml")
        let file = try home.write(
            "externalId,shareToken\n11111111-2222-4333-8444-555555555555,tok-1\n",
            to: "march.csv")
        let program = try ProgramOnTerminal(
            builtProduct("vigil"), ["upload", "reap", file, "--config", configuration],
            environment: home.environment)
        try await program.waitUntil("the request") { _ in vendor.requests > 0 }
        program.signal(signal)
        #expect(try await program.waitForExit() == .exited(130))
        #expect(program.screen.text.contains("it may have arrived"))
        #expect(program.screen.text.contains("hint: upload the same file again"))
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `A command that has nothing to put in order ends with the same status`(signal: Int32)
        async throws
    {
        let vendor = try SilentVendor()
        defer { vendor.stop() }
        let configuration = try home.write(vendor.configuration, to: "silent.yaml")
        let program = try ProgramOnTerminal(
            builtProduct("vigil"), ["doctor", "--config", configuration],
            environment: home.environment)
        try await program.waitUntil("the request") { _ in vendor.requests > 0 }
        program.signal(signal)
        #expect(try await program.waitForExit() == .exited(130))
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGQUIT])
    func `A command that crashes shows nothing of its memory`(signal: Int32) async throws {
        let intake = try Intake()
        intake.vendor.mood = .silent
        let file = try home.write(intake.person.json, to: "one.json")
        let program = try intake.program("submit", file)
        try await program.waitUntil("the submission") { _ in intake.vendor.writes.count == 1 }
        program.signal(signal)
        #expect(try await program.waitForExit() == .killed(signal))
        let shown = program.screen.text.filter { !$0.isWhitespace }
        #expect(shown.isEmpty, "\(shown)")
    }
}

/// Reap as a vendor that takes every request and never answers.
private final class SilentVendor: HTTPResponder, Sendable {
    private let count = Mutex(0)
    private let server = Mutex<HTTPServer?>(nil)

    init() throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, responder: self)
        self.server.withLock { $0 = server }
    }

    var requests: Int { count.withLock { $0 } }

    func stop() { server.withLock { $0?.stop() } }

    var configuration: String {
        let port = server.withLock { $0?.port ?? 0 }
        return "vendors: {reap: {base_url: 'http://127.0.0.1:\(port)', api_key: demo}}\n"
    }

    func respond(to request: HTTPRequest) -> HTTPResponse { HTTPResponse(status: 200) }

    func deliver(_ request: HTTPRequest) -> HTTPDelivery {
        count.withLock { $0 += 1 }
        return HTTPDelivery(HTTPResponse(status: 200), delay: .seconds(120))
    }
}
