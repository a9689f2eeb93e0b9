import Domain
import TerminalUI

/// A frame being drawn, with what else the drawing knows: where a click does what, and when the
/// screen would change by itself.
struct Canvas {
    /// What was drawn so far.
    private(set) var frame: Frame
    /// How roles look.
    let theme: Theme
    /// The characters to draw with.
    let symbols: Symbols
    /// The time shown.
    let clock: Clock
    /// What a click does, the topmost last.
    private(set) var targets: [Aim] = []
    /// The earliest moment at which something drawn reads differently.
    private(set) var nextChange: Timestamp?
    /// What of this frame the next can take.
    var drawn: Drawn
    /// Where the row begins that is selected.
    private var selection: Position?

    /// A part of the screen and what a click on it does.
    struct Aim: Equatable {
        let area: Rect
        let target: Target
    }

    /// An empty screen.
    init(size: Size, theme: Theme, glyphs: Glyphs, clock: Clock, drawn: Drawn = Drawn()) {
        self.drawn = drawn
        self.drawn.begin(
            Drawn.Look(
                theme: theme, glyphs: glyphs, utcOffsetMinutes: clock.utcOffsetMinutes, size: size))
        frame = Frame(size: size, style: theme[.text])
        self.theme = theme
        symbols = Symbols(glyphs: glyphs)
        self.clock = clock
    }

    /// Puts one stretch of text on the ground that is there; too long a text ends in an ellipsis.
    @discardableResult
    mutating func put(_ span: Span, x: Int, y: Int, limit: Int = .max) -> Int {
        let room = min(limit, frame.size.width - x)
        guard room > 0 else { return 0 }
        note(span.until)
        var style = theme[span.role]
        style.background = nil
        style.attributes.formUnion(span.attributes)
        let text = TextWidth.fit(span.text, in: room, ellipsis: symbols.ellipsis)
        return frame.put(text, x: x, y: y, style: style, limit: room)
    }

    /// Puts several stretches one after the other.
    @discardableResult
    mutating func put(_ spans: [Span], x: Int, y: Int, limit: Int = .max) -> Int {
        var used = 0
        for span in spans {
            used += put(span, x: x + used, y: y, limit: limit - used)
        }
        return used
    }

    /// Puts one stretch so that it ends before column `right`.
    mutating func put(_ span: Span, endingAt right: Int, y: Int, limit: Int = .max) {
        let width = min(span.width, limit)
        put(span, x: right - width, y: y, limit: width)
    }

    /// Puts text so that it ends before column `right`.
    mutating func put(_ spans: [Span], endingAt right: Int, y: Int, limit: Int = .max) {
        let width = min(spans.width, limit)
        put(spans, x: right - width, y: y, limit: width)
    }

    /// Gives a part of the screen a role's ground and empties it.
    mutating func fill(_ area: Rect, _ role: Role) {
        frame.fill(area, style: theme[role])
    }

    /// Shows that a row is the selected one by this part of it, and keeps the colours of what it
    /// says; the terminal's cursor stands at the mark.
    mutating func select(_ area: Rect, mark: Position? = nil) {
        selection = mark ?? Position(x: area.x, y: area.y)
        let look = theme[.selection]
        let plain = theme[.text].background
        frame.restyle(area) { style in
            // What has a ground of its own keeps it.
            if let ground = look.background, style.background == plain {
                style.background = ground
            }
            if look.attributes.contains(.reverse) {
                style.attributes.formSymmetricDifference(.reverse)
            }
        }
    }

    /// Takes the selection for that of something that is covered now.
    mutating func forgetSelection() {
        selection = nil
    }

    /// Puts the terminal's cursor on the selected row, unless a field has it: screen readers,
    /// braille lines and magnifiers follow the cursor and not a colour.
    mutating func placeCursor() {
        if frame.cursor == nil { frame.cursor = selection }
    }

    /// Cells of a bar: one glyph, whose ground may be another part's colour.
    mutating func put(symbol: Unicode.Scalar, x: Int, y: Int, columns: Int = 1, style: Style) {
        frame.put(symbol, times: columns, x: x, y: y, style: style)
    }

    /// Makes a part of the screen clickable.
    mutating func aim(_ area: Rect, at target: Target) {
        targets.append(Aim(area: area, target: target))
    }

    /// Takes note of a moment at which the screen changes by itself.
    mutating func note(_ moment: Timestamp?) {
        guard let moment, moment > clock.now else { return }
        nextChange = min(nextChange ?? moment, moment)
    }

    /// Draws and says when what is drawn reads differently.
    mutating func noting<Result>(
        _ draw: (inout Canvas) -> Result
    ) -> (result: Result, until: Timestamp?) {
        let before = nextChange
        nextChange = nil
        let result = draw(&self)
        let until = nextChange
        note(before)
        return (result, until)
    }

    /// Lets something draw on the frame that knows nothing of canvases.
    mutating func draw(_ body: (inout Frame) -> Void) {
        body(&frame)
    }

    /// What is under a cell.
    func target(at position: Position) -> Target? {
        targets.last { $0.area.contains(position) }?.target
    }
}

/// What a click means.
enum Target: Equatable {
    /// The same as a key of the key table.
    case action(Action)
    /// The row of the view's list.
    case row(Int)
    /// The head of a column of the Batches table.
    case column(SortColumn)
    /// A group of an e-stamp order, counted from the left.
    case group(Int)
    /// A field of the form on top, counted from its first.
    case field(Int)
    /// An option of the choice that is being edited, counted from its first match.
    case option(Int)
    /// A key that the dialog on top understands.
    case dialogKey(Key)
    /// Nothing: a dialog's own ground.
    case nothing
}
