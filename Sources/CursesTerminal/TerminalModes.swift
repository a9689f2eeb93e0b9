/// Modes of the terminal that are set past ncurses: it does not know marked pastes, it loses
/// clicks that arrive together, and a terminal that orders text of both directions by itself
/// (ECMA-48's bidirectional support mode, as VTE has it) would move columns of a table.
enum TerminalModes {
    /// Pastes are marked as such, every cell stays where it is put, and the mouse is reported in
    /// SGR form if that is wanted.
    static func on(mouse: Bool) -> String {
        "\u{1B}[8l\u{1B}[?2004h" + (mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "")
    }
    /// Pastes are not marked, the terminal orders text as it likes, and the mouse is not reported.
    static let off = "\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[8h"
    /// Everything that ncurses and this program switch on is off, for a process that cannot ask
    /// ncurses any more: held-back frames, pastes, mouse, colours, margins, character set, keypad, cursor,
    /// screen, title.
    static let reset =
        "\u{1B}[?2026l\u{1B}[8h\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l"
        + "\u{1B}[m\u{1B}(B\u{1B}[?1l\u{1B}>\u{1B}[?7h\u{1B}[r\u{1B}[?1049l\u{1B}[?25h\u{1B}[23;2t"
}
