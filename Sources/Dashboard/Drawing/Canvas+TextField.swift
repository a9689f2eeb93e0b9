import TerminalUI

extension Canvas {
    /// Puts the text of a field in its box: the stretch around the cursor while it is edited, else
    /// its beginning. Marks at the sides say that there is more.
    mutating func put(_ field: TextField, _ role: Role, in box: Rect, isEdited: Bool) {
        guard box.width > 1 else { return }
        var field = field
        if !isEdited { field.move(to: 0) }
        let window = field.window(columns: box.width)
        put(
            Span(window.text, role), x: box.x + (window.isCutBefore ? 1 : 0), y: box.y,
            limit: box.width)
        if window.isCutBefore { put(Span(symbols.cutBefore, .muted), x: box.x, y: box.y) }
        if window.isCutAfter { put(Span(symbols.cutAfter, .muted), x: box.right - 1, y: box.y) }
        guard isEdited else { return }
        draw { $0.cursor = Position(x: box.x + window.cursorColumn, y: box.y) }
    }
}
