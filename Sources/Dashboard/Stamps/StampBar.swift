import TerminalUI

/// What became of an order's stamps, side by side: available, failed, still pending, and those
/// that the vendor says nothing of.
struct StampBar: Equatable {
    /// Stamps ready for use.
    var available: Int
    /// Stamps that could not be made.
    var failed: Int
    /// Stamps still being made.
    var pending: Int
    /// Stamps ordered and in none of the groups.
    var missing: Int

    /// Whether nothing is being made any more: what is available is then a thin line, so that
    /// orders that still move stand out.
    var isSettled: Bool { pending <= 0 }

    /// One of the four parts.
    enum Part: CaseIterable {
        case available, failed, pending, missing

        /// What it looks like: without colour each part has a glyph of its own.
        func symbol(_ glyphs: Glyphs, isSettled: Bool, hasColor: Bool) -> Unicode.Scalar {
            switch self {
            case .available where isSettled: glyphs == .unicode ? "━" : "="
            case .available: glyphs == .unicode ? "█" : "#"
            case .failed: glyphs == .unicode ? (hasColor ? "█" : "▒") : "x"
            case .pending: glyphs == .unicode ? "░" : "."
            case .missing: "?"
            }
        }

        /// What it means.
        func role(isSettled: Bool) -> Role {
            switch self {
            case .available: isSettled ? .barSettled : .barSucceeded
            case .failed: .barFailed
            case .pending: .barPending
            case .missing: .warning
            }
        }
    }

    /// The part in each of `width` cells. A part that there is has at least one cell, and the
    /// cells are given out to those that lack most of their share; none when nothing was ordered.
    func cells(width: Int) -> [Part] {
        let counts = [available, failed, pending, missing].map { Double(max(0, $0)) }
        let sum = counts.reduce(0, +)
        guard width > 0, sum > 0 else { return [] }
        let shares = counts.map { $0 / sum * Double(width) }
        var cells = zip(counts, shares).map { count, share in
            count > 0 ? max(1, Int(share)) : 0
        }
        while cells.reduce(0, +) < width {
            let place =
                cells.indices.max {
                    shares[$0] - Double(cells[$0])
                        < shares[$1] - Double(cells[$1])
                } ?? 0
            cells[place] += 1
        }
        while cells.reduce(0, +) > width {
            let place = cells.indices.max { cells[$0] < cells[$1] } ?? 0
            cells[place] -= 1
        }
        return zip(Part.allCases, cells).flatMap { Array(repeating: $0, count: $1) }
    }
}

extension Canvas {
    /// Draws an order's bar.
    mutating func put(_ bar: StampBar, x: Int, y: Int, width: Int) {
        let hasColor = theme[.barFailed].foreground != nil
        for (place, part) in bar.cells(width: width).enumerated() {
            put(
                symbol: part.symbol(
                    symbols.glyphs, isSettled: bar.isSettled, hasColor: hasColor), x: x + place,
                y: y,
                style: theme[part.role(isSettled: bar.isSettled)])
        }
    }
}
