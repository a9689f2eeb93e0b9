import TerminalUI
import Testing

@testable import Dashboard

/// The list of themes with its preview.
struct ThemeChooserTests {
    private func dashboardWithThemes() throws -> State {
        let themes = try (1...3).map { number in
            Theme(
                name: "theme-\(number)",
                palette: try #require(Base16((0..<16).map { $0 * 0x0A0A0A + UInt32(number) })))
        }
        return dashboard(80, 24, themes: themes)
    }

    @Test func `Moving shows each theme at once, Enter keeps it, Escape goes back`() throws {
        var state = try dashboardWithThemes()
        state.press(.character("t"))
        #expect(state.text.contains("› theme-1"))
        state.press(.down)
        #expect(state.theme.name == "theme-2" && state.text.contains("› theme-2"))
        #expect(screen(state)[0, 5].style.background == state.themes[1][.text].background)
        state.press(.down, .down, .escape)
        #expect(state.theme.name == "theme-1" && state.overlays.isEmpty)
        state.press(.character("t"), .end, .enter)
        #expect(state.theme.name == "theme-3" && state.overlays.isEmpty)
        state.press(.character("T"))
        #expect(state.theme.name == "theme-1")
    }

    @Test func `Hundreds of themes can be gone through on the smallest screen`() throws {
        let palette = try #require(Base16((0..<16).map { $0 * 0x0A0A0A }))
        let themes = (1...300).map { Theme(name: "theme-\($0)", palette: palette) }
        var state = dashboard(40, 10, themes: themes)
        state.press(.character("t"), .end)
        #expect(state.text.contains("› theme-300"))
        state.press(.pageUp)
        #expect(state.text.contains("› theme-290"))
        state.press(.home)
        #expect(state.text.contains("› theme-1 "))
    }

    @Test func `Where there is one theme alone the key says so`() {
        var state = dashboard()
        state.press(.character("t"))
        #expect(state.overlays.isEmpty && state.notice?.isFault == true)
    }

    @Test func `A light scheme is light on a terminal with sixteen colours too`() throws {
        let ramp = (0..<16).map { UInt32(15 - $0) * 0x111111 }
        let light = try #require(Base16(ramp))
        #expect(light[0].ansi == 15 && light[5].ansi == 0)
        let dark = try #require(Base16(ramp.reversed()))
        #expect(dark[0].ansi == 0 && dark[5].ansi == 7)
        for scheme in [light, dark] {
            for slot in [5, 8, 0xA, 0xB, 0xD, 0xE] {
                #expect(scheme[slot].ansi != scheme[0].ansi)
            }
        }
    }
}
