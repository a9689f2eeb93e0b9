import Domain
import TerminalUI

/// A column of the Batches table.
enum BatchColumn: String, CaseIterable {
    case vendor, batch, state, progress, done, failed, total, rate, eta, checked

    /// What its head says.
    var title: String { Self.titles[rank] }

    /// What its head sorts by.
    var sort: SortColumn { Self.sorts[rank] }

    /// Its place among all columns.
    private var rank: Int {
        switch self {
        case .vendor: 0
        case .batch: 1
        case .state: 2
        case .progress: 3
        case .done: 4
        case .failed: 5
        case .total: 6
        case .rate: 7
        case .eta: 8
        case .checked: 9
        }
    }

    private static let titles = allCases.map { $0.rawValue.uppercased() }
    private static let sorts = allCases.map { SortColumn(rawValue: $0.rawValue) ?? .attention }

    /// Whether it holds numbers and the like, which stand at the right.
    var isNumeric: Bool {
        switch self {
        case .vendor, .batch, .state, .progress: false
        default: true
        }
    }

    /// The columns in the order in which a narrow screen does without them; BATCH, STATE and
    /// FAILED always stay.
    private static let dropped: [BatchColumn] = [
        .eta, .rate, .total, .done, .vendor, .progress, .checked,
    ]

    /// The least columns it is of use in.
    private var least: Int {
        switch self {
        case .vendor: 8
        case .progress: 10
        case .batch: 14
        case .state: 13
        case .done, .rate, .eta: 5
        case .total, .failed: 6
        case .checked: 7
        }
    }

    /// The columns of PROGRESS from which on it has room for a percentage beside the bar.
    static let withPercent = 15

    /// A column and where it stands.
    struct Placed: Equatable {
        let column: BatchColumn
        let x: Int
        let width: Int
    }

    /// The columns that fit on the screen, and their places.
    static func place(_ state: State) -> [Placed] {
        place(
            width: state.size.width, contents: state.watchlist.contents,
            sorted: state.sort.column, columns: state.columns)
    }

    /// How wide the contents of the columns are over every row, so that nothing shifts while the
    /// list is scrolled or filtered. Kept up to date row by row.
    struct Contents: Equatable, Sendable {
        private var names = Tally()
        private var states = Tally()
        private var shortStates = Tally()
        private var numbers: [Tally] = [Tally(), Tally(), Tally()]

        /// The widest label.
        var batch: Int { names.largest }
        /// The widest state with everything that is remarkable, and the widest in short form.
        var state: (whole: Int, short: Int) { (states.largest, shortStates.largest) }

        /// The contents of some rows.
        init(_ rows: some Collection<Row> = []) {
            for row in rows { add(row) }
        }

        /// The widest number of a column; zero of a column without numbers.
        func number(_ column: BatchColumn) -> Int {
            switch column {
            case .done: max(1, numbers[0].largest)
            case .failed: max(1, numbers[1].largest)
            case .total: max(1, numbers[2].largest)
            case .rate: 8
            default: 0
            }
        }

        /// Takes a row in, or with -1 out again.
        mutating func add(_ row: Row, _ step: Int = 1) {
            let widths = row.widths
            names.add(widths.name, step)
            states.add(widths.state, step)
            shortStates.add(widths.shortState, step)
            let item = row.item
            add(item.processed, to: 0, step)
            add(item.failed, to: 1, step)
            add(item.total, to: 2, step)
        }

        private mutating func add(_ number: Int?, to place: Int, _ step: Int) {
            guard let number, number > 0 else { return }
            numbers[place].add(min(14, Numbers.width(number)), step)
        }
    }

    /// Shares out the columns of a screen. Labels of up to 24 columns are whole before flags are
    /// said in full; longer ones are cut anyway, and cut shorter for a flag beside the state's
    /// word. Bars take a fair share of what is left.
    static func place(
        width: Int, contents: Contents, sorted: SortColumn,
        columns wanted: [BatchColumn] = allCases
    ) -> [Placed] {
        let margin = 2
        // The narrowest screens give their last column too.
        let end = width < 48 ? 0 : 1
        let gap = width < 132 ? 1 : width < 180 ? 2 : 3
        var label = min(contents.batch, 24)
        let state = min(contents.state.short, 18)
        var columns = wanted
        var widths = [Int](repeating: 0, count: allCases.count)
        for column in columns {
            // The arrow that shows the order stands before or after the title.
            let title = column.title.utf8.count + (column.sort == sorted ? 1 : 0)
            widths[column.rank] = max(column.least, contents.number(column), title)
        }
        func used() -> Int {
            columns.reduce(margin + gap * (columns.count - 1)) { $0 + widths[$1.rank] } + end
        }
        let labelEase = max(0, label - 14)
        for column in dropped {
            var ease = 0
            switch column {
            // Reckoned numbers go before the state loses its word to a flag,
            case .eta, .rate: ease = labelEase + max(0, min(contents.state.whole, 22) - 14)
            // and those that the bar shows too before a label is cut.
            case .total, .done: ease = labelEase + max(0, state - 14)
            default: break
            }
            if used() + ease > width { columns.removeAll { $0 == column } }
        }
        var left = width - used()
        if left < 0 {
            let cut: BatchColumn = columns.contains(.state) ? .state : .batch
            if columns.contains(cut) { widths[cut.rank] += left }
            left = 0
        }
        func grow(_ column: BatchColumn, to wanted: Int) {
            guard columns.contains(column) else { return }
            let has = widths[column.rank]
            let more = max(0, min(left, wanted - has))
            widths[column.rank] = has + more
            left -= more
        }
        grow(.batch, to: min(label, 18))
        grow(.state, to: state)
        let percent = max(0, withPercent - widths[BatchColumn.progress.rank])
        let flags = max(0, min(contents.state.whole, 28) - widths[BatchColumn.state.rank])
        let besideFlags = widths[BatchColumn.batch.rank] + left - percent - flags
        if contents.batch > 24, besideFlags >= 18 { label = min(label, besideFlags) }
        grow(.batch, to: label)
        // A percentage fits beside a bar from here on; less is better spent on the state.
        if left >= percent { grow(.progress, to: withPercent) }
        grow(.state, to: min(contents.state.whole, 28))
        grow(.batch, to: min(contents.batch, 24))
        grow(.progress, to: 24)
        grow(.batch, to: min(contents.batch, 40))
        grow(.state, to: min(contents.state.whole, 44))
        grow(.progress, to: 45)
        let share = left / max(1, columns.count(where: \.isNumeric))
        for column in columns where column.isNumeric {
            grow(column, to: min(12, widths[column.rank] + share))
        }
        grow(.batch, to: .max)

        var x = margin
        return columns.map { column in
            let width = widths[column.rank]
            defer { x += width + gap }
            return Placed(column: column, x: x, width: width)
        }
    }
}
