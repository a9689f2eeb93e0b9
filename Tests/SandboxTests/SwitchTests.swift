import HTTP
import JSON
import Sandbox
import Testing

/// One row of the table: what is turned on, what is asked, and what comes out without and with it.
struct Trial: CustomTestStringConvertible, Sendable {
    let fault: String
    let without: String
    let with: String
    let ask: @Sendable (Probe) throws -> String

    init(
        _ fault: String, _ without: String, _ with: String,
        _ ask: @escaping @Sendable (Probe) throws -> String
    ) {
        self.fault = fault
        self.without = without
        self.with = with
        self.ask = ask
    }

    var testDescription: String { fault }

    /// A row or more for each switch.
    static let all = reap + deepvue + surepass + reports + dollarPe

    /// The status of an answer and one of its members.
    static func answer(_ response: HTTPResponse, _ member: String) -> String {
        let value = response.json?[member].map { $0.string ?? $0.text() } ?? "-"
        return "\(response.status) \(value)"
    }
}

@Suite struct SwitchTests {
    @Test(arguments: Trial.all, [false, true])
    func `A switch changes what it says, in process and over a socket`(
        trial: Trial, overSocket: Bool
    ) throws {
        let plain = try Probe(overSocket: overSocket)
        #expect(try trial.ask(plain) == trial.without, "without")
        let switched = try Probe(faults: Faults(parsing: trial.fault), overSocket: overSocket)
        #expect(try trial.ask(switched) == trial.with, "with")
    }

    @Test func `Every switch is in the table`() {
        let tried = Trial.all.flatMap { $0.fault.split(separator: ",") }
            .map { String($0.prefix { $0 != "=" }) }
        let untried = Set(Faults.Switch.allCases.map(\.rawValue)).subtracting(tried)
        #expect(untried.isEmpty)
    }
}
