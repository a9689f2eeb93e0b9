import Domain
import TerminalUI

/// A column of the Batches table.
enum BatchColumn: String, CaseIterable {
    case vendor, batch, state, progress, done, failed, total, rate, eta, checked

    /// What its head says.
    var title: String { rawValue.uppercased() }

    /// What its head sorts by.
    var sort: SortColumn { SortColumn(rawValue: rawValue) ?? .attention }

    /// Whether it holds numbers and the like, which stand at the right.
    var isNumeric: Bool {
        switch self {
        case .vendor, .batch, .state, .progress: false
        default: true
        }
    }

    /// The columns in the order in which a narrow screen does without them; BATCH, STATE and
    /// FAILED always stay.
    static let dropped: [BatchColumn] = [.eta, .rate, .total, .done, .vendor, .progress, .checked]

    /// The least columns it is comfortable in.
    var least: Int {
        switch self {
        case .vendor: 8
        case .progress: 11
        case .batch: 14
        case .state: 16
        case .done, .rate, .eta: 5
        case .total, .failed: 6
        case .checked: 7
        }
    }

    /// The columns a row has for it at most, however wide the screen.
    var most: Int {
        switch self {
        case .batch: 40
        case .state: 44
        case .progress: 24
        default: 14
        }
    }

    /// The columns that are on the screen now.
    static func shown(_ state: State) -> [BatchColumn] {
        place(width: state.size.width, rows: [:]).map(\.column)
    }

    /// A column and where it stands.
    struct Placed: Equatable {
        let column: BatchColumn
        let x: Int
        let width: Int
    }

    /// The columns that fit on a screen and their places; `rows` are the contents' widths.
    static func place(
        width: Int, rows: [BatchColumn: Int], margin: Int = 2
    ) -> [Placed] {
        let gap = width < 99 ? 1 : 2
        var columns = allCases
        var widths: [BatchColumn: Int] = [:]
        for column in columns {
            let content = column.isNumeric ? min(column.most, rows[column] ?? 0) : 0
            widths[column] = max(column.least, content)
        }
        func used() -> Int {
            columns.reduce(margin + gap * (columns.count - 1)) { $0 + (widths[$1] ?? 0) }
        }
        for column in dropped {
            // Before the state loses its word to a flag, the reckoned columns go.
            let ease = column == .eta || column == .rate || column == .total ? 4 : 0
            if used() + ease > width { columns.removeAll { $0 == column } }
        }
        var left = width - used()
        if left < 0 {
            widths[.state]? += left
            left = 0
        }
        func grow(_ column: BatchColumn, to wanted: Int) {
            guard columns.contains(column), let has = widths[column] else { return }
            let more = max(0, min(left, wanted - has))
            widths[column] = has + more
            left -= more
        }
        grow(.state, to: min(column(.state), 28))
        grow(.batch, to: min(column(.batch), 22))
        grow(.progress, to: 16)
        grow(.state, to: column(.state))
        grow(.batch, to: column(.batch))
        grow(.progress, to: BatchColumn.progress.most)
        grow(.batch, to: BatchColumn.batch.most)
        grow(.progress, to: 60)
        grow(.batch, to: .max)
        func column(_ column: BatchColumn) -> Int { min(column.most, rows[column] ?? 0) }

        var x = margin
        return columns.map { column in
            let width = widths[column] ?? 0
            defer { x += width + gap }
            return Placed(column: column, x: x, width: width)
        }
    }
}
