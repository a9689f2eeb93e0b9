import CPseudoTerminal
import TerminalUI

extension TerminalEmulator {
    /// Writes one scalar at the cursor, as wide as the C library says.
    mutating func write(_ scalar: Unicode.Scalar) {
        let width = Int(pty_columns(scalar.value))
        if width <= 0 {
            combine(scalar)
            return
        }
        if wrapIsPending || cursor.x + width > size.width, modes.contains(7) {
            cursor.x = 0
            lineFeed()
        }
        guard cursor.x + width <= size.width else { return }
        if insertIsOn { insertCells(width) }
        put(Cell(text: String(Character(scalar)), style: style), x: cursor.x)
        if width == 2 { put(Cell(text: "", style: style), x: cursor.x + 1, isRightHalf: true) }
        lastText = String(Character(scalar))
        cursor.x += width
        wrapIsPending = cursor.x == size.width
        if wrapIsPending { cursor.x -= 1 }
    }

    private mutating func combine(_ scalar: Unicode.Scalar) {
        var x = wrapIsPending ? cursor.x : cursor.x - 1
        if x > 0, grid[cursor.y][x].text.isEmpty { x -= 1 }
        guard x >= 0 else { return }
        grid[cursor.y][x].text.unicodeScalars.append(scalar)
    }

    /// Half of a wide glyph that is overwritten leaves a blank in the other half.
    private mutating func put(_ cell: Cell, x: Int, isRightHalf: Bool = false) {
        let y = cursor.y
        if grid[y][x].text.isEmpty, x > 0, !isRightHalf { grid[y][x - 1].text = " " }
        if x + 1 < size.width, grid[y][x + 1].text.isEmpty, !grid[y][x].text.isEmpty {
            grid[y][x + 1].text = " "
        }
        grid[y][x] = cell
    }

    mutating func move(x: Int, y: Int) {
        cursor.x = min(max(0, x), size.width - 1)
        cursor.y = min(max(0, y), size.height - 1)
        wrapIsPending = false
    }

    mutating func restoreCursor() {
        move(x: saved.cursor.x, y: saved.cursor.y)
        style = saved.style
    }

    mutating func lineFeed() {
        wrapIsPending = false
        if cursor.y == region.upperBound {
            scrollUp(from: region.lowerBound, 1)
        } else if cursor.y < size.height - 1 {
            cursor.y += 1
        }
    }

    mutating func reverseLineFeed() {
        wrapIsPending = false
        if cursor.y == region.lowerBound {
            scrollDown(from: region.lowerBound, 1)
        } else if cursor.y > 0 {
            cursor.y -= 1
        }
    }

    mutating func scrollUp(from first: Int, _ count: Int) {
        for _ in 0..<min(count, region.upperBound - first + 1) {
            grid.remove(at: first)
            grid.insert(emptyRow, at: region.upperBound)
        }
    }

    mutating func scrollDown(from first: Int, _ count: Int) {
        for _ in 0..<min(count, region.upperBound - first + 1) {
            grid.remove(at: region.upperBound)
            grid.insert(emptyRow, at: first)
        }
    }

    mutating func insertLines(_ count: Int) {
        guard region.contains(cursor.y) else { return }
        scrollDown(from: cursor.y, count)
        move(x: 0, y: cursor.y)
    }

    mutating func deleteLines(_ count: Int) {
        guard region.contains(cursor.y) else { return }
        scrollUp(from: cursor.y, count)
        move(x: 0, y: cursor.y)
    }

    mutating func insertCells(_ count: Int) {
        wrapIsPending = false
        var row = grid[cursor.y]
        let number = min(count, size.width - cursor.x)
        if row[cursor.x].text.isEmpty, cursor.x > 0 {
            row[cursor.x - 1].text = " "
            row[cursor.x].text = " "
        }
        row.insert(contentsOf: [Cell](repeating: empty, count: number), at: cursor.x)
        let overflow = row[size.width]
        row.removeLast(number)
        if overflow.text.isEmpty { row[size.width - 1].text = " " }
        grid[cursor.y] = row
    }

    mutating func deleteCells(_ count: Int) {
        wrapIsPending = false
        let number = min(count, size.width - cursor.x)
        erase(y: cursor.y, from: cursor.x, count: number)
        grid[cursor.y].removeSubrange(cursor.x..<(cursor.x + number))
        grid[cursor.y] += [Cell](repeating: empty, count: number)
    }

    mutating func eraseLine(_ what: Int) {
        switch what {
        case 0: erase(y: cursor.y, from: cursor.x, count: size.width)
        case 1: erase(y: cursor.y, from: 0, count: cursor.x + 1)
        default: erase(y: cursor.y, from: 0, count: size.width)
        }
    }

    mutating func eraseScreen(_ what: Int) {
        let rows =
            what == 0
            ? (cursor.y + 1)..<size.height : what == 1 ? 0..<cursor.y : 0..<size.height
        if what < 2 { eraseLine(what) }
        for y in rows { erase(y: y, from: 0, count: size.width) }
    }

    mutating func erase(y: Int, from start: Int, count: Int) {
        wrapIsPending = false
        let end = min(size.width, start + count)
        if start > 0, grid[y][start].text.isEmpty { grid[y][start - 1].text = " " }
        if end < size.width, grid[y][end].text.isEmpty { grid[y][end].text = " " }
        for x in start..<end { grid[y][x] = empty }
    }

    /// Erased cells take the background that is set now.
    private var empty: Cell {
        var cell = Cell()
        cell.style.background = style.background
        return cell
    }

    private var emptyRow: [Cell] { [Cell](repeating: empty, count: size.width) }
}
