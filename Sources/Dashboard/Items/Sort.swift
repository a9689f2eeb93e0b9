import Domain

/// What orders the Batches table.
enum SortColumn: String, CaseIterable, Hashable, Sendable {
    /// What needs somebody first; no column of its own.
    case attention
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

    /// The rows in this order.
    func sorted(_ rows: [Row]) -> [Row] {
        let keyed = rows.map { (row: $0, key: key(of: $0)) }
        return keyed.sorted { left, right in
            if left.key != right.key {
                return isReversed ? right.key < left.key : left.key < right.key
            }
            if left.row.item.trackedAt != right.row.item.trackedAt {
                return left.row.item.trackedAt < right.row.item.trackedAt
            }
            return left.row.item.key < right.row.item.key
        }.map(\.row)
    }

    /// Numbers sort by the larger first, words by the alphabet; what is not known comes last.
    private func key(of row: Row) -> SortKey {
        let snapshot = row.item.snapshot
        switch column {
        case .attention: return SortKey(number: Double(row.urgency))
        case .vendor: return SortKey(text: row.item.key.kind.vendor.title)
        case .batch: return SortKey(text: row.item.name.lowercased())
        case .state: return SortKey(number: Double(row.standing.rawValue))
        case .progress:
            guard let total = snapshot?.total, total > 0, let done = snapshot?.processed else {
                return SortKey()
            }
            return SortKey(number: -Double(done) / Double(total))
        case .done: return SortKey(number: snapshot?.processed.map { -Double($0) })
        case .failed: return SortKey(number: snapshot?.failed.map { -Double($0) })
        case .total: return SortKey(number: snapshot?.total.map { -Double($0) })
        case .rate: return SortKey(number: row.item.pace.map { -$0.ratePerMinute })
        case .eta: return SortKey(number: row.item.pace?.etaSeconds.map { Double($0) })
        case .checked:
            return SortKey(number: row.item.checkedAt.map { -Double($0.milliseconds) })
        }
    }
}

/// What two rows are compared by.
private struct SortKey: Comparable {
    var number: Double?
    var text = ""

    static func < (left: SortKey, right: SortKey) -> Bool {
        let numbers = (left.number ?? .infinity, right.number ?? .infinity)
        return numbers.0 == numbers.1 ? left.text < right.text : numbers.0 < numbers.1
    }
}
