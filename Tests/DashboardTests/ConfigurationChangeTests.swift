import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// A configuration that changes while the dashboard is open.
struct ConfigurationChangeTests {
    private func theme(_ name: String) -> Theme {
        guard let palette = Base16(Array(repeating: 0x808080, count: 16)) else { return .plain }
        return Theme(name: name, palette: palette)
    }

    private func settings(_ themes: [Theme], _ cadences: Cadences = Cadences()) -> Settings {
        Settings(
            vendors: [.reap], cadences: cadences, themes: themes, glyphs: .ascii,
            utcOffsetMinutes: 330)
    }

    @Test func `Vendors, cadences, characters and clock are the new ones`() {
        let moving = item(
            .reap, 1, "March", Snapshot(state: .inProgress, total: 10, processed: 1),
            checked: "5m", tracked: "10m")
        var state = dashboard(120, 40, [moving])
        var slow = Cadences()
        slow[.reap].every = .seconds(7200)
        slow[.reap].stuckAfter = .seconds(86_400)
        #expect(state.watchlist.rows[moving.key]?.flags.contains(.stale) == true)
        #expect(update(&state, .configured(settings([theme("a")], slow))) == [])
        #expect(state.vendors == [.reap])
        #expect(state.glyphs == .ascii)
        #expect(state.utcOffsetMinutes == 330)
        #expect(state.watchlist.rows[moving.key]?.flags.contains(.stale) == false)
    }

    @Test func `The theme follows the configuration, unless the operator went on to another`() {
        var state = dashboard(80, 24, [])
        let (a, b, c) = (theme("a"), theme("b"), theme("c"))
        _ = update(&state, .configured(settings([a, b, c])))
        #expect(state.theme.name == "a")
        _ = update(&state, .input(.key(.character("T"))))
        #expect(state.theme.name == "b")
        _ = update(&state, .configured(settings([a, b, c])))
        #expect(state.theme.name == "b")
        _ = update(&state, .configured(settings([c, a, b])))
        #expect(state.theme.name == "c")
    }

    @Test func `The time after which it locks is the new one`() {
        var state = dashboard(80, 24, [])
        var settings = settings([])
        settings.lockAfter = .seconds(30)
        _ = update(&state, .configured(settings))
        #expect(state.lock.closesAt == state.now + .seconds(30))
        settings.lockAfter = nil
        _ = update(&state, .configured(settings))
        #expect(state.lock.closesAt == nil)
    }
}
