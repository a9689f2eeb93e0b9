import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// What a narrow screen must still say.
@Suite struct NarrowTests {
    @Test(arguments: [60, 80, 100, 119, 120, 200])
    func `How many poll on the store is told on every screen with room for a word`(width: Int) {
        var state = dashboard(width, 24, [item(.reap, 1, "March", counts(.inProgress, 9, 1, 0))])
        func poll(_ number: Int) {
            let presences = (1...number).map {
                Presence(
                    process: "p\($0)", number: $0, operatorName: "mira", terminal: nil, host: "h",
                    startedAt: noon, seenAt: noon, isPolling: true, isSelf: $0 == 1)
            }
            _ = update(&state, .pollingShared(presences: presences, budgets: [:]))
        }
        poll(3)
        let row = screen(state).rows[0]
        #expect(row.contains("3 polling") || row.contains("polling, 3 on this store"), "\(row)")
        #expect(row.contains("14:05"))
        poll(1)
        #expect(!screen(state).rows[0].contains("1 polling"))
    }

    @Test func `A list that goes on says how much is below, in every chooser`() {
        for (key, whole) in [(Key.character(":"), 4), (.character("c"), 4)] {
            var state = dashboard(40, 10)
            state.press(key)
            let more = state.text.firstMatch(of: /─ (\d+) more ─/)
            let count = more.flatMap { Int($0.1) } ?? 0
            #expect(count > 0)
            for _ in 0..<(count + whole) { state.press(.down) }
            #expect(!state.text.contains(" more "), "\(state.text)")
        }
    }

    @Test func `A command that cannot be used says why where there is room for it`() {
        var narrow = dashboard(40, 10)
        narrow.press(.character(":"))
        narrow.type("back")
        #expect(narrow.text.contains("Back  (not now)"))
        narrow.press(.enter)
        #expect(narrow.text.contains("! That does nothing here"))
        var wide = dashboard(120, 40)
        wide.press(.character(":"))
        wide.type("back")
        #expect(wide.text.contains("Back  That does nothing here; ? shows what does."))
    }

    @Test func `What was asked about and never answered is not said to be unasked`() {
        let tried = item(.reap, 1, "March", nil).failing(
            .malformed, "Reap gave an answer that is not JSON", since: "1m")
        let customer = item(.kyc, 2, "Asha Example", nil).failing(
            .malformed, "DollarPe gave an answer that is not JSON", since: "1m")
        for view in [View.batches, .kyc] {
            let text = dashboard(120, 40, [tried, customer], view: view).text
            #expect(!text.contains("not asked"), "\(text)")
        }
        #expect(dashboard(120, 40, [tried]).text.contains("no answer yet"))
        #expect(dashboard(120, 40, [item(.reap, 1, "March", nil)]).text.contains("not asked yet"))
    }

    @Test func `An alert says what is wrong however long the name is`() {
        let long = "A label that is longer than forty columns can show"
        var state = dashboard(40, 10, [item(.reap, 1, long, counts(.inProgress, 9, 1, 0))])
        _ = update(&state, .itemChanged(item(.reap, 1, long, counts(.failed, 9, 9, 9))))
        state.press(.character("A"))
        #expect(state.text.contains(/Reap A label.*… failed │/))
    }
}
