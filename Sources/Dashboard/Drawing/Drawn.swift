import Domain
import TerminalUI

/// What the last frame drew that the next takes as it is, so that only what says something else is
/// drawn. A frame is the same with it and without it.
public struct Drawn: Sendable {
    private var look: Look?
    /// The two rows at the top.
    var header: (says: Header, band: DrawnBand)?
    /// The row of keys at the bottom.
    var keys: (says: KeyHints, band: DrawnBand)?
    /// The table's rows.
    var rows = DrawnRows()

    /// Nothing is drawn yet.
    public init() {}

    /// What everything looks by; what was drawn by another look is of no use.
    struct Look: Equatable {
        var theme: Theme
        var glyphs: Glyphs
        var utcOffsetMinutes: Int
        var size: Size
    }

    /// Begins a frame that looks like this.
    mutating func begin(_ look: Look) {
        guard look != self.look else { return }
        self = Drawn()
        self.look = look
    }
}

/// When something was drawn, and when it reads differently by itself.
struct DrawnTime {
    let at: Timestamp
    let until: Timestamp?

    /// Whether it reads now as it did.
    func holds(at now: Timestamp) -> Bool { at <= now && until.map { now < $0 } ?? true }
}

/// Whole rows of the screen that depend on one value and the time alone.
struct DrawnBand {
    let time: DrawnTime
    let cells: [[Cell]]
    let targets: [Canvas.Aim]
}

extension Canvas {
    /// Draws such rows, or takes what the last frame drew of the same value while it reads so.
    mutating func drawBand(
        _ rows: Range<Int>, last: DrawnBand?, _ body: (inout Canvas) -> Void
    ) -> DrawnBand {
        if let last, last.time.holds(at: clock.now) {
            draw { frame in
                for (y, cells) in zip(rows, last.cells) { frame.put(row: cells, y: y) }
            }
            for target in last.targets { aim(target.area, at: target.target) }
            note(last.time.until)
            return last
        }
        let first = targets.count
        let (_, until) = noting(body)
        return DrawnBand(
            time: DrawnTime(at: clock.now, until: until), cells: Array(frame.cells[rows]),
            targets: Array(targets[first...]))
    }
}
