import Domain

/// A range of rows being marked: it goes from where it began to the cursor.
///
/// Which items are in it is decided when the cursor moves, so that rows which change their places
/// afterwards neither come into it nor leave it.
struct MarkedRange: Equatable, Sendable {
    /// The item at which it began.
    let anchor: ItemKey
    /// What was marked before.
    let before: Set<ItemKey>
    /// The item that the cursor was on when the range was last decided.
    var end: ItemKey?
}

extension State {
    /// Begins a range at the selected row, or ends the one that is being marked.
    mutating func markRange() {
        if range != nil {
            range = nil
        } else if let key = selectedKey {
            range = MarkedRange(anchor: key, before: marked)
        }
    }

    /// Gives up the range and marks what was marked before it.
    mutating func dropRange() {
        guard let range else { return }
        marked = range.before.filter { watchlist[$0] != nil }
        self.range = nil
    }

    /// Marks what lies between the range's beginning and the cursor, when that has moved.
    mutating func settleRange(to cursor: Cursor) {
        guard let range, view == .batches, detail == nil, let end = cursor.key, end != range.end
        else { return }
        // The item at which it began may be gone: what is marked stays marked.
        guard let first = watchlist.index(of: range.anchor, in: .batches) else {
            self.range = nil
            return
        }
        let rows = watchlist.rows(of: .batches)
        let between = rows[min(first, cursor.index)...max(first, cursor.index)]
        marked = range.before.filter { watchlist[$0] != nil }.union(between.map(\.item.key))
        self.range?.end = end
    }
}
