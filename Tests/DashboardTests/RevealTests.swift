import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// One value of a customer's page is shown when asked for, recorded, and for ten seconds.
@Suite struct RevealTests {
    private let key = item(.kyc, 12, "Intake 7", nil).key

    private func page(_ width: Int = 100, _ height: Int = 40) -> State {
        var snapshot = Snapshot(state: .pending, vendorState: "UNVERIFIED")
        snapshot.facts = [
            .init(name: "full_name", value: "••••"), .init(name: "email", value: "••••"),
            .init(name: "phone", value: "••••11"), .init(name: "country", value: "IND"),
        ]
        var state = dashboard(width, height, [item(.kyc, 12, "Intake 7", snapshot)], view: .kyc)
        _ = state.press(.enter)
        return state
    }

    @Test func `A masked value is chosen, asked for, and shown for ten seconds`() {
        var state = page()
        _ = state.press(.character("v"))
        for name in ["full_name", "email", "phone"] { #expect(state.text.contains(name)) }
        #expect(state.press(.down, .enter) == [.reveal(field: "email", key)])
        #expect(!state.text.contains("asha@example.com"))
        _ = update(&state, .revealed(field: "email", key, Personal("asha@example.com")))
        #expect(state.text.contains("asha@example.com") && state.text.contains("••••11"))
        #expect(state.nextTick.map { $0 <= state.now + .seconds(10) } == true)
        _ = update(&state, .clockTicked(state.now + .seconds(9)))
        #expect(state.text.contains("asha@example.com"))
        _ = update(&state, .clockTicked(state.now + .seconds(1)))
        #expect(!state.text.contains("asha@"))
    }

    @Test func `What is not masked is not offered`() {
        var state = page()
        _ = state.press(.character("v"))
        guard case .reveal(let prompt) = state.overlays.last else {
            Issue.record("nothing is asked")
            return
        }
        #expect(prompt.fields == ["full_name", "email", "phone"])
        #expect(state.press(.escape).isEmpty && state.overlays.isEmpty)
    }

    @Test func `A value that comes after the page was closed or the screen locked is not shown`() {
        var state = page()
        _ = state.press(.escape)
        _ = update(&state, .revealed(field: "email", key, Personal("asha@example.com")))
        _ = state.press(.enter)
        #expect(!state.text.contains("asha@"))
        _ = update(&state, .revealed(field: "email", key, Personal("asha@example.com")))
        #expect(state.text.contains("asha@"))
        _ = update(&state, .locked)
        #expect(!state.text.contains("asha@") && state.shownValue == nil)
        _ = update(&state, .revealed(field: "email", key, Personal("asha@example.com")))
        _ = update(&state, .unlocked)
        #expect(!state.text.contains("asha@"))
    }

    @Test func `Leaving the page masks the value again at once`() {
        var state = page()
        _ = update(&state, .revealed(field: "email", key, Personal("asha@example.com")))
        _ = state.press(.escape, .enter)
        #expect(!state.text.contains("asha@"))
    }

    @Test(arguments: [(80, 24), (40, 10), (120, 40)])
    func `The page scrolls to the value that is shown`(width: Int, height: Int) {
        var state = page(width, height)
        _ = update(&state, .revealed(field: "phone", key, Personal("+919911002211")))
        #expect(state.text.contains("+919911002211"), "\(state.text)")
    }

    @Test(arguments: [(80, 24), (40, 10)])
    func `The list of values fits every size`(width: Int, height: Int) {
        var state = page(width, height)
        _ = state.press(.character("v"))
        #expect(state.text.contains("full_name") && state.text.contains("phone"))
    }
}
