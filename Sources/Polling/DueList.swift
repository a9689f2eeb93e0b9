import Domain

/// Items in the order in which they are due: a heap that knows where each item is, so that one
/// comes, goes or moves without a look at the others.
struct DueList {
    private struct Due: Comparable {
        let at: Timestamp
        let key: ItemKey
        /// Decides between items of one moment.
        let rank: Int32

        static func < (left: Due, right: Due) -> Bool {
            if left.at != right.at { return left.at < right.at }
            return left.rank == right.rank ? left.key < right.key : left.rank < right.rank
        }
    }

    /// Where an item is in the heap.
    private struct Place: Keyed {
        let key: ItemKey
        var number: Int32
    }

    private var heap: [Due] = []
    private var places = ItemTable<Place>()

    /// The item that is due first.
    var first: (at: Timestamp, key: ItemKey)? { heap.first.map { ($0.at, $0.key) } }

    /// How many items there are.
    var count: Int { heap.count }

    /// Every item, in no order.
    var keys: [ItemKey] { heap.map(\.key) }

    /// When an item is due; nil when it is not in the list.
    subscript(key: ItemKey) -> Timestamp? { places[key].map { heap[Int($0.number)].at } }

    /// Puts an item in, or to another moment.
    mutating func insert(_ key: ItemKey, at moment: Timestamp, rank: Int = 0) {
        remove(key)
        let due = Due(at: moment, key: key, rank: Int32(clamping: rank))
        heap.append(due)
        places[key] = Place(key: key, number: Int32(heap.count - 1))
        put(due, near: heap.count - 1)
    }

    mutating func remove(_ key: ItemKey) {
        guard let place = places[key].map({ Int($0.number) }) else { return }
        places[key] = nil
        let last = heap.removeLast()
        if place < heap.count { put(last, near: place) }
    }

    mutating func removeAll() {
        heap = []
        places = ItemTable()
    }

    /// Every item due by then; costs as much as there are of them.
    func keys(by moment: Timestamp) -> [ItemKey] {
        var found: [ItemKey] = []
        var open = [0]
        while let place = open.popLast() {
            guard place < heap.count, heap[place].at <= moment else { continue }
            found.append(heap[place].key)
            open += children(of: place)
        }
        return found
    }

    /// Few steps from the first to the last, for at each an item's place is noted.
    private static let width = 4

    private func children(of place: Int) -> Range<Int> {
        let first = place * Self.width + 1
        return min(first, heap.count)..<min(first + Self.width, heap.count)
    }

    /// Puts an item where it belongs, from a place on whose own item may be lost; those that make
    /// room move once each.
    private mutating func put(_ due: Due, near start: Int) {
        var place = start
        while place > 0, due < heap[(place - 1) / Self.width] {
            move(heap[(place - 1) / Self.width], to: place)
            place = (place - 1) / Self.width
        }
        while let least = children(of: place).min(by: { heap[$0] < heap[$1] }), heap[least] < due {
            move(heap[least], to: place)
            place = least
        }
        move(due, to: place)
    }

    private mutating func move(_ due: Due, to place: Int) {
        heap[place] = due
        places.change(due.key) { $0.number = Int32(place) }
    }
}
