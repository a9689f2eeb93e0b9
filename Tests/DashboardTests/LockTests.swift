import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// What a locked screen shows and takes.
@Suite struct LockTests {
    private func locked() -> State {
        var state = dashboard()
        _ = update(&state, .locked)
        return state
    }

    @Test func `L asks for the lock, and the screen locks when it is`() {
        var state = dashboard()
        #expect(state.press(.character("L")) == [.lock(isAutomatic: false)])
        #expect(!state.lock.isLocked)
        _ = update(&state, .locked)
        #expect(state.text.contains("Enter the passphrase"))
    }

    @Test func `What is typed behind L before the screen is locked goes nowhere`() {
        var state = dashboard()
        let before = state.text
        state.press(.character("L"))
        #expect(state.press(.character("d"), .character("y")) == [])
        _ = update(&state, .input(.paste("correct horse")))
        #expect(state.text == before)
        _ = update(&state, .locked)
        #expect(state.lock.entry.isEmpty)
        #expect(screen(state).rows.last?.contains("Enter unlock") == true)
        #expect(screen(state).rows.last?.contains("filter") == false)
        // Without a passphrase nothing is locked, and everything goes on.
        state = dashboard()
        state.press(.character("L"))
        _ = update(&state, .lockDeclined)
        state.press(.character("d"))
        #expect(state.text.contains("Untrack?"))
    }

    @Test func `A locked screen hides every customer and goes on showing the work`() {
        var state = dashboard()
        let names = state.watchlist.rows(of: .kyc).compactMap(\.item.label)
        #expect(names.count == 4)
        _ = update(&state, .locked)
        for view in View.allCases {
            state.view = view
            let shown = state.text
            for name in names { #expect(!shown.contains(name), "\(view) shows \(name)") }
        }
        state.view = .batches
        #expect(state.text.contains("VENDOR"))
    }

    @Test func `Nothing but the passphrase does anything`() {
        var state = locked()
        for key in [
            Key.character("q"), .control("c"), .control("z"), .character("n"), .tab, .escape,
            .character("d"), .character("y"), .function(1), .control("s"), .down,
        ] {
            #expect(state.press(key).isEmpty, "\(key)")
        }
        #expect(state.overlays.isEmpty && state.lock.isLocked)
        state.press(.control("u"))
        state.type("correct horse")
        #expect(!state.text.contains("horse"))
        #expect(!"\(state.lock)".contains("horse"))
        #expect(state.press(.enter) == [.unlock(Personal("correct horse"))])
        #expect(state.press(.enter).isEmpty)
        _ = update(&state, .unlocked)
        #expect(!state.lock.isLocked)
    }

    @Test func `After a wrong passphrase the next one waits, and the screen counts down`() {
        var state = locked()
        state.type("wrong")
        state.press(.enter)
        let until = state.now + .seconds(4)
        _ = update(&state, .unlockRefused(until: until))
        state.type("right")
        #expect(state.press(.enter).isEmpty)
        #expect(state.text.contains("in 4 s"))
        #expect(draw(state).nextChange.map { $0 <= state.now + .seconds(1) } == true)
        _ = update(&state, .clockTicked(until))
        #expect(state.press(.enter) == [.unlock(Personal("right"))])
    }

    @Test func `It locks by itself after a while without a key, and a key puts that off`() {
        var state = dashboard()
        let start = state.now
        state.lock = LockState(after: .seconds(600), lastInputAt: start)
        #expect(draw(state).nextChange.map { $0 <= start + .seconds(600) } == true)
        _ = update(&state, .clockTicked(start + .seconds(500)))
        state.press(.down)
        let lock = Effect.lock(isAutomatic: true)
        #expect(!update(&state, .clockTicked(start + .seconds(700))).contains(lock))
        #expect(update(&state, .clockTicked(start + .seconds(1100))).contains(lock))
        #expect(!update(&state, .clockTicked(start + .seconds(1101))).contains(lock))
    }

    @Test func `What is typed into a form survives the lock unseen`() {
        var state = dashboard()
        state.view = .kyc
        let effects = state.press(.character("n"))
        guard case .loadDraft = effects.last else {
            Issue.record("no draft is looked for: \(effects)")
            return
        }
        state.type("Hidden Person")
        _ = update(&state, .locked)
        #expect(!state.text.contains("Hidden"))
        _ = update(&state, .unlocked)
        #expect(state.text.contains("Hidden Person"))
    }

    @Test func `Everything typed into a form is kept as it changes`() {
        var state = dashboard()
        state.view = .kyc
        state.settle()
        state.press(.character("n"))
        let effects = state.press(.character("H"))
        guard case .keepDraft(.kyc(let draft), let subject) = effects.first else {
            Issue.record("nothing is kept: \(effects)")
            return
        }
        #expect(draft[.fullName] == "H")
        #expect(subject.hasPrefix("submission:"))
        #expect(state.press(.backspace) == [.discardDraft(subject: subject)])
    }
}
