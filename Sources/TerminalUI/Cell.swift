/// One cell of a screen: a glyph and its look.
public struct Cell: Hashable, Sendable {
    /// A letter or symbol with its marks, of one or two columns; empty in the right half of a
    /// two-column glyph. Never a control character: only a frame makes cells that hold text.
    public let glyph: String
    /// How it looks.
    public var style: Style

    /// An empty cell.
    public init(style: Style = Style()) {
        glyph = " "
        self.style = style
    }

    /// A cell with a glyph that has been measured and found printable.
    init(measured glyph: String, style: Style) {
        self.glyph = glyph
        self.style = style
    }

    /// Whether it is the right half of the glyph before it.
    public var isRightHalf: Bool { glyph.isEmpty }
}
