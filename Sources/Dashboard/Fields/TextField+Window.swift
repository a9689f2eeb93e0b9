import TerminalUI

extension TextField {
    /// The part of a text that fits in a box.
    struct Window: Equatable {
        /// The graphemes to show, without marks.
        var text: String
        /// The column of the cursor in the box.
        var cursorColumn: Int
        /// Whether something is hidden before and needs a mark in the first column.
        var isCutBefore: Bool
        /// Whether something is hidden after and needs a mark in the last column.
        var isCutAfter: Bool
    }

    /// What a box of this many columns shows so that the cursor is in it. The view moves by half
    /// a box, so that typing does not shift everything with every key.
    func window(columns: Int) -> Window {
        var start = 0
        while start < cursor, !shows(from: start, in: columns) {
            var moved = 0
            while start < cursor, moved < max(1, columns / 2) {
                moved += TextWidth.of(characters[start])
                start += 1
            }
        }
        let lead = start > 0 ? 1 : 0
        var end = start
        var used = lead
        while end < characters.count {
            let width = TextWidth.of(characters[end])
            let isLast = end == characters.count - 1
            guard used + width + (isLast ? 0 : 1) <= columns else { break }
            used += width
            end += 1
        }
        return Window(
            text: String(characters[start..<end]),
            cursorColumn: min(lead + width(start..<cursor), max(0, columns - 1)),
            isCutBefore: start > 0, isCutAfter: end < characters.count)
    }

    /// Whether the cursor and what it stands on are in a box that begins at `start`.
    private func shows(from start: Int, in columns: Int) -> Bool {
        let under = cursor < characters.count ? TextWidth.of(characters[cursor]) : 1
        let mark = cursor + 1 < characters.count ? 1 : 0
        return (start > 0 ? 1 : 0) + width(start..<cursor) + under + mark <= columns
    }

    private func width(_ range: Range<Int>) -> Int {
        characters[range].reduce(0) { $0 + TextWidth.of($1) }
    }
}
