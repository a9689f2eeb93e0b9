public import TerminalUI

/// What an operator does on a long shift, over and over: every view, a detail and back, a filter,
/// help, the palette, sorting, marks and themes, and a window that is pulled now and then.
public enum ShiftScript {
    /// The keys of one moment. What they open is closed by a later one.
    public static func keys(at moment: Int) -> String { keys[moment % keys.count] }

    /// The terminal's size from this moment on; nil when it stays as it is.
    public static func size(at moment: Int) -> Size? {
        guard moment % 7 == 0 else { return nil }
        return Size(width: 60 + moment % 5 * 25, height: 20 + moment % 4 * 10)
    }

    private static let escape = "\u{1B}"
    private static let keys = [
        "1", "jjjj", "\r", escape, "2", "j\r", escape, "3", "G", "4", "jj", "\r", escape, "5", "j",
        "1", "/Import 7\r", "jj", escape, "G", "g", "ssS", " j j", escape, "b", "b", "b", "?",
        escape, ":", escape, "A", escape, "T", "\u{C}",
    ]
}
