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

    @Test func `Names that differ at their end are told apart on the narrowest screen`() {
        let customers = (151...153).map {
            item(
                .kyc, $0, "Exchange user \($0)",
                Snapshot(state: .failed, vendorState: "FAILED", failureReason: "KYC_FAILED"))
        }
        for view in [View.batches, .kyc] {
            let text = dashboard(40, 10, customers, view: view).text
            for number in 151...153 {
                #expect(text.contains("Exchange user \(number)"), "\(text)")
            }
            #expect(text.contains("✗ FAILED"))
        }
    }

    @Test func `Alerts on names that differ at their end are told apart on the narrowest screen`() {
        func user(_ number: Int, _ state: WorkState) -> TrackedItem {
            item(.kyc, number, "Exchange user \(number)", Snapshot(state: state))
        }
        var state = dashboard(40, 12, [151, 152].map { user($0, .inProgress) })
        for number in [151, 152] { _ = update(&state, .itemChanged(user(number, .failed))) }
        state.press(.character("A"))
        #expect(state.text.contains("│ › 14:05  Exchange user 152 failed"), "\(state.text)")
        #expect(state.text.contains("Exchange user 151 failed"), "\(state.text)")
        _ = update(&state, .input(.resized(Size(width: 80, height: 24))))
        #expect(state.text.contains("DollarPe Exchange user 152 failed"), "\(state.text)")
    }

    @Test func `A flag does not take the place of the state's word at 120 columns`() {
        let rest = Snapshot(
            state: .completed, vendorState: "completed", total: 1000, processed: 995, failed: 5,
            succeeded: 990)
        let broken = Snapshot(
            state: .failed, vendorState: "failed", total: 800, processed: 344, failed: 6,
            succeeded: 338)
        let items =
            varied + [
                item(.reap, 90, "February import", rest),
                item(.reap, 91, "Night run, the one with a long name", broken),
                item(.reap, 92, "Label of 24 columns, yes", nil),
            ]
        // Where no flag can be said in full, none costs a label its end.
        for width in [80, 100] {
            let narrow = dashboard(width, 40, items).text
            #expect(narrow.contains("Label of 24 columns, yes"), "\(narrow)")
        }
        let text = dashboard(120, 24, items).text
        #expect(text.contains("± completed !5 unaccounted"), "\(text)")
        #expect(text.contains("✗ FAILED  !456 unaccounted"), "\(text)")
    }

    @Test func `A dialog as wide as the screen leaves no torn letters beside it`() {
        var state = dashboard(80, 24)
        state.press(.character(":"))
        for row in screen(state).rows[2...19] where row.contains("│") {
            #expect(row.hasPrefix("│") && row.hasSuffix("│"), "\(row)")
        }
    }

    @Test func `The palette begins with what can be done now`() {
        var state = dashboard(80, 40)
        state.press(.character(":"))
        #expect(!state.text.contains("That does nothing here"), "\(state.text)")
        state.press(.up)
        for _ in 0..<100 { state.press(.down) }
        #expect(state.text.contains("Only a customer's KYC can be corrected"), "\(state.text)")
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
        #expect(state.text.contains(/:05  A label.*… failed │/))
    }
}
