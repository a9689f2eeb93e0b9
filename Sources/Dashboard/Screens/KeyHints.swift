import TerminalUI

/// The keys that work, as the last row names them.
struct KeyHints: Equatable {
    /// All that could be named, in order.
    let all: [Hint]
    /// So many of the last are named before others.
    let kept: Int

    /// One key that works and what it does.
    struct Hint: Equatable {
        let key: String
        let label: String
        let target: Target?
    }

    /// Draws as many as fit.
    func draw(on canvas: inout Canvas, y: Int) {
        let width = canvas.frame.size.width
        canvas.fill(Rect(x: 0, y: y, width: width, height: 1), .keyLabel)
        var hints = all
        func columns(_ hint: Hint) -> Int {
            TextWidth.of(hint.key) + TextWidth.of(hint.label) + 3
        }
        while hints.count > kept, hints.reduce(1, { $0 + columns($1) }) > width + 2 {
            // The way out of what lies over the view is always named.
            let isWayOut = hints[hints.count - 1 - kept].target == .dialogKey(.escape)
            let place = hints.count - 1 - kept - (isWayOut && hints.count > kept + 1 ? 1 : 0)
            hints.remove(at: place)
        }
        var x = 1
        for hint in hints {
            let start = x
            x += canvas.put(Span(hint.key, .key), x: x, y: y)
            x += canvas.put(Span(" \(hint.label)", .keyLabel), x: x, y: y)
            if let target = hint.target {
                canvas.aim(Rect(x: start, y: y, width: x - start, height: 1), at: target)
            }
            x += 2
        }
    }
}
