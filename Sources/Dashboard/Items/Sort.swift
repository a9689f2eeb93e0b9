import Domain

/// What orders the Batches table.
enum SortColumn: String, CaseIterable, Hashable, Sendable {
    /// What needs somebody first; no column of its own.
    case attention
    /// The KYC view's own order: whose data is still to be submitted comes after what needs
    /// somebody; no column either.
    case submission
    case vendor
    case batch
    case state
    case progress
    case done
    case failed
    case total
    case rate
    case eta
    case checked
}

/// The order of a list: a column and a direction, ties by age of tracking so that it is stable.
struct Sort: Equatable, Sendable {
    /// What decides.
    var column = SortColumn.attention
    /// Whether the order is turned round.
    var isReversed = false
    /// What stands together, whatever decides within a group.
    var grouping = Grouping.none

    /// The rows in this order.
    func sorted(_ rows: some Collection<Row>) -> [Row] {
        if column == .vendor || column == .batch {
            return rows.map(mark).sorted(by: precedes).map(\.row)
        }
        // Numbers beside numbers: with ten thousand rows, looking into each at every comparison
        // takes longer than everything else about a list.
        let rows = Array(rows)
        let places = rows.enumerated().map { index, row in
            Place(
                group: grouping.place(of: row), number: key(of: row).number, index: index)
        }
        // Most rows come by age of tracking, and then none has to be looked into at all.
        let isByAge = rows.indices.dropFirst().allSatisfy { Self.isOlder(rows[$0 - 1], rows[$0]) }
        let ordered = places.sorted { left, right in
            if left.group != right.group { return left.group < right.group }
            if left.number != right.number { return (left.number < right.number) != isReversed }
            return isByAge
                ? left.index < right.index : Self.isOlder(rows[left.index], rows[right.index])
        }
        return ordered.map { rows[$0.index] }
    }

    /// Which of two rows comes first where nothing else decides.
    private static func isOlder(_ left: Row, _ right: Row) -> Bool {
        let (old, new) = (left.item.trackedAt, right.item.trackedAt)
        return old == new ? left.item.isBeforeByKey(right.item) : old < new
    }

    private struct Place {
        let group: Int
        let number: Double
        let index: Int
    }

    /// A row with what it is compared by.
    struct Mark {
        let row: Row
        fileprivate let group: Int
        fileprivate let key: SortKey
    }

    /// What a row is compared by in this order.
    func mark(of row: Row) -> Mark {
        Mark(row: row, group: grouping.place(of: row), key: key(of: row))
    }

    /// Whether one row comes before another.
    func precedes(_ left: Mark, _ right: Mark) -> Bool {
        if left.group != right.group { return left.group < right.group }
        if left.key != right.key {
            return isReversed ? right.key < left.key : left.key < right.key
        }
        return Self.isOlder(left.row, right.row)
    }

    /// Numbers sort by the larger first, words by the alphabet; what is not known comes last.
    private func key(of row: Row) -> SortKey {
        switch column {
        case .attention: return SortKey(number: Double(row.urgency))
        case .submission:
            // People wait: what failed or is flagged, then whose data is to be submitted.
            if row.urgency < 2 { return SortKey(number: Double(row.urgency)) }
            return SortKey(number: row.standing == .pending ? 2 : Double(row.urgency + 1))
        case .vendor: return SortKey(text: row.item.key.kind.vendor.title)
        case .batch: return SortKey(text: row.item.name.lowercased())
        case .state: return SortKey(number: Double(row.standing.rawValue))
        case .progress:
            guard let total = row.item.total, total > 0,
                let done = row.item.processed
            else { return SortKey() }
            return SortKey(number: -Double(done) / Double(total))
        case .done: return SortKey(number: row.item.processed.map { -Double($0) })
        case .failed: return SortKey(number: row.item.failed.map { -Double($0) })
        case .total: return SortKey(number: row.item.total.map { -Double($0) })
        case .rate: return SortKey(number: row.item.pace.map { -$0.ratePerMinute })
        case .eta: return SortKey(number: row.item.pace?.etaSeconds.map { Double($0) })
        case .checked:
            return SortKey(number: row.item.checkedAt.map { -Double($0.milliseconds) })
        }
    }
}

/// What two rows are compared by.
private struct SortKey: Comparable {
    let number: Double
    let text: String

    init(number: Double? = nil, text: String = "") {
        self.number = number ?? .infinity
        self.text = text
    }

    static func < (left: SortKey, right: SortKey) -> Bool {
        left.number == right.number ? left.text < right.text : left.number < right.number
    }
}
