import Domain
import TerminalUI

/// The rows of the table as the last frame drew them.
struct DrawnRows: Sendable {
    private var grid = Grid()
    /// The rows from the top, and beside them what was drawn of each.
    private var rows: [ObjectIdentifier] = []
    private var strips: [Strip] = []

    /// What every row is drawn by; rows drawn otherwise are of no use.
    struct Grid: Equatable {
        var places: [BatchColumn.Placed] = []
        /// Times and ages that nobody said the end of are none that a minute changes.
        var minute: Int64 = 0
    }

    /// One row without its marks.
    final class Strip: Sendable {
        /// What is drawn; kept, so that no other row takes its identity.
        let row: Row
        private let isNoted: Bool
        let time: DrawnTime
        /// The columns of its name.
        let name: Range<Int>
        let cells: [Cell]

        init(
            row: Row, isNoted: Bool, time: DrawnTime, name: Range<Int>, cells: [Cell]
        ) {
            self.row = row
            self.isNoted = isNoted
            self.time = time
            self.name = name
            self.cells = cells
        }

        /// Whether it shows its row as it would be drawn now.
        func isGood(isNoted: Bool, at now: Timestamp) -> Bool {
            self.isNoted == isNoted && time.holds(at: now)
        }
    }

    /// What the last frame drew.
    struct Last {
        fileprivate let rows: [ObjectIdentifier]
        fileprivate let strips: [Strip]
        /// Behind what was found last: the next row stands there more often than not.
        private var next = 0

        fileprivate init(rows: [ObjectIdentifier] = [], strips: [Strip] = []) {
            self.rows = rows
            self.strips = strips
        }

        /// What was drawn of a row; nil when it was not on the screen.
        mutating func strip(of row: Row) -> Strip? {
            let wanted = ObjectIdentifier(row)
            if next == rows.count || rows[next] != wanted {
                guard let place = rows.firstIndex(of: wanted) else { return nil }
                next = place
            }
            defer { next += 1 }
            return strips[next]
        }
    }

    /// Begins a frame on this grid and gives what the last one is good for.
    mutating func begin(_ grid: Grid) -> Last {
        defer {
            self.grid = grid
            rows = []
            strips = []
        }
        return grid == self.grid ? Last(rows: rows, strips: strips) : Last()
    }

    /// Takes the next row of this frame.
    mutating func keep(_ strip: Strip) {
        rows.append(ObjectIdentifier(strip.row))
        strips.append(strip)
    }
}
