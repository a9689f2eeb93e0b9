import Sandbox
import Testing

@Suite struct FaultsTests {
    @Test(arguments: [
        ("slow", "reap:slow,deepvue:slow,surepass:slow,dollarpe:slow"),
        ("deepvue:throttled, reap-uppercase", "deepvue:throttled,reap-uppercase"),
        ("reap:reap-stuck,reap-stuck", "reap-stuck"),
        ("dollarpe-profile-only=node_sample", "dollarpe-profile-only=node_sample"),
        ("deepvue-token-life=30,deepvue:retry-after", "deepvue-token-life=30,retry-after"),
    ])
    func `A list of faults is read and written`(list: String, written: String) throws {
        let faults = try Faults(parsing: list)
        #expect(faults.description == written)
        #expect(try Faults(parsing: written) == faults)
    }

    @Test func `Without faults there are none`() { #expect(Faults.none.description == "none") }

    @Test(arguments: [
        ("slwo", "slwo", "is no fault"), ("", "", "is no fault"),
        ("slow,,flaky", "", "is no fault"), ("paypal:slow", "paypal", "is no vendor"),
        ("slow=3", "slow", "takes no value"), ("reap-stuck=1", "reap-stuck", "takes no value"),
        ("deepvue:reap-stuck", "reap-stuck", "belongs to another vendor"),
        ("deepvue-plan", "", "is no value of deepvue-plan"),
        ("deepvue-plan=gold", "gold", "is no value of deepvue-plan"),
        ("dollarpe-tolerance=x", "dollarpe-tolerance", "needs a number of seconds"),
        ("deepvue-token-life=0", "deepvue-token-life", "needs a number of seconds"),
    ])
    func `A list that cannot be read says what is wrong and what could stand there`(
        list: String, text: String, message: String
    ) throws {
        let failure = try #require(throws: FaultsFailure.self) { try Faults(parsing: list) }
        #expect(failure.text == text && failure.message == message)
        #expect(message.hasPrefix("takes") || !failure.known.isEmpty)
    }

    @Test func `The front page names every fault and switch, and those that are on`() throws {
        let probe = try Probe(faults: Faults(parsing: "surepass:flaky,reap-stuck"))
        let text = probe.send("GET", "/").text
        for name in Faults.names { #expect(text.contains("  \(name)"), "\(name)") }
        #expect(text.contains("On now: surepass:flaky,reap-stuck."))
        #expect(text.contains("mock-kyc-status") && text.contains("bulk-order-stamp"))
    }
}
