import Testing

@testable import App
@testable import Dashboard

@Suite struct OutsidePaceTests {
    private let start = ContinuousClock.now
    private let one = Outside(Counts(), alerts: 1)
    private let two = Outside(Counts(), alerts: 2)

    @Test func `The first is shown at once, and the same not again`() {
        var pace = OutsidePace()
        #expect(pace.take(one, at: start) == .show)
        #expect(pace.take(one, at: start + .seconds(5)) == .isShown)
    }

    @Test func `Another waits until a second has passed, and what is shown then is the latest`() {
        var pace = OutsidePace()
        _ = pace.take(one, at: start)
        #expect(pace.take(two, at: start + .milliseconds(300)) == .wait(.milliseconds(700)))
        #expect(pace.take(one, at: start + .milliseconds(600)) == .isShown)
        #expect(pace.take(two, at: start + .seconds(1)) == .show)
        #expect(pace.take(one, at: start + .milliseconds(1900)) == .wait(.milliseconds(100)))
    }

    @Test func `After another program had the terminal all is shown anew`() {
        var pace = OutsidePace()
        _ = pace.take(one, at: start)
        pace.forget()
        #expect(pace.take(one, at: start + .milliseconds(1)) == .show)
    }
}
