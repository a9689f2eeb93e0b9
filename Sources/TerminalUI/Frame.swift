/// What a whole screen shows: a value that is drawn into and then put on a terminal.
///
/// Each row has memory of its own. Empty rows share theirs, and so do frames a row that one took
/// from the other: such rows are neither filled nor copied, and are equal without a look at them.
public struct Frame: Equatable, Sendable {
    /// Its size in cells.
    public let size: Size
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Position?
    /// The cells, row by row from the top, each row as wide as the screen.
    public private(set) var cells: [[Cell]]

    /// A screen of empty cells that look like `style`.
    public init(size: Size, style: Style = Style()) {
        self.size = size
        let empty = [Cell](repeating: Cell(style: style), count: size.width)
        cells = [[Cell]](repeating: empty, count: size.height)
    }

    /// The cell at a place of the screen.
    public subscript(x: Int, y: Int) -> Cell { cells[y][x] }

    /// Puts text on one row and says how many columns it took.
    ///
    /// What lies outside the screen or past `limit` columns is cut off; control characters and
    /// bidirectional controls show as `·`; a nil colour of `style` keeps the cell's own.
    @discardableResult
    public mutating func put(
        _ text: String, x: Int, y: Int, style: Style, limit: Int = .max
    ) -> Int {
        guard (0..<size.height).contains(y), x < size.width, limit > 0 else { return 0 }
        let (sum, overflow) = x.addingReportingOverflow(limit)
        let end = min(size.width, overflow ? size.width : sum)
        if let columns = putPlain(text, x: x, end: end, y: y, style: style) { return columns }
        var column = x
        for grapheme in text {
            let width = TextWidth.of(grapheme)
            guard column + width <= end else { break }
            TextWidth.split(grapheme) { piece, columns in
                set(Glyph(piece), columns: columns, x: column, y: y, style: style)
                column += columns
            }
        }
        return column - x
    }

    /// Puts one letter or symbol of a single column into each of `count` cells of a row, as far as
    /// they lie on the screen.
    public mutating func put(
        _ symbol: Unicode.Scalar, times count: Int, x: Int, y: Int, style: Style
    ) {
        guard TextWidth.isPlain(symbol.value) else {
            put(String(repeating: String(symbol), count: count), x: x, y: y, style: style)
            return
        }
        let (columns, rows) = clip(Rect(x: x, y: y, width: count, height: 1))
        guard !columns.isEmpty, !rows.isEmpty else { return }
        splitAround(columns, y: y)
        let glyph = Glyph(symbol)
        change(y) { row in
            for x in columns {
                row[x] = Cell(measured: glyph, style: style.over(row[x].style))
            }
        }
    }

    /// Makes a part of the screen empty cells of this look; a nil colour keeps the cell's own.
    public mutating func fill(_ rect: Rect, style: Style) {
        let (columns, rows) = clip(rect)
        guard !columns.isEmpty else { return }
        for y in rows {
            splitAround(columns, y: y)
            change(y) { row in
                for x in columns { row[x] = Cell(style: style.over(row[x].style)) }
            }
        }
    }

    /// Changes how a part of the screen looks and leaves its glyphs; a two-column glyph looks as
    /// its left half does.
    public mutating func restyle(_ rect: Rect, _ restyle: (inout Style) -> Void) {
        let (columns, rows) = clip(rect)
        guard !columns.isEmpty else { return }
        for y in rows {
            change(y) { row in
                for x in columns where !row[x].isRightHalf {
                    restyle(&row[x].style)
                    if x + 1 < row.count, row[x + 1].isRightHalf {
                        row[x + 1].style = row[x].style
                    }
                }
            }
        }
    }

    /// Gives the blanks of a row the look of what stands before them where they show nothing of it:
    /// a terminal has fewer changes of colour to be told then.
    public mutating func quietBlanks(y: Int) {
        var look: Style?
        change(y) { row in
            for x in row.indices {
                let style = row[x].style
                if row[x].scalars == .space, let before = look, style.hasSameBlank(as: before) {
                    row[x].style = before
                } else {
                    look = style
                }
            }
        }
    }

    /// Puts a whole row of a frame as wide as this one.
    public mutating func put(row: [Cell], y: Int) {
        precondition(row.count == size.width, "a row of another width")
        cells[y] = row
    }

    /// The rows as text without trailing spaces, for tests and for copying a screen.
    public var rows: [String] {
        cells.map { cells in
            var row = cells.map(\.glyph).joined()
            while row.last == " " { row.removeLast() }
            return row
        }
    }

    /// A text of which every scalar has a cell of its own; nil when the text is not of that sort.
    private mutating func putPlain(
        _ text: String, x: Int, end: Int, y: Int, style: Style
    ) -> Int? {
        guard let length = TextWidth.plainColumns(text) else { return nil }
        let columns = min(length, max(0, end - x))
        let visible = max(0, x)..<max(0, x, x + columns)
        guard !visible.isEmpty else { return columns }
        splitAround(visible, y: y)
        change(y) { row in
            var column = x
            _ = TextWidth.forEachPlain(text) { value in
                if visible.contains(column), let scalar = Unicode.Scalar(value) {
                    let look = style.over(row[column].style)
                    row[column] = Cell(measured: Glyph(scalar), style: look)
                }
                column += 1
            }
        }
        return columns
    }

    private mutating func set(_ piece: Glyph, columns: Int, x: Int, y: Int, style: Style) {
        guard x >= 0 else {
            // The right half of a glyph that begins left of the screen.
            if x + columns > 0 { _ = putPlain(" ", x: 0, end: 1, y: y, style: style) }
            return
        }
        splitAround(x..<(x + columns), y: y)
        let look = style.over(cells[y][x].style)
        cells[y][x] = Cell(measured: piece, style: look)
        if columns == 2 { cells[y][x + 1] = Cell(measured: .none, style: look) }
    }

    /// A two-column glyph of which half is about to be overwritten leaves a space in the other.
    private mutating func splitAround(_ columns: Range<Int>, y: Int) {
        let first = columns.lowerBound
        if cells[y][first].isRightHalf, first > 0 {
            cells[y][first - 1] = Cell(style: cells[y][first - 1].style)
        }
        let after = columns.upperBound
        if after < size.width, cells[y][after].isRightHalf {
            cells[y][after] = Cell(style: cells[y][after].style)
        }
    }

    /// Changes cells of a row in place.
    private mutating func change(_ y: Int, _ body: (inout UnsafeMutableBufferPointer<Cell>) -> Void)
    {
        cells[y].withUnsafeMutableBufferPointer { body(&$0) }
    }

    private func clip(_ rect: Rect) -> (columns: Range<Int>, rows: Range<Int>) {
        let x = min(max(0, rect.x), size.width)
        let y = min(max(0, rect.y), size.height)
        return (x..<max(x, min(size.width, rect.right)), y..<max(y, min(size.height, rect.bottom)))
    }
}
