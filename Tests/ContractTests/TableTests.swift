import Sandbox
import Testing

@Suite struct TableTests {
    @Test(.timeLimit(.minutes(1)), arguments: Row.everyday + Row.scenarios + Row.switches)
    func `Client and sandbox come to the same outcome on either wire`(row: Row) async throws {
        for wire in Wire.allCases {
            #expect(try await row.outcome(over: wire) == row.expected, "\(wire.rawValue)")
        }
    }

    @Test func `Every switch is in the table`() {
        let tried = (Row.scenarios + Row.switches).flatMap { $0.faults.split(separator: ",") }
            .map { String($0.prefix { $0 != "=" }) }
        let untried = Set(Faults.Switch.allCases.map(\.rawValue)).subtracting(tried)
        #expect(untried.isEmpty)
    }
}
