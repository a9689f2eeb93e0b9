import Domain
import TerminalUI

/// Everything known of one item.
struct DetailPage {
    /// The page's rows.
    let lines: [Line]

    /// One row: text at the left, on a wide screen a second column.
    struct Line: Equatable {
        var left: Content = .text([])
        var right: Content?

        /// Whether the row is about a field of the vendor's answer.
        func names(_ field: String) -> Bool {
            [left, right].contains { content in
                guard case .text(let spans) = content else { return false }
                return spans.first?.text.prefix { $0 != " " } == field[...]
            }
        }
    }

    /// What a part of a row is.
    enum Content: Equatable {
        case text([Span])
        case bar(Bar)
    }

    /// Where the second column begins; nil on a narrow screen.
    private let rightX: Int?

    /// The page of the item that is open.
    init(_ state: State, width: Int) {
        guard let item = state.selectedItem else {
            lines = []
            rightX = nil
            return
        }
        let row = Row(item, at: state.now, cadence: state.cadences[item.key.kind])
        let symbols = Symbols(glyphs: state.glyphs)
        let isChecking = state.checking.contains(item.key)
        func page(_ columns: Int) -> DetailText {
            DetailText(
                row: row, kept: state.detail?.history ?? [],
                written: state.detail?.notes ?? [], clock: state.clock,
                symbols: symbols, width: columns,
                isChecking: isChecking, isPaused: state.isPaused,
                shown: state.shownValue.flatMap { $0.key == item.key ? $0 : nil })
        }
        if width >= 110 {
            let half = (width - 6) / 2
            let text = page(half)
            let left = text.status + text.counts + text.history
            let right = text.notes + text.times + text.answer
            rightX = half + 4
            lines = (0..<max(left.count, right.count)).map { place in
                Line(
                    left: left.indices.contains(place) ? left[place] : .text([]),
                    right: right.indices.contains(place) ? right[place] : nil)
            }
        } else {
            let text = page(width - 4)
            rightX = nil
            let all =
                text.status + text.notes + text.counts + text.times + text.answer + text.history
            lines = all.map { Line(left: $0) }
        }
    }

    /// Draws the rows from the `scroll`th on.
    func draw(on canvas: inout Canvas, in area: Rect, from scroll: Int) {
        let visible = lines[min(max(0, scroll), lines.count)...].prefix(area.height)
        for (place, line) in visible.enumerated() {
            let y = area.y + place
            let leftRoom = (rightX ?? area.width) - 4
            put(line.left, on: &canvas, x: 2, y: y, room: leftRoom)
            if let right = line.right, let rightX {
                put(right, on: &canvas, x: rightX, y: y, room: area.width - rightX - 1)
            }
        }
    }

    private func put(_ content: Content, on canvas: inout Canvas, x: Int, y: Int, room: Int) {
        switch content {
        case .text(let spans): canvas.put(spans, x: x, y: y, limit: room)
        case .bar(let bar):
            let width = min(48, room - 6)
            canvas.put(bar, x: x, y: y, width: width)
            canvas.put(Span(" \(bar.percent)%", .text), x: x + width, y: y)
        }
    }
}
