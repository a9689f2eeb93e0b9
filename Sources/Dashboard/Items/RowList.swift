import Domain

/// The rows of one view: those that pass its filter, in its order. One row is put in or taken out
/// without looking at the others.
struct RowList: Equatable, Sendable {
    /// The rows from top to bottom as they are shown.
    private(set) var rows: [Row] = []
    /// The rows in order; the same but for the one that is held.
    private var order: [Row] = []
    /// The row under the operator's cursor, which stays where it is while the others move: where it
    /// is shown, and where it is in the order.
    private var held: (row: Row, index: Int, place: Int?)?
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
        held = nil
        rows = []
        // One more letter typed: what is left is in order already.
        order = isNarrower ? order.filter(holds) : sort.sorted(all.filter(holds))
        show()
    }

    /// Keeps a row at its place, whatever order the others come in; nil lets go.
    mutating func hold(_ row: Row?) {
        if let row, let held, held.place != nil, held.row.item.key == row.item.key { return }
        guard let row, let place = orderIndex(of: row) else {
            guard held != nil else { return }
            held = nil
            show()
            return
        }
        // The row that is let go moves to its place at once, this one stays where it is seen.
        held = (row, shown(place), place)
        arrangeHeld()
    }

    /// Whether the rows are those of another list and in the same order.
    static func == (left: RowList, right: RowList) -> Bool {
        left.kind == right.kind && left.filter == right.filter && left.sort == right.sort
            && left.rows == right.rows
    }

    /// Starts again from everything that is tracked.
    mutating func rebuild(from all: some Collection<Row>) {
        rows = []
        order = sort.sorted(all.filter(holds))
        if let old = held?.row {
            held?.row = order.first { $0.item.key == old.item.key } ?? old
        }
        show()
    }

    /// Puts a row where it belongs.
    mutating func insert(_ row: Row) {
        guard holds(row) else { return }
        rows = []
        order.insert(row, at: place(of: row))
        if held?.row.item.key == row.item.key { held?.row = row }
        show()
    }

    /// Puts a row in the place of what was known of the same item.
    mutating func replace(_ old: Row, by new: Row) {
        rows = []
        if let index = orderIndex(of: old) { order.remove(at: index) }
        if holds(new) { order.insert(new, at: place(of: new)) }
        if held?.row.item.key == new.item.key { held?.row = new }
        show()
    }

    /// Takes a row out, as it was put in.
    mutating func remove(_ row: Row) {
        rows = []
        if let index = orderIndex(of: row) { order.remove(at: index) }
        show()
    }

    /// Where a row is shown; nil when the list does not show it.
    func index(of row: Row) -> Int? {
        orderIndex(of: row).map(shown)
    }

    /// Where the row at a place of the order is shown.
    private func shown(_ place: Int) -> Int {
        guard let held, let own = held.place else { return place }
        let shown = min(held.index, order.count - 1)
        if place == own { return shown }
        if own < place, place <= shown { return place - 1 }
        if shown <= place, place < own { return place + 1 }
        return place
    }

    private func orderIndex(of row: Row) -> Int? {
        let place = place(of: row)
        return place < order.count && order[place].item.key == row.item.key ? place : nil
    }

    /// Makes what is shown out of an order that is new and the row that is held.
    private mutating func show() {
        let place = held.flatMap { orderIndex(of: $0.row) }
        held?.place = place
        arrangeHeld()
    }

    private mutating func arrangeHeld() {
        rows = order
        guard let held, let own = held.place else { return }
        let shown = min(held.index, order.count - 1)
        guard shown != own else { return }
        let row = rows.remove(at: own)
        rows.insert(row, at: shown)
    }

    private func holds(_ row: Row) -> Bool {
        (kind == nil || row.item.key.kind == kind) && filter.matches(row)
    }

    /// The first place whose row does not come before this one.
    private func place(of row: Row) -> Int {
        let mark = sort.mark(of: row)
        var low = 0
        var high = order.count
        while low < high {
            let middle = (low + high) / 2
            if sort.precedes(sort.mark(of: order[middle]), mark) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
