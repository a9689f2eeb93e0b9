import Testing

@testable import App

@Suite struct FaultsOptionTests {
    private func failure(_ faults: String...) -> ProgramFailure? {
        var invocation = Invocation(host: .current())
        invocation.options["faults"] = faults
        do throws(ProgramFailure) {
            _ = try SandboxSettings(invocation, defaultSpeed: 1)
            return nil
        } catch {
            return error
        }
    }

    @Test func `A fault that is not known is a usage error with the nearest name`() {
        #expect(failure("slow,reap:flaky", "deepvue-202") == nil)
        let slip = failure("slow,flakey")
        #expect(slip?.status == .usage)
        #expect(slip?.message == "--faults: 'flakey' is no fault")
        #expect(slip?.hint == "did you mean flaky?")
        #expect(failure("repa:slow")?.hint == "did you mean reap?")
        #expect(failure("surepass-html-503")?.hint == "did you mean surepass-html-502?")
        #expect(
            failure("deepvue-plan=gold")?.hint
                == "known are starter, business, growth, enterprise")
        #expect(failure("\u{1B}[2J")?.message.contains("\u{1B}") == false)
    }
}
