import TerminalUI

@testable import Dashboard

/// What holds for everything that the dashboard draws, whatever it shows.
enum FrameLaws {
    /// The laws that a frame breaks, each with where.
    static func broken(_ frame: Frame, of state: State) -> [String] {
        let size = state.size
        guard frame.size == size else { return ["it is \(frame.size) on \(size)"] }
        var broken: [String] = []
        for y in 0..<size.height { broken += cells(of: frame, y) }
        if let cursor = frame.cursor, !Rect(size).contains(cursor) {
            broken.append("the cursor is at \(cursor)")
        }
        func row(_ y: Int) -> String { (0..<size.width).map { frame[$0, y].glyph }.joined() }
        guard Layout.isLargeEnough(size) else {
            let said = (0..<size.height).filter { y in row(y).contains { $0 != " " } }
            return said.count == 1 ? broken : broken + ["it says more than one line"]
        }
        if !row(size.height - 1).contains(where: { $0 != " " }) { broken.append("no foot") }
        let head = row(0)
        if state.wall == nil, !head.hasPrefix(" VIGIL") || !head.contains("14:05") {
            broken.append("no head: \(head)")
        }
        return broken
    }

    /// Neither a control character nor anything that turns the direction of text.
    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
            false
        default: true
        }
    }

    /// Each glyph is harmless, a wide one has its right half behind it, and no right half is
    /// without its left.
    private static func cells(of frame: Frame, _ y: Int) -> [String] {
        var broken: [String] = []
        var wide: String?
        for x in 0..<frame.size.width {
            let cell = frame[x, y]
            // Most cells hold a letter of ASCII, and this looks at millions.
            if wide == nil, let letter = cell.scalars.single, (0x20..<0x7F).contains(letter) {
                continue
            }
            if cell.isRightHalf != (wide != nil) {
                broken.append("row \(y): half of \(wide ?? "nothing") at \(x)")
            }
            for scalar in cell.scalars where !isHarmless(scalar) {
                broken.append("row \(y), column \(x): U+\(String(scalar.value, radix: 16))")
            }
            wide = TextWidth.of(cell.glyph) == 2 ? cell.glyph : nil
        }
        return wide == nil ? broken : broken + ["row \(y): half of \(wide ?? "") at its end"]
    }
}
