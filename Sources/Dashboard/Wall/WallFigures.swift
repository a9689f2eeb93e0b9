import TerminalUI

/// Figures side by side, all in letters of one size so that none seems to matter more by its
/// length.
struct WallFigures {
    let figures: [WallFigure]

    /// How the figures are laid out: in so many columns, in letters of this size; nil where only
    /// ordinary letters fit.
    private struct Grid {
        var columns: Int
        var rows: Int
        var scale: BigFont.Scale?
    }

    /// Draws the figures and gives the row after them.
    func draw(on canvas: inout Canvas, _ area: Rect, isCentred: Bool) -> Int {
        guard !figures.isEmpty, area.height > 0 else { return area.y }
        guard area.height > 1 else {
            let words = figures.flatMap { figure in
                [Span("\(figure.text) \(figure.shortCaption)", figure.role, .bold), Span("  ")]
            }
            canvas.put(Array(words.dropLast()), x: area.x + 1, y: area.y, limit: area.width - 2)
            return area.bottom
        }
        let hasDetail = figures.contains { $0.detail != nil } && area.height >= 5
        let below = hasDetail ? 2 : 1
        let grid = grid(in: Size(width: area.width, height: area.height), below: below, canvas)
        let cell = Size(
            width: area.width / grid.columns, height: (grid.scale?.rows ?? 1) + below)
        let gap = grid.rows > 1 && grid.rows * (cell.height + 1) <= area.height ? 1 : 0
        let height = grid.rows * cell.height + (grid.rows - 1) * gap
        let top = area.y + (isCentred ? max(0, (area.height - height) / 2) : 0)
        for (place, figure) in figures.enumerated() {
            let box = Rect(
                x: area.x + place % grid.columns * cell.width,
                y: top + place / grid.columns * (cell.height + gap), width: cell.width,
                height: cell.height)
            draw(figure, grid.scale, on: &canvas, box, hasDetail: hasDetail)
        }
        return top + height + (area.height >= 6 ? 1 : 0)
    }

    private func draw(
        _ figure: WallFigure, _ scale: BigFont.Scale?, on canvas: inout Canvas, _ box: Rect,
        hasDetail: Bool
    ) {
        func centre(_ span: Span, y: Int) {
            let x = box.x + max(1, (box.width - span.width) / 2)
            canvas.put(span, x: x, y: y, limit: box.width - 1)
        }
        if let scale {
            let width = BigFont.width(of: figure.text, scale)
            canvas.putBig(
                figure.text, figure.role, x: box.x + max(1, (box.width - width) / 2), y: box.y,
                scale)
        } else {
            centre(Span(" \(figure.text.uppercased()) ", figure.role, [.bold, .reverse]), y: box.y)
        }
        let y = box.y + (scale?.rows ?? 1)
        let isNarrow = TextWidth.of(figure.caption) > box.width - 2
        centre(Span(isNarrow ? figure.shortCaption : figure.caption, figure.role, .bold), y: y)
        if hasDetail, let detail = figure.detail { centre(Span(detail, .muted), y: y + 1) }
    }

    /// One row of figures, or two where that makes them larger.
    private func grid(in size: Size, below: Int, _ canvas: Canvas) -> Grid {
        let half = (figures.count + 1) / 2
        let grids = [(figures.count, 1), (half, 2)].map { columns, rows in
            let room = Size(
                width: size.width / max(1, columns) - 2, height: size.height / rows - below)
            let scale = BigFont.Scale.all(canvas.symbols.glyphs).first { scale in
                scale.rows <= room.height
                    && figures.allSatisfy { BigFont.width(of: $0.text, scale) <= room.width }
            }
            return Grid(columns: max(1, columns), rows: rows, scale: scale)
        }
        let isTwoBetter = (grids[1].scale?.points ?? 0) > (grids[0].scale?.points ?? 0)
        return grids[isTwoBetter && figures.count > 2 ? 1 : 0]
    }
}

extension BigFont.Scale {
    /// How large the letters look: the cells of a point.
    fileprivate var points: Double { Double(columns) * Double(rows) / 5 }
}
