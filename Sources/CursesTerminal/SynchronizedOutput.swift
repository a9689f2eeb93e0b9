/// Whole frames at once (mode 2026, "Synchronized Output" of the Contour terminal's
/// specification): the terminal holds back what it paints until the end of the frame.
enum SynchronizedOutput {
    /// What is written before a frame.
    static let begin = "\u{1B}[?2026h"
    /// What is written after it.
    static let end = "\u{1B}[?2026l"

    /// Whether a terminal is known to have it. It is told by its name and not by a question
    /// (DECRQM): some terminals print questions that they do not know. In a multiplexer the
    /// name says nothing about the terminal outside.
    static func isKnown(type: String, environment: (String) -> String?) -> Bool {
        let isInside =
            environment("TMUX") != nil || environment("STY") != nil
            || type.hasPrefix("tmux") || type.hasPrefix("screen")
        if isInside { return false }
        if types.contains(where: { type.hasPrefix($0) }) { return true }
        if let program = environment("TERM_PROGRAM"), programs.contains(program) { return true }
        return environment("KITTY_WINDOW_ID") != nil
    }

    private static let types = [
        "xterm-kitty", "kitty", "foot", "alacritty", "contour", "wezterm", "xterm-ghostty",
        "ghostty", "rio", "xterm-rio",
    ]
    private static let programs: Set = ["WezTerm", "ghostty", "iTerm.app", "contour", "rio"]
}
