import Glibc
import TerminalUI

/// A few lines on the terminal of standard error that are drawn again in place.
struct LiveLines {
    private var drawn: [String] = []

    /// The columns of the terminal on standard error; nil when it is none, or one that cannot
    /// move its cursor.
    static var width: Int? {
        var size = winsize()
        guard Standard.isTerminal(STDERR_FILENO), getenv("TERM").map({ strcmp($0, "dumb") }) != 0,
            ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }

    /// The rows of that terminal.
    static var height: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_row) : 24
    }

    /// Draws these lines in the place of the last ones, when they differ.
    mutating func draw(_ lines: [String]) {
        guard lines != drawn else { return }
        Standard.error(eraser + lines.map { $0 + "\n" }.joined())
        drawn = lines
    }

    /// Takes the lines away.
    mutating func erase() {
        if !drawn.isEmpty { Standard.error(eraser) }
        drawn = []
    }

    /// Moves to the first of the drawn lines and clears from there; a terminal that became
    /// narrower shows each on several rows.
    private var eraser: String {
        guard !drawn.isEmpty else { return "" }
        let width = max(1, Self.width ?? 80)
        let rows = drawn.reduce(0) { $0 + max(1, (TextWidth.of($1) + width - 1) / width) }
        return "\u{1B}[\(rows)A\r\u{1B}[J"
    }
}
