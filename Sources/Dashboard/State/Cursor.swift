import Domain

/// Which row of a list is selected and how far the list is scrolled.
struct Cursor: Equatable, Sendable {
    /// The selected item, so that the selection follows it when the order changes.
    var key: ItemKey?
    /// The selected row.
    var index = 0
    /// The first row on the screen.
    var offset = 0

    /// Selects another row.
    mutating func move(to row: Int) {
        index = max(0, row)
        key = nil
    }

    /// Brings the cursor back into a list of `count` rows of which `page` are on the screen.
    mutating func settle(count: Int, page: Int) {
        index = min(max(0, index), max(0, count - 1))
        let page = max(1, page)
        if index < offset { offset = index }
        if index >= offset + page { offset = index - page + 1 }
        offset = min(max(0, offset), max(0, count - page))
    }

    /// The same for rows that are items: the selected item is found again first.
    mutating func settle(keys: [ItemKey], page: Int) {
        if let key, let found = keys.firstIndex(of: key) { index = found }
        settle(count: keys.count, page: page)
        key = keys.indices.contains(index) ? keys[index] : nil
    }
}
