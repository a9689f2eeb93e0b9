import Foundation
import Glibc
import HTTP
import HTTPServer
import Sandbox
import Synchronization
import TerminalUI
import TestSupport
import Testing

/// Several of the built program on one store.
@Suite(.ownThread) struct SharedStoreTests {
    /// What the vendors were asked, and when.
    private final class Ledger: HTTPResponder {
        private let sandbox: Sandbox
        private let asked = Mutex<[(at: ContinuousClock.Instant, target: String)]>([])
        private let status = Mutex<Int?>(nil)

        init(_ sandbox: Sandbox) { self.sandbox = sandbox }

        /// Answers everything with a status from now on.
        func refuse(with status: Int?) { self.status.withLock { $0 = status } }

        var requests: [(at: ContinuousClock.Instant, target: String)] { asked.withLock { $0 } }

        func respond(to request: HTTPRequest) -> HTTPResponse { deliver(request).response }

        func deliver(_ request: HTTPRequest) -> HTTPDelivery {
            // Stamp orders all have one address: the body tells them apart.
            let body = String(decoding: request.body, as: UTF8.self)
            asked.withLock { $0.append((.now, "\(request.url) \(body)")) }
            if let status = status.withLock({ $0 }) {
                return HTTPDelivery(HTTPResponse(status: status, headers: [:], body: []))
            }
            return sandbox.deliver(request)
        }
    }

    /// A sandbox in this process that counts, and a home whose configuration points at it.
    private final class Office {
        let home: Home
        let ledger: Ledger
        let server: HTTPServer
        let configuration: String

        init(polling: String, speed: Double = 1) throws {
            home = try Home()
            let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
            let sandbox = Sandbox(
                configuration: SandboxConfiguration(speed: speed, startedAt: now(), now: now))
            ledger = Ledger(sandbox)
            server = try HTTPServer(responder: ledger)
            let whole = sandbox.configurationYAML(baseURL: "http://127.0.0.1:\(server.port)")
            let vendors = whole.prefix(upTo: try #require(whole.range(of: "polling:")).lowerBound)
            configuration = try home.write("\(vendors)polling:\n\(polling)\n", to: "office.yaml")
        }

        deinit { server.stop() }

        func vigil(_ arguments: String...) async throws -> CommandRun {
            try await CommandRun(arguments + ["--config", configuration], home: home)
        }

        func dashboard() throws -> ProgramOnTerminal {
            try ProgramOnTerminal(
                builtProduct("vigil"), ["--config", configuration],
                environment: home.environment,
                size: Size(width: 120, height: 30))
        }

        /// Tracks the stamp orders, which the vendor never gives a limit for.
        func track() async throws -> Int {
            let items = Sandbox(
                configuration: SandboxConfiguration(startedAt: 0, now: { 0 })
            ).items.filter { $0.kind == "stamps" }
            for item in items {
                let run = try await vigil("track", "stamps", item.id, "--label", item.label)
                #expect(run.status == 0)
            }
            return items.count
        }
    }

    private static let quick =
        "  stamps: {first: 0s, every: 1s, overdue_after: 30d, then_every: 1s, stuck_after: 30d}"

    @Test func `Three terminals ask the vendors no more than one, and each shows everything`()
        async throws
    {
        let office = try Office(polling: Self.quick)
        let count = try await office.track()
        let terminals = try (0..<3).map { _ in try office.dashboard() }
        for terminal in terminals {
            try await terminal.waitUntil("that all three are here") {
                $0.shows("3 on this store")
            }
        }
        // An order that is over is asked about once, and never again.
        try await terminals[0].waitUntil("that every order was asked about") { _ in
            Set(office.ledger.requests.map(\.target)).count == count
        }
        let start = office.ledger.requests.count
        let begun = ContinuousClock.now
        while ContinuousClock.now - begun < .seconds(10) {
            for terminal in terminals { try await terminal.watch(for: .milliseconds(50)) }
        }
        let requests = office.ledger.requests.dropFirst(start)
        let intervals = Double((ContinuousClock.now - begun) / .seconds(1))
        #expect(requests.count <= count * Int(intervals + 1))
        for (item, asked) in Dictionary(grouping: requests, by: \.target) {
            #expect(asked.count <= Int(intervals + 2), "\(item) is asked about by several")
            #expect(Double(asked.count) > 0.5 * intervals, "\(item) is asked about by nobody")
        }
        for terminal in terminals {
            terminal.send("q")
            #expect(try await terminal.waitForExit() == .exited(0))
        }
    }

    @Test func `A killed terminal's items go on in another one within ten seconds`() async throws {
        let office = try Office(polling: Self.quick)
        _ = try await office.track()
        let victim = try office.dashboard()
        try await victim.waitFor("polling")
        let heir = try office.dashboard()
        try await heir.waitFor("2 on this store")
        victim.signal(SIGKILL)
        _ = try await victim.waitForExit()
        let killed = ContinuousClock.now
        let live = { Set(office.ledger.requests.filter { $0.at > killed }.map(\.target)) }
        try await heir.waitUntil("being asked again") { _ in !live().isEmpty }
        #expect(ContinuousClock.now - killed < .seconds(10))
        try await heir.waitUntil("being alone") { !$0.shows("on this store") }
        heir.send("q")
        _ = try await heir.waitForExit()
    }

    @Test func `Refused credentials are tried once, by no later run and no other terminal`()
        async throws
    {
        let office = try Office(polling: Self.quick)
        _ = try await office.track()
        office.ledger.refuse(with: 401)
        let first = try await office.vigil("poll", "--json")
        #expect(first.status == 3)
        let asked = office.ledger.requests.count
        #expect((1...8).contains(asked))
        office.ledger.refuse(with: nil)
        for _ in 0..<2 {
            let again = try await office.vigil("poll", "--all", "--json")
            #expect(again.status == 3)
            #expect(again.output.contains("\"refused\":"))
        }
        #expect(office.ledger.requests.count == asked)
        // Another token is another matter.
        let text = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.home.write(
            text.replacingOccurrences(of: "surepass_demo_token", with: "another_token"),
            to: "office.yaml")
        // What was asked about a moment ago is left out: a later pass has it.
        for _ in 0..<50 where office.ledger.requests.count == asked {
            _ = try await office.vigil("poll", "--all")
        }
        #expect(office.ledger.requests.count > asked)
    }
}
