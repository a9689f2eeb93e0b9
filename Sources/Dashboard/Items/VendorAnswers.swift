import Domain

/// What the items that are watched at one vendor tell of it; kept up to date row by row.
struct VendorAnswers: Equatable, Sendable {
    /// When the last good answer came, also should its item be watched no more.
    private(set) var lastGood: Timestamp?
    /// The rows whose last asking failed.
    private(set) var failing: [ItemKey: Row] = [:]

    /// Takes a row in, or with -1 out again.
    mutating func add(_ row: Row, _ step: Int) {
        if step > 0, let good = row.item.checkedAt { lastGood = max(lastGood ?? good, good) }
        guard row.isFailing else { return }
        failing[row.item.key] = step > 0 ? row : nil
    }
}
