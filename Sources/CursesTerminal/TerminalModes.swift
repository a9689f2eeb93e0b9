/// Modes of the terminal that are set past ncurses: it does not know marked pastes, and it loses
/// clicks that arrive together.
enum TerminalModes {
    /// Pastes are marked as such, and the mouse is reported in SGR form if that is wanted.
    static func on(mouse: Bool) -> String {
        "\u{1B}[?2004h" + (mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "")
    }
    /// Pastes are not marked and the mouse is not reported.
    static let off = "\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l"
    /// Everything that ncurses and this program switch on is off, for a process that cannot ask
    /// ncurses any more: pastes, mouse, colours, margins, character set, keypad, cursor, screen, title.
    static let reset =
        "\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l"
        + "\u{1B}[m\u{1B}(B\u{1B}[?1l\u{1B}>\u{1B}[?7h\u{1B}[r\u{1B}[?1049l\u{1B}[?25h\u{1B}[23;2t"
}
