import Domain
import TerminalUI

/// The rows of the table as the last frame drew them, so that the next draws only those of which it
/// says something else. A frame is the same with it and without it.
public struct DrawnRows: Sendable {
    private var look = Look()
    private var strips: [ObjectIdentifier: Strip] = [:]

    /// Nothing is drawn yet.
    public init() {}

    /// What every row looks by; rows drawn by another look are of no use.
    struct Look: Equatable {
        var theme: Theme?
        var glyphs = Glyphs.unicode
        var utcOffsetMinutes = 0
        var width = 0
        var places: [BatchColumn.Placed] = []
        /// Times and ages that nobody said the end of are none that a minute changes.
        var minute: Int64 = 0
    }

    /// One row without its marks.
    struct Strip {
        /// What is drawn; kept, so that no other row takes its identity.
        let row: Row
        let isNoted: Bool
        /// When it was drawn, and when it reads differently by itself.
        let drawnAt: Timestamp
        let until: Timestamp?
        /// The columns of its name.
        let name: Range<Int>
        let cells: [Cell]
    }

    /// Begins a frame that looks like this and gives what the last one is good for.
    mutating func begin(_ look: Look) -> [ObjectIdentifier: Strip] {
        defer {
            self.look = look
            strips = [:]
        }
        return look == self.look ? strips : [:]
    }

    /// Takes a row of this frame.
    mutating func keep(_ strip: Strip) { strips[ObjectIdentifier(strip.row)] = strip }
}

extension DrawnRows.Strip {
    /// Whether it shows a row as it would be drawn now.
    func shows(isNoted: Bool, at now: Timestamp) -> Bool {
        self.isNoted == isNoted && drawnAt <= now && until.map { now < $0 } ?? true
    }
}
