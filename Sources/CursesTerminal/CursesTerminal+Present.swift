import CNcurses
import Glibc
public import TerminalUI

extension CursesTerminal {
    /// Makes the terminal show a frame: what differs from the one before is written, and nothing
    /// when nothing does. Parts outside the terminal are left out.
    public func present(_ frame: Frame) {
        guard !isSuspended, frame != shown else { return }
        if !draw(frame) {
            // The terminal has no colour pairs left: begin again with those of this frame.
            pairs.reset()
            shown = nil
            wclear(window)
            _ = draw(frame)
        }
        shown = frame
        paint()
    }

    /// Paints the whole screen again, for one that something else has written on.
    public func repaint() {
        guard !isSuspended else { return }
        clearok(window, true)
        paint()
    }

    /// Hands the changed cells to ncurses; says whether every style found its colours.
    private func draw(_ frame: Frame) -> Bool {
        let before = shown.flatMap { $0.size == frame.size ? $0 : nil }
        if before == nil { werase(window) }
        let width = frame.size.width
        let columns = min(width, size.width)
        var found = true
        var look: (style: Style, attributes: attr_t, pair: Int32)?
        for y in 0..<min(frame.size.height, size.height) {
            let row = frame.cells[y]
            let old = before?.cells[y]
            if row == old { continue }
            for x in 0..<columns {
                let cell = row[x]
                if cell.isRightHalf || old?[x] == cell { continue }
                if look?.style != cell.style {
                    let pair = pairs.pair(of: cell.style)
                    found = found && pair != nil
                    look = (cell.style, attributes(cell.style), pair ?? 0)
                }
                let attributes = look?.attributes ?? 0
                let pair = look?.pair ?? 0
                let isWide = x + 1 < width && row[x + 1].isRightHalf
                if let scalar = cell.scalars.single, !isWide, isUnicode || scalar < 0x7F,
                    scalar < 0x7F || wcwidth(wchar_t(scalar)) == 1
                {
                    curses_put_one(
                        window, Int32(y), Int32(x), wchar_t(scalar), attributes, pair)
                    continue
                }
                let isAtCorner =
                    isWide && !canFillCorner && y == size.height - 1 && x == size.width - 3
                let glyphs =
                    isAtCorner
                    ? Self.standIns(for: cell.scalars, columns: 2)
                    : glyphs(cell.scalars, columns: isWide ? 2 : 1, room: columns - x)
                var column = Int32(x)
                for glyph in glyphs {
                    curses_put(window, Int32(y), column, glyph, attributes, pair)
                    column += 1
                }
            }
        }
        return found
    }

    /// Has ncurses write what the terminal does not show yet, and places the cursor.
    func paint() {
        let cursor = shown?.cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
        if isSynchronized { write(SynchronizedOutput.begin) }
        if cursor == nil, cursorIsVisible != false { curs_set(0) }
        wmove(window, Int32(cursor?.y ?? 0), Int32(cursor?.x ?? 0))
        wnoutrefresh(window)
        doupdate()
        if cursor != nil, cursorIsVisible != true { curs_set(1) }
        cursorIsVisible = cursor != nil
        if isSynchronized { write(SynchronizedOutput.end) }
    }

    private func attributes(_ style: Style) -> attr_t {
        let wanted = style.attributes
        return curses_attributes(
            pairs.isBold(style), wanted.contains(.dim),
            wanted.contains(.reverse), wanted.contains(.underline), wanted.contains(.italic))
    }

    /// A glyph as ncurses takes it: its scalars and a 0, or as many stand-ins as it has columns
    /// where the locale cannot show it or measures it differently.
    private func glyphs(_ glyph: Glyph, columns: Int, room: Int) -> [[wchar_t]] {
        let wide = glyph.map { wchar_t($0.value) }
        guard let first = wide.first else { return [] }
        if columns <= room, Int(wcwidth(first)) == columns, isUnicode || isInLocale(wide) {
            return [wide + [0]]
        }
        return Self.standIns(for: glyph, columns: min(columns, room))
    }

    private static func standIns(for glyph: Glyph, columns: Int) -> [[wchar_t]] {
        guard let first = glyph.first(where: { _ in true }) else { return [] }
        let ascii = wchar_t(standIn(for: first).value)
        return [[ascii, 0]] + [[wchar_t]](repeating: [32, 0], count: columns - 1)
    }

    private func isInLocale(_ glyph: [wchar_t]) -> Bool {
        var bytes = [CChar](repeating: 0, count: 16)
        var state = mbstate_t()
        return glyph.allSatisfy { wcrtomb(&bytes, $0, &state) != -1 }
    }
}
