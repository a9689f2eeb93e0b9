import Domain
import HTTP
import Testing

@Suite struct FlakyTests {
    /// What a series of calls came to, and what the vendor saw of each.
    private func series(
        _ operation: Operation, _ faults: String, over wire: Wire, calls: Int
    ) async throws -> [(outcome: String, events: [Witness.Event])] {
        let meeting = try Meeting(faults, over: wire)
        var series: [(String, [Witness.Event])] = []
        for _ in 0..<calls {
            let outcome = await meeting.outcome(operation)
            series.append((outcome, meeting.witness.take()))
        }
        return series
    }

    @Test(.timeLimit(.minutes(1)), arguments: Operation.writes)
    func `A flaky write comes to the same on either wire, call by call`(
        operation: Operation
    ) async throws {
        let inside = try await series(operation, "flaky", over: .inProcess, calls: 25)
        let outside = try await series(operation, "flaky", over: .socket, calls: 25)
        #expect(inside.map(\.outcome) == outside.map(\.outcome))
        #expect(inside.map { $0.events.map(\.call) } == outside.map { $0.events.map(\.call) })
    }

    @Test(.timeLimit(.minutes(1)), arguments: Operation.all.filter { !$0.isWrite }, Wire.allCases)
    func `A flaky read answers, or is the vendor's or the network's failure`(
        operation: Operation, wire: Wire
    ) async throws {
        let good = try await Meeting(over: wire).outcome(operation)
        for (outcome, events) in try await series(operation, "flaky", over: wire, calls: 25) {
            let isFailure = outcome.hasPrefix("vendor 50") || outcome == "network"
            #expect(outcome == good || isFailure, "\(outcome)")
            let calls = events.map { "\($0.request.url) \($0.request.body)" }
            // A read on a kept connection that was closed unanswered is carried once more.
            #expect(calls.count <= Set(calls).count * (wire == .socket ? 2 : 1), "\(calls)")
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: Operation.writes, Wire.allCases)
    func `A write is sent once, and one that may have been done says so`(
        operation: Operation, wire: Wire
    ) async throws {
        // A usage report too many costs nothing, so it is tried twice.
        let most = operation.name == Operation.startReport.name ? 2 : 1
        var lost = 0
        for (outcome, events) in try await series(operation, "flaky", over: wire, calls: 40) {
            let writes = events.filter(\.isWrite)
            #expect(writes.count <= most, "\(events.map(\.call))")
            let isUnknown = writes.contains { event in
                event.delivery.ending != .whole || event.delivery.response.status >= 500
            }
            let last = writes.last?.delivery
            let isDone = last?.ending == .whole && last?.response.status ?? 0 < 300
            #expect(
                outcome.hasSuffix(", may have arrived") == (isUnknown && !isDone), "\(outcome)")
            lost += writes.count { $0.delivery.ending != .whole }
        }
        #expect(lost > 0, "the series has cut answers")
    }
}
