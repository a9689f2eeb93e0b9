/// What a whole screen shows: a value that is drawn into and then put on a terminal.
public struct Frame: Equatable, Sendable {
    /// Its size in cells.
    public let size: Size
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Position?
    /// The cells, row by row.
    public private(set) var cells: [Cell]

    /// A screen of empty cells that look like `style`.
    public init(size: Size, style: Style = Style()) {
        self.size = size
        cells = [Cell](repeating: Cell(style: style), count: size.width * size.height)
    }

    /// The cell at a place of the screen.
    public subscript(x: Int, y: Int) -> Cell {
        precondition((0..<size.width).contains(x), "column outside the screen")
        return cells[y * size.width + x]
    }

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
        for index in indices(columns, y) {
            cells[index] = Cell(measured: glyph, style: style.over(cells[index].style))
        }
    }

    /// Makes a part of the screen empty cells of this look; a nil colour keeps the cell's own.
    public mutating func fill(_ rect: Rect, style: Style) {
        let (columns, rows) = clip(rect)
        guard !columns.isEmpty else { return }
        for y in rows {
            splitAround(columns, y: y)
            for index in indices(columns, y) {
                cells[index] = Cell(style: style.over(cells[index].style))
            }
        }
    }

    /// Changes how a part of the screen looks and leaves its glyphs; a two-column glyph looks as
    /// its left half does.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let (columns, rows) = clip(rect)
        guard !columns.isEmpty else { return }
        for y in rows {
            for index in indices(columns, y) where !cells[index].isRightHalf {
                change(&cells[index].style)
                if index + 1 < cells.count, cells[index + 1].isRightHalf {
                    cells[index + 1].style = cells[index].style
                }
            }
        }
    }

    /// Gives the blanks of a row the look of what stands before them where they show nothing of it:
    /// a terminal has fewer changes of colour to be told then.
    public mutating func quietBlanks(y: Int) {
        var look: Style?
        for index in indices(0..<size.width, y) {
            let style = cells[index].style
            if cells[index].scalars == .space, let before = look, style.hasSameBlank(as: before) {
                cells[index].style = before
            } else {
                look = style
            }
        }
    }

    /// The cells of a row.
    public func row(_ y: Int) -> ArraySlice<Cell> { cells[indices(0..<size.width, y)] }

    /// Puts a whole row of a frame as wide as this one.
    public mutating func put(row: [Cell], y: Int) {
        precondition(row.count == size.width, "a row of another width")
        cells.replaceSubrange(indices(0..<size.width, y), with: row)
    }

    /// The rows as text without trailing spaces, for tests and for copying a screen.
    public var rows: [String] {
        (0..<size.height).map { y in
            var row = (0..<size.width).map { self[$0, y].glyph }.joined()
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
        let row = y * size.width
        cells.withUnsafeMutableBufferPointer { cells in
            var column = x
            _ = TextWidth.forEachPlain(text) { value in
                if visible.contains(column), let scalar = Unicode.Scalar(value) {
                    let look = style.over(cells[row + column].style)
                    cells[row + column] = Cell(measured: Glyph(scalar), style: look)
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
        let index = y * size.width + x
        let look = style.over(cells[index].style)
        cells[index] = Cell(measured: piece, style: look)
        if columns == 2 { cells[index + 1] = Cell(measured: .none, style: look) }
    }

    /// A two-column glyph of which half is about to be overwritten leaves a space in the other.
    private mutating func splitAround(_ columns: Range<Int>, y: Int) {
        let row = y * size.width
        let first = row + columns.lowerBound
        if cells[first].isRightHalf, columns.lowerBound > 0 {
            cells[first - 1] = Cell(style: cells[first - 1].style)
        }
        let after = row + columns.upperBound
        if columns.upperBound < size.width, cells[after].isRightHalf {
            cells[after] = Cell(style: cells[after].style)
        }
    }

    private func clip(_ rect: Rect) -> (columns: Range<Int>, rows: Range<Int>) {
        let x = min(max(0, rect.x), size.width)
        let y = min(max(0, rect.y), size.height)
        return (x..<max(x, min(size.width, rect.right)), y..<max(y, min(size.height, rect.bottom)))
    }

    private func indices(_ columns: Range<Int>, _ y: Int) -> Range<Int> {
        (y * size.width + columns.lowerBound)..<(y * size.width + columns.upperBound)
    }
}
