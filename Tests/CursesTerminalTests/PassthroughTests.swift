import Testing

@testable import CursesTerminal

/// What is meant for the terminal outside, on its way through multiplexers.
struct PassthroughTests {
    @Test(arguments: [
        ("xterm-256color", [:], "\u{1B}]52;c;eA==\u{7}"),
        ("tmux-256color", ["TMUX": "1"], "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;eA==\u{7}\u{1B}\\"),
        ("screen-256color", ["TMUX": "1"], "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;eA==\u{7}\u{1B}\\"),
        ("screen-256color", ["STY": "1"], "\u{1B}P\u{1B}]52;c;eA==\u{7}\u{1B}\\"),
        ("screen.xterm-256color", ["STY": "1"], "\u{1B}P\u{1B}]52;c;eA==\u{7}\u{1B}\\"),
        // screen in tmux: it would print "tmux;" over the first row.
        ("screen-256color", ["STY": "1", "TMUX": "1"], "\u{1B}P\u{1B}]52;c;eA==\u{7}\u{1B}\\"),
        // tmux in screen.
        (
            "tmux-256color", ["STY": "1", "TMUX": "1"],
            "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;eA==\u{7}\u{1B}\\"
        ),
    ])
    func `A copied text is wrapped for the multiplexer that the program runs in`(
        type: String, environment: [String: String], written: String
    ) {
        let isInTmux = Passthrough.isInTmux(type: type) { environment[$0] }
        #expect(Clipboard.command("x", type: type, isInTmux: isInTmux) == written)
    }
}
