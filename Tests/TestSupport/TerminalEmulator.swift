public import TerminalUI

/// A terminal in memory: it obeys what programs write for an xterm or tmux and shows the result.
///
/// It knows what ncurses uses under `TERM=xterm-256color` and its relatives. What it does not know
/// is kept in `unknown`, so that a test can ask that there is none.
public struct TerminalEmulator: Sendable {
    /// One cell of the screen.
    public struct Cell: Hashable, Sendable {
        /// A glyph with its combining marks; empty in the right half of a wide one.
        public var text = " "
        /// How it looks.
        public var style = TerminalStyle()
    }

    /// Columns and rows.
    public private(set) var size: Size
    /// The cells, row by row.
    public internal(set) var grid: [[Cell]]
    /// Where the cursor is.
    public internal(set) var cursor = Position(x: 0, y: 0)
    /// The DEC private modes that are on, such as 25 (visible cursor) or 2004 (bracketed paste).
    public internal(set) var modes: Set<Int> = [7, 25]
    /// The modes that were on at any time.
    public internal(set) var modesEverSet: Set<Int> = []
    /// Whether text of both directions stays in the cells that it is written to (mode 8 of
    /// ECMA-48 reset).
    public internal(set) var directionIsExplicit = false
    /// Whether the keypad sends application sequences.
    public internal(set) var keypadIsApplication = false
    /// The window's title.
    public internal(set) var title = ""
    /// The titles that programs have put aside.
    var titles: [String] = []
    /// Every OSC command but titles, without its introducer and end: `52;c;…`, `9;4;1;50`.
    public internal(set) var commands: [String] = []
    /// How often the bell rang.
    public internal(set) var bells = 0
    /// Sequences that it did not understand.
    public internal(set) var unknown: [String] = []

    var style = TerminalStyle()
    var region: ClosedRange<Int>
    var wrapIsPending = false
    var insertIsOn = false
    var lastText = " "
    var saved: (cursor: Position, style: TerminalStyle) = (Position(x: 0, y: 0), TerminalStyle())
    var mainGrid: [[Cell]]?
    var state = State.ground
    var utf8: [UInt8] = []

    enum State: Sendable {
        case ground
        case escape([UInt8])
        case control([UInt8])
        case string(kind: UInt8, [UInt8], sawEscape: Bool)
    }

    /// A terminal just switched on.
    public init(size: Size) {
        self.size = Size(width: max(1, size.width), height: max(1, size.height))
        region = 0...(self.size.height - 1)
        grid = Self.blank(self.size)
    }

    /// The rows as text without trailing spaces.
    public var rows: [String] {
        grid.map { row in
            var text = row.map(\.text).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// All rows as one text.
    public var text: String { rows.joined(separator: "\n") }

    /// Whether some row shows this text.
    public func shows(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

    /// Where a text starts, if some row shows it.
    public func position(of text: String) -> Position? {
        for y in 0..<size.height {
            for x in 0..<size.width where !grid[y][x].text.isEmpty {
                if grid[y][x...].lazy.map(\.text).joined().hasPrefix(text) {
                    return Position(x: x, y: y)
                }
            }
        }
        return nil
    }

    /// Whether it is showing the alternate screen.
    public var isOnAlternateScreen: Bool { mainGrid != nil }

    /// Whether the cursor is visible.
    public var cursorIsVisible: Bool { modes.contains(25) }

    /// What a program that ended has left changed; empty when the terminal is as it was.
    public var leftovers: [String] {
        var found: [String] = []
        if isOnAlternateScreen { found.append("alternate screen") }
        if !cursorIsVisible { found.append("hidden cursor") }
        if !modes.contains(7) { found.append("no automatic margins") }
        found += modes.subtracting([7, 25]).sorted().map { "mode \($0)" }
        if keypadIsApplication { found.append("application keypad") }
        if style != TerminalStyle() { found.append("style \(style)") }
        if region != 0...(size.height - 1) { found.append("scroll region \(region)") }
        if insertIsOn { found.append("insert mode") }
        if directionIsExplicit { found.append("explicit direction") }
        return found
    }

    /// Gives it another size: what does not fit is lost, what is new is empty.
    public mutating func resize(_ new: Size) {
        size = Size(width: max(1, new.width), height: max(1, new.height))
        grid = Self.fitted(grid, size)
        mainGrid = mainGrid.map { Self.fitted($0, size) }
        region = 0...(size.height - 1)
        cursor.x = min(cursor.x, size.width - 1)
        cursor.y = min(cursor.y, size.height - 1)
        wrapIsPending = false
    }

    /// Takes back what a harness wrote for itself.
    mutating func forgetLastCommand() { commands.removeLast() }

    static func blank(_ size: Size) -> [[Cell]] {
        [[Cell]](repeating: [Cell](repeating: Cell(), count: size.width), count: size.height)
    }

    private static func fitted(_ grid: [[Cell]], _ size: Size) -> [[Cell]] {
        var rows = grid.prefix(size.height).map { row in
            var cells = Array(row.prefix(size.width))
            if let last = cells.last, last.text.isEmpty == false, row.count > size.width,
                row[size.width].text.isEmpty
            {
                cells[cells.count - 1].text = " "
            }
            cells += [Cell](repeating: Cell(), count: size.width - cells.count)
            return cells
        }
        let missing = size.height - rows.count
        rows += [[Cell]](
            repeating: [Cell](repeating: Cell(), count: size.width), count: missing)
        return rows
    }
}
