import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// What the operator is told about keys: which get out, which can be clicked, and why one does
/// nothing.
@Suite struct WayOutTests {
    /// Clicks on a text of the screen.
    private func click(_ text: String, _ state: inout State) throws {
        let rows = screen(state).rows
        let y = try #require(rows.lastIndex { $0.contains(text) }, "\(text) is not shown")
        let row = rows[y]
        let start = try #require(row.firstRange(of: text)).lowerBound
        let x = TextWidth.of(String(row[..<start]))
        _ = update(&state, .input(.mouse(Mouse(.press, at: Position(x: x, y: y)))))
    }

    @Test func `Whatever lies over the view names Esc on the narrowest screen, and Esc closes it`()
    {
        for opener: Character in ["?", ":", "a", "u", "m", "c", "t", "A"] {
            var state = dashboard(40, 10, themes: [.plain, .plain])
            let failed = item(.reap, 1, "March import", counts(.failed, 9, 9, 9))
            _ = update(&state, .itemChanged(failed))
            state.press(.character(opener))
            #expect(state.overlays.count == 1, "\(opener)")
            let foot = screen(state).rows[9]
            #expect(foot.contains("Esc"), "\(opener): \(foot)")
            state.press(.escape)
            #expect(state.overlays.isEmpty, "\(opener)")
        }
    }

    @Test func `The keys at the foot can be clicked while a filter or a form is open`() throws {
        var state = dashboard()
        state.press(.character("/"))
        state.type("march")
        try click("Enter keep", &state)
        #expect(!state.isFiltering && state.filterText == "march")
        state.press(.character("/"))
        try click("Esc clear", &state)
        #expect(state.filterText.isEmpty)
        state.press(.character("3"), .character("n"))
        #expect(state.overlays.count == 1)
        try click("Esc close", &state)
        #expect(state.overlays.isEmpty)
    }

    @Test func `A click on a theme tries it`() throws {
        let palette = try #require(Base16((0..<16).map { $0 * 0x0A0A0A }))
        var state = dashboard(themes: [.plain, Theme(name: "another-theme", palette: palette)])
        state.press(.character("t"))
        try click("another-theme", &state)
        #expect(state.theme.name == "another-theme")
        state.press(.escape)
        #expect(state.theme.name == Theme.plain.name)
    }

    @Test func `A key that cannot do its work says what it would need`() {
        func said(_ key: Character, in view: View) -> String {
            var state = dashboard(120, 40, view: view)
            state.press(.character(key))
            return state.notice?.text ?? ""
        }
        #expect(said("R", in: .kyc).contains("select one"))
        #expect(said("e", in: .batches).contains("select a customer"))
        #expect(said("n", in: .batches).contains("3 lists them"))
        #expect(said("o", in: .stamps).contains("makes no result file"))
        #expect(said("s", in: .kyc).contains("works in Batches (1)"))
        #expect(said("d", in: .vendors).contains("Select an item first"))
        var page = dashboard(120, 40)
        page.press(.enter, .character("a"))
        #expect(page.notice?.text == "That works in the list: Esc goes back to it.")
    }

    @Test func `A failed batch says FAILED on every screen, whatever else there is to say`() {
        let failed = item(.reap, 1, "Night run 14", counts(.failed, 800, 344, 5))
        for (width, height) in [(40, 10), (80, 24), (120, 40), (200, 60)] {
            let rows = screen(dashboard(width, height, [failed])).rows
            #expect(rows[3].contains("✗ FAILED"), "\(width): \(rows[3])")
        }
    }

    @Test func `What somebody acknowledges on another terminal is off the list here`() {
        var state = dashboard()
        let failed = item(.reap, 1, "March import", counts(.failed, 9, 9, 9))
        _ = update(&state, .itemChanged(failed))
        let other = item(.reap, 5, "Night run", counts(.failed, 9, 9, 9))
        _ = update(&state, .itemChanged(other))
        #expect(state.alerts.open.count == 2)
        let alert = Alert(.item(failed.key), .failed, at: noon)
        let entry = ActivityEntry(
            at: noon + .seconds(1), event: .alertAcknowledged, key: failed.key,
            text: alert.acknowledgement)
        _ = update(&state, .activityLoaded([entry]))
        #expect(state.alerts.open.map(\.key) == [other.key])
    }

    @Test func `A key that was changed is named in the texts too`() throws {
        var state = dashboard(120, 40, view: .kyc)
        state.options.keys = try KeyMap([.init(action: "new_kyc", keys: ["W"])])
        #expect(state.text.contains("press W to submit data"))
        state.isReadOnly = true
        #expect(!state.text.contains("to submit data"))
    }
}
