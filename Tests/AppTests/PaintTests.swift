import TerminalUI
import Testing

@testable import App

/// How many colours output gets, and how far apart they must be.
struct PaintTests {
    @Test(arguments: [
        (["TERM": "xterm-256color", "COLORTERM": "truecolor"], ColorDepth.direct),
        (["TERM": "xterm", "COLORTERM": "24bit"], .direct),
        (["TERM": "xterm-direct"], .direct), (["TERM": "xterm-256color"], .indexed256),
        (["TERM": "xterm"], .sixteen), (["TERM": "linux"], .eight), (["TERM": "dumb"], .none),
        (["TERM": "vt100"], .none), ([:], .none),
        (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], .none),
        (["TERM": "xterm-256color", "NO_COLOR": ""], .indexed256),
    ])
    func `COLORTERM, TERM and NO_COLOR decide`(
        environment: [String: String], depth: ColorDepth
    ) {
        let host = Host(environment: environment, login: "asha")
        #expect(Paint.depth(host, isPlain: false, isTerminal: true) == depth)
        #expect(Paint.depth(host, isPlain: true, isTerminal: true) == .none)
        #expect(Paint.depth(host, isPlain: false, isTerminal: false) == .none)
    }

    @Test func `Contrast is WCAG's: black on white is 21, a colour on itself 1`() {
        let black = Color(red: 0, green: 0, blue: 0, ansi: 0)
        let white = Color(red: 255, green: 255, blue: 255, ansi: 15)
        let grey = Color(red: 0x76, green: 0x76, blue: 0x76, ansi: 8)
        #expect(abs(Contrast.ratio(black, white) - 21) < 0.01)
        #expect(abs(Contrast.ratio(grey, grey) - 1) < 0.01)
        // The well-known last grey that passes on white.
        #expect(Contrast.ratio(white, grey) >= 4.5)
        #expect(Contrast.ratio(white, Color(red: 0x77, green: 0x77, blue: 0x77, ansi: 8)) < 4.5)
    }
}
