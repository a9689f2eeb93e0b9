import TerminalUI

/// How far a piece of work is, with the succeeded and the failed part apart.
struct Bar: Equatable {
    /// Records in all; more than zero.
    var total: Int
    /// Records handled.
    var processed: Int
    /// Records that failed.
    var failed: Int
    /// Whether the work is over: what passed is then shown as a thin line, so that what failed and
    /// what still moves stand out.
    var isSettled = false

    /// What one cell of a bar shows.
    struct Piece: Equatable {
        /// The character's one scalar.
        var symbol: Unicode.Scalar
        /// What the character belongs to.
        var role: Role
        /// What its ground belongs to.
        var ground: Role

        /// The character.
        var glyph: String { String(symbol) }
    }

    /// The bar in `width` cells. It is full only when everything is processed, and one failed
    /// record is enough for a failed cell. With colour the parts meet within an eighth of a cell;
    /// without it the failed part is whole cells of another glyph.
    func pieces(width: Int, glyphs: Glyphs, hasColor: Bool) -> [Piece] {
        guard width > 0 else { return [] }
        let good: Unicode.Scalar = isSettled ? (glyphs == .unicode ? "━" : "=") : "#"
        switch glyphs {
        case .ascii where width > 3:
            let open = Piece(symbol: "[", role: .muted, ground: .text)
            let close = Piece(symbol: "]", role: .muted, ground: .text)
            return [open] + cells(width - 2, good, "x", ".") + [close]
        case .ascii: return cells(width, good, "x", ".")
        case .unicode where isSettled: return cells(width, good, hasColor ? "█" : "▒", "·")
        case .unicode: return hasColor ? eighths(width) : plain(width)
        }
    }

    /// The filled part and the failed part of it in units of which the whole bar has `all`;
    /// `least` is what a single failed record takes.
    private func parts(of all: Int, least: Int) -> (done: Int, failed: Int) {
        let isAll = processed >= total
        let most = isAll ? all : all - 1
        func share(_ count: Int) -> Int {
            Int(min(1, Double(max(0, count)) / Double(max(1, total))) * Double(all))
        }
        var done = isAll ? all : min(most, share(processed))
        if processed > 0 { done = max(done, min(1, most)) }
        guard failed > 0 else { return (done, 0) }
        var bad = min(most, max(least, share(failed)))
        done = max(done, bad)
        if processed > failed, bad == done { bad = max(min(least, most), bad - least) }
        if processed > failed, bad == done { done = min(most, done + 1) }
        return (done, bad)
    }

    /// Whole cells, on no ground of their own when the work is over.
    private func cells(
        _ width: Int, _ good: Unicode.Scalar, _ bad: Unicode.Scalar, _ rest: Unicode.Scalar
    ) -> [Piece] {
        let (done, failed) = parts(of: width, least: 1)
        let ground: Role = isSettled ? .text : .barRest
        return (0..<width).map { cell in
            if cell < done - failed {
                return Piece(
                    symbol: good, role: isSettled ? .barSettled : .barSucceeded, ground: ground)
            }
            if cell < done { return Piece(symbol: bad, role: .barFailed, ground: ground) }
            return Piece(symbol: rest, role: isSettled ? .muted : .barRest, ground: ground)
        }
    }

    /// Without colour: eighths at the leading edge while nothing failed, else whole cells.
    private func plain(_ width: Int) -> [Piece] {
        guard failed <= 0 else { return cells(width, "█", "▒", "·") }
        let (done, _) = parts(of: width * 8, least: 8)
        return (0..<width).map { cell in
            let filled = min(8, max(0, done - cell * 8))
            return filled == 0
                ? Piece(symbol: "·", role: .barRest, ground: .barRest)
                : Piece(symbol: Self.blocks[filled], role: .barSucceeded, ground: .barRest)
        }
    }

    private func eighths(_ width: Int) -> [Piece] {
        let (done, bad) = parts(of: width * 8, least: 8)
        let good = done - bad
        return (0..<width).map { cell in
            let goodHere = min(8, max(0, good - cell * 8))
            let doneHere = min(8, max(0, done - cell * 8))
            if goodHere == 8 || goodHere == doneHere {
                return Piece(
                    symbol: Self.blocks[goodHere], role: .barSucceeded, ground: .barRest)
            }
            if goodHere == 0 {
                return Piece(symbol: Self.blocks[doneHere], role: .barFailed, ground: .barRest)
            }
            return Piece(symbol: Self.blocks[goodHere], role: .barSucceeded, ground: .barFailed)
        }
    }

    private static let blocks: [Unicode.Scalar] = [
        " ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█",
    ]
}

extension Canvas {
    /// Draws a bar.
    mutating func put(_ bar: Bar, x: Int, y: Int, width: Int) {
        let hasColor = theme[.barFailed].foreground != nil
        let pieces = bar.pieces(width: width, glyphs: symbols.glyphs, hasColor: hasColor)
        var place = 0
        while place < pieces.count {
            let piece = pieces[place]
            // Equal cells are put as one text.
            var end = place + 1
            while end < pieces.count, pieces[end] == piece { end += 1 }
            let count = end - place
            var style = theme[piece.role]
            if piece.ground == .barFailed { style.background = theme[.barFailed].foreground }
            if piece.ground == .text { style.background = nil }
            put(
                symbol: piece.symbol, x: x + place, y: y, columns: count, style: style)
            place = end
        }
    }
}
