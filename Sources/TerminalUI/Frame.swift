/// What a whole screen shows: a value that is drawn into and then put on a terminal.
public struct Frame: Equatable, Sendable {
    /// Its size in cells.
    public let size: Size
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Position?
    private(set) var cells: [Cell]

    /// A screen of empty cells that look like `style`.
    public init(size: Size, style: Style = Style()) {
        self.size = size
        cells = [Cell](repeating: Cell(style: style), count: size.width * size.height)
    }

    /// The cell at a place of the screen.
    public subscript(x: Int, y: Int) -> Cell {
        cells[y * size.width + x]
    }

    /// Puts text on one row and says how many columns it took.
    ///
    /// What lies outside the screen or past `limit` columns is cut off; control characters and
    /// bidirectional controls show as `·`; a nil colour of `style` keeps the cell's own.
    @discardableResult
    public mutating func put(
        _ text: String, x: Int, y: Int, style: Style, limit: Int = .max
    ) -> Int {
        guard (0..<size.height).contains(y), limit > 0 else { return 0 }
        var column = x
        let end = min(size.width, x.addingReportingOverflow(limit).overflow ? .max : x + limit)
        for grapheme in text {
            let width = TextWidth.of(grapheme)
            guard column + width <= end else { break }
            if column >= 0 { set(grapheme, width: width, x: column, y: y, style: style) }
            column += width
        }
        return column - x
    }

    /// Makes a part of the screen empty cells of this look.
    public mutating func fill(_ rect: Rect, style: Style) {
        for y in max(0, rect.y)..<max(0, rect.y, min(size.height, rect.bottom)) {
            for x in max(0, rect.x)..<max(0, rect.x, min(size.width, rect.right)) {
                split(x: x, y: y)
                cells[y * size.width + x] = Cell(style: over(x: x, y: y, style))
            }
        }
    }

    /// Changes how a part of the screen looks and leaves its glyphs.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        for y in max(0, rect.y)..<max(0, rect.y, min(size.height, rect.bottom)) {
            for x in max(0, rect.x)..<max(0, rect.x, min(size.width, rect.right)) {
                change(&cells[y * size.width + x].style)
            }
        }
    }

    /// The rows as text without trailing spaces, for tests and for copying a screen.
    public var rows: [String] {
        (0..<size.height).map { y in
            var row = (0..<size.width).map { self[$0, y].glyph }.joined()
            while row.last == " " { row.removeLast() }
            return row
        }
    }

    private mutating func set(_ grapheme: Character, width: Int, x: Int, y: Int, style: Style) {
        let look = over(x: x, y: y, style)
        split(x: x, y: y)
        let glyph = Self.isPrintable(grapheme) ? String(grapheme) : "·"
        if width == 2 { split(x: x + 1, y: y) }
        cells[y * size.width + x] = Cell(measured: glyph, style: look)
        if width == 2 { cells[y * size.width + x + 1] = Cell(measured: "", style: look) }
    }

    /// A two-column glyph of which half is overwritten leaves a space in the other half.
    private mutating func split(x: Int, y: Int) {
        let index = y * size.width + x
        if cells[index].isRightHalf, x > 0 {
            cells[index - 1] = Cell(style: cells[index - 1].style)
        }
        if x + 1 < size.width, cells[index + 1].isRightHalf {
            cells[index + 1] = Cell(style: cells[index + 1].style)
        }
    }

    private func over(x: Int, y: Int, _ style: Style) -> Style {
        let below = cells[y * size.width + x].style
        return Style(
            foreground: style.foreground ?? below.foreground,
            background: style.background ?? below.background, attributes: style.attributes)
    }

    private static func isPrintable(_ grapheme: Character) -> Bool {
        grapheme.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F,
                0x061C, 0xFEFF, 0x2028, 0x2029, 0xFFF9...0xFFFB, 0xE0000...0xE007F,
                0xE000...0xF8FF, 0x200B:
                false
            default:
                true
            }
        }
    }
}
