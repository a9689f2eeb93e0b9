import TerminalUI

/// The characters that tell things apart without colour.
struct Symbols: Equatable {
    /// Unicode or ASCII.
    let glyphs: Glyphs

    private func pick(_ unicode: String, _ ascii: String) -> String {
        glyphs == .unicode ? unicode : ascii
    }

    /// The sign of a standing.
    func of(_ standing: Standing) -> String {
        switch standing {
        case .failed: pick("✗", "X")
        case .unknown: "?"
        case .inProgress: pick("◐", "o")
        case .pending: pick("○", ".")
        case .completedWithFailures: pick("±", "~")
        case .completed: pick("✓", "+")
        }
    }

    /// A flag.
    var flag: String { "!" }
    /// A check that fails.
    var failing: String { pick("↯", "%") }
    /// A check that works again.
    var recovered: String { pick("↺", "=") }
    /// An operator wrote a note.
    var note: String { pick("¶", "\"") }
    /// Something sent to a vendor.
    var sent: String { pick("→", ">") }
    /// The mark at the left of a row that needs somebody.
    var edge: String { pick("▌", "!") }
    /// The mark of the selected row.
    var cursor: String { pick("›", ">") }
    /// The mark of a row among several that were chosen, and of one with the cursor on it.
    var mark: String { pick("•", "*") }
    /// The cursor on such a row.
    var markedCursor: String { pick("»", "#") }
    /// Between the parts of a path.
    var separator: String { pick("›", ">") }
    /// Between the parts of a sentence.
    var dot: String { pick("·", "-") }
    /// What is not known.
    var none: String { pick("–", "-") }
    /// Text goes on.
    var ellipsis: String { pick("…", "~") }
    /// A column that grows downwards, and one that shrinks.
    var ascending: String { pick("▲", "^") }
    /// A column that shrinks downwards.
    var descending: String { pick("▼", "v") }
    /// A field holds more before what it shows.
    var cutBefore: String { pick("‹", "<") }
    /// A field holds more after what it shows.
    var cutAfter: String { pick("›", ">") }
    /// A vertical line.
    var vertical: String { pick("│", "|") }
    /// A horizontal line.
    var horizontal: String { pick("─", "-") }
    /// The four corners of a frame: upper left, upper right, lower left, lower right.
    var corners: (String, String, String, String) {
        glyphs == .unicode ? ("╭", "╮", "╰", "╯") : ("+", "+", "+", "+")
    }
    /// The text cursor in a field that is drawn.
    var caret: String { pick("▏", "_") }
}
