import Domain

/// What the items that are watched at one vendor tell of it; kept up to date row by row.
struct VendorAnswers: Equatable, Sendable {
    /// When the last good answer came.
    private(set) var lastGood: Timestamp?
    /// The rows whose last asking failed.
    private(set) var failing: [ItemKey: Row] = [:]
    /// Whether the row with the last good answer was taken out and none as good put in.
    private(set) var needsRecount = false

    /// Nothing is known.
    init() {}

    /// What all rows of a vendor tell.
    init(_ rows: some Sequence<Row>) {
        for row in rows { add(row, 1) }
    }

    /// Takes a row in, or with -1 out again.
    mutating func add(_ row: Row, _ step: Int) {
        if let good = row.item.checkedAt {
            if step < 0 {
                needsRecount = needsRecount || good == lastGood
            } else if lastGood.map({ good >= $0 }) ?? true {
                lastGood = good
                needsRecount = false
            }
        }
        guard row.isFailing else { return }
        failing[row.item.key] = step > 0 ? row : nil
    }
}
