import Domain
import Testing

/// One row of the table: under these faults the operation comes to this.
struct Row: Sendable, CustomTestStringConvertible {
    let faults: String
    let operation: Operation
    /// How often it is called; the last outcome counts.
    let calls: Int
    /// How much time passes before the last call.
    let after: Duration
    let key: Meeting.Credentials
    let expected: String

    init(
        _ faults: String, _ operation: Operation, calls: Int = 1, after: Duration = .zero,
        key: Meeting.Credentials = .right, _ expected: String
    ) {
        self.faults = faults
        self.operation = operation
        self.calls = calls
        self.after = after
        self.key = key
        self.expected = expected
    }

    var testDescription: String {
        "\(faults.isEmpty ? "as documented" : faults): \(operation.name) -> \(expected)"
    }

    /// What the operation came to.
    func outcome(over wire: Wire) async throws -> String {
        let meeting = try Meeting(faults, over: wire, credentials: key)
        for _ in 1..<max(calls, 1) { _ = await meeting.outcome(operation) }
        meeting.clock.pass(after)
        return await meeting.outcome(operation)
    }
}
