/// The rows of a list from top to bottom as they are shown: in order, but for one that may be held
/// at another place than its own. Nothing is copied for that.
struct ShownRows: RandomAccessCollection, Equatable, Sendable {
    /// The rows in order.
    var order: [Row] = []
    /// The place in the order of the row that is held, and the index at which it is shown; nil when
    /// none is.
    var held: (place: Int, index: Int)?

    var startIndex: Int { 0 }
    var endIndex: Int { order.count }

    subscript(index: Int) -> Row { order[place(at: index)] }

    /// The place in the order of what is shown at an index.
    func place(at index: Int) -> Int {
        guard let held else { return index }
        if index == held.index { return held.place }
        if held.place <= index, index < held.index { return index + 1 }
        if held.index < index, index <= held.place { return index - 1 }
        return index
    }

    /// The index at which a place of the order is shown.
    func index(of place: Int) -> Int {
        guard let held else { return place }
        if place == held.place { return held.index }
        if held.place < place, place <= held.index { return place - 1 }
        if held.index <= place, place < held.place { return place + 1 }
        return place
    }

    static func == (left: ShownRows, right: ShownRows) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}
