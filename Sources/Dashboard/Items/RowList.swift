import Domain

/// The rows of one view: those that pass its filter, in its order. One row is put in or taken out
/// without looking at the others.
struct RowList: Equatable, Sendable {
    /// The rows from top to bottom.
    private(set) var rows: [Row] = []
    /// The only kind the view shows; nil for all.
    let kind: Kind?
    /// What the operator wants to see.
    private(set) var filter = Filter("")
    /// What comes first.
    private(set) var sort: Sort

    /// A list with nothing in it.
    init(of kind: Kind? = nil, by sort: Sort = Sort()) {
        self.kind = kind
        self.sort = sort
    }

    /// Shows what passes another filter, or in another order.
    mutating func arrange(_ filter: Filter, by sort: Sort, from all: some Collection<Row>) {
        guard filter != self.filter || sort != self.sort else { return }
        let isNarrower = sort == self.sort && filter.narrows(self.filter)
        self.filter = filter
        self.sort = sort
        // One more letter typed: what is left is in order already.
        if isNarrower { rows = rows.filter(holds) } else { rebuild(from: all) }
    }

    /// Starts again from everything that is tracked.
    mutating func rebuild(from all: some Collection<Row>) {
        rows = sort.sorted(all.filter(holds))
    }

    /// Puts a row where it belongs.
    mutating func insert(_ row: Row) {
        if holds(row) { rows.insert(row, at: place(of: row)) }
    }

    /// Takes a row out, as it was put in.
    mutating func remove(_ row: Row) {
        if let index = index(of: row) { rows.remove(at: index) }
    }

    /// Where a row stands; nil when the list does not show it.
    func index(of row: Row) -> Int? {
        let place = place(of: row)
        return place < rows.count && rows[place].item.key == row.item.key ? place : nil
    }

    private func holds(_ row: Row) -> Bool {
        (kind == nil || row.item.key.kind == kind) && filter.matches(row)
    }

    /// The first place whose row does not come before this one.
    private func place(of row: Row) -> Int {
        let mark = sort.mark(of: row)
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if sort.precedes(sort.mark(of: rows[middle]), mark) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
