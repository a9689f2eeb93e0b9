import Domain

/// Which row of a list is selected and how far the list is scrolled.
struct Cursor: Equatable, Sendable {
    /// The selected item.
    var key: ItemKey?
    /// The selected row.
    var index = 0
    /// The first row on the screen.
    var offset = 0
    /// Whether the operator chose the row. Until then the cursor stays at the top, whatever comes
    /// there; afterwards it follows its item when the order changes.
    var isChosen = false

    /// Selects another row.
    mutating func move(to row: Int) {
        index = max(0, row)
        key = nil
        isChosen = true
    }

    /// Brings the cursor back into a list of `count` rows of which `page` are on the screen.
    mutating func settle(count: Int, page: Int) {
        index = min(max(0, index), max(0, count - 1))
        let page = max(1, page)
        if index < offset { offset = index }
        if index >= offset + page { offset = index - page + 1 }
        offset = min(max(0, offset), max(0, count - page))
    }

    /// The same for a view whose rows are items: the chosen item is found again first.
    mutating func settle(in watchlist: Watchlist, _ view: View, page: Int) {
        let rows = watchlist.rows(of: view)
        if !isChosen {
            index = 0
        } else if let key, !(rows.indices.contains(index) && rows[index].key == key),
            let found = watchlist.index(of: key, in: view)
        {
            index = found
        }
        settle(count: rows.count, page: page)
        key = rows.indices.contains(index) ? rows[index].key : nil
    }
}
