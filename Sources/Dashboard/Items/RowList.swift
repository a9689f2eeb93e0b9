import Domain

/// The rows of one view: those that pass its filter, in its order. One row is put in or taken out
/// without looking at the others.
struct RowList: Equatable, Sendable {
    /// The rows from top to bottom as they are shown.
    private(set) var rows = ShownRows()
    /// Where in the order rows were found last, by their places among all. Finding one by its order
    /// looks at a dozen rows that are nowhere near.
    private var guesses: [UInt32] = []
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

    /// Whether the view can show items of a kind.
    func takes(_ kind: Kind) -> Bool { self.kind.map { $0 == kind } ?? true }

    /// Shows what passes another filter, or in another order.
    mutating func arrange(_ filter: Filter, by sort: Sort, from all: some Collection<Row>) {
        guard filter != self.filter || sort != self.sort else { return }
        let isNarrower = sort == self.sort && filter.narrows(self.filter)
        self.filter = filter
        self.sort = sort
        held = nil
        // One more letter typed: what is left is in order already.
        rows.order = isNarrower ? rows.order.filter(holds) : sort.sorted(all.filter(holds))
        show()
    }

    /// Keeps the row at an index there, whatever order the others come in; nil lets go.
    mutating func hold(at index: Int?) {
        guard let index, rows.indices.contains(index) else {
            guard held != nil else { return }
            held = nil
            show()
            return
        }
        let row = rows[index]
        if let held, held.place != nil, held.row.key == row.key { return }
        // The row that is let go moves to its place at once, this one stays where it is seen.
        held = (row, index, rows.place(at: index))
        showHeld()
    }

    /// Whether the rows are those of another list and in the same order.
    static func == (left: RowList, right: RowList) -> Bool {
        left.kind == right.kind && left.filter == right.filter && left.sort == right.sort
            && left.rows == right.rows
    }

    /// Starts again from everything that is tracked.
    mutating func rebuild(from all: some Collection<Row>) {
        rows.order = sort.sorted(all.filter(holds))
        if let old = held?.row {
            held?.row = rows.order.first { $0.key == old.key } ?? old
        }
        show()
    }

    /// Puts a row where it belongs.
    mutating func insert(_ row: Row) {
        guard holds(row) else { return }
        rows.order.insert(row, at: place(of: row))
        if held?.row.key == row.key { held?.row = row }
        show()
    }

    /// Puts a row in the place of what was known of the same item, whose place among all is given.
    mutating func replace(_ old: Row, by new: Row, among number: Int) {
        if held?.row.key == new.key { held?.row = new }
        guard let place = orderIndex(of: old, among: number) else {
            insert(new)
            return
        }
        if holds(new), staysInOrder(new, in: old, at: place) {
            rows.order[place] = new
            return
        }
        rows.order.remove(at: place)
        if holds(new) { rows.order.insert(new, at: self.place(of: new)) }
        show()
    }

    /// Takes a row out, as it was put in.
    mutating func remove(_ row: Row) {
        guard let place = orderIndex(of: row) else { return }
        rows.order.remove(at: place)
        show()
    }

    /// Where a row is shown; nil when the list does not show it.
    func index(of row: Row) -> Int? {
        orderIndex(of: row).map(rows.index)
    }

    /// Whether a row is in order at a place whose row it takes.
    private func staysInOrder(_ row: Row, in old: Row, at place: Int) -> Bool {
        let mark = sort.mark(of: row)
        let oldMark = sort.mark(of: old)
        if !sort.precedes(mark, oldMark), !sort.precedes(oldMark, mark) { return true }
        let (before, after) = (place - 1, place + 1)
        return (before < 0 || sort.precedes(sort.mark(of: rows.order[before]), mark))
            && (after >= rows.count || sort.precedes(mark, sort.mark(of: rows.order[after])))
    }

    private mutating func orderIndex(of row: Row, among number: Int) -> Int? {
        if number < guesses.count {
            let guess = Int(guesses[number])
            if guess < rows.order.count, rows.order[guess] === row { return guess }
        } else {
            guesses += repeatElement(0, count: number + 1 - guesses.count)
        }
        let place = orderIndex(of: row)
        if let place { guesses[number] = UInt32(place) }
        return place
    }

    private func orderIndex(of row: Row) -> Int? {
        let place = place(of: row)
        guard place < rows.count else { return nil }
        let found = rows.order[place]
        return found === row || found.key == row.key ? place : nil
    }

    /// Makes what is shown out of an order that is new and the row that is held.
    private mutating func show() {
        let place = held.flatMap { orderIndex(of: $0.row) }
        held?.place = place
        showHeld()
    }

    private mutating func showHeld() {
        rows.held = held.flatMap { held in
            held.place.map { ($0, min(held.index, rows.order.count - 1)) }
        }
    }

    private func holds(_ row: Row) -> Bool {
        takes(row.item.kind) && filter.matches(row)
    }

    /// The first place whose row does not come before this one.
    private func place(of row: Row) -> Int {
        let mark = sort.mark(of: row)
        var low = 0
        var high = rows.order.count
        while low < high {
            let middle = (low + high) / 2
            if sort.precedes(sort.mark(of: rows.order[middle]), mark) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
