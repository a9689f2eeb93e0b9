import Testing

@Suite struct SlowTests {
    @Test(.timeLimit(.minutes(1)), arguments: Operation.all)
    func `An answer that is later than the client waits is a failure of the network`(
        operation: Operation
    ) async throws {
        let meeting = try Meeting("slow", over: .inProcess, timeout: .seconds(3))
        var outcomes: [String] = []
        for _ in 0..<60 { outcomes.append(await meeting.outcome(operation)) }
        let late = operation.isWrite ? "network, may have arrived" : "network"
        // Uploads are given two minutes whatever the limit, the token before one is not.
        let isUpload = operation.name.hasSuffix("upload")
        #expect(isUpload || outcomes.contains(late))
        #expect(outcomes.allSatisfy { !$0.hasPrefix("network") || $0 == late || isUpload })
        #expect(outcomes.contains { !$0.hasPrefix("network") }, "some are in time")
    }

    @Test(.timeLimit(.minutes(1)), arguments: Operation.all)
    func `Over a socket nobody waits longer than the time limit`(
        operation: Operation
    ) async throws {
        // Uploads are given two minutes whatever the limit.
        guard !operation.name.hasSuffix("upload") else { return }
        let meeting = try Meeting("slow", over: .socket, timeout: .milliseconds(200))
        let late = operation.isWrite ? "network, may have arrived" : "network"
        #expect(await meeting.outcome(operation) == late)
    }
}
