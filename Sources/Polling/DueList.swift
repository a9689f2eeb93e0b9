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
        heap.append(Due(at: moment, key: key, rank: Int32(clamping: rank)))
        places[key] = Place(key: key, number: Int32(heap.count - 1))
        rise(from: heap.count - 1)
    }

    mutating func remove(_ key: ItemKey) {
        guard let place = places[key].map({ Int($0.number) }) else { return }
        places[key] = nil
        let last = heap.removeLast()
        guard place < heap.count else { return }
        heap[place] = last
        places[last.key]?.number = Int32(place)
        rise(from: place)
        sink(from: place)
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
            open += [2 * place + 1, 2 * place + 2]
        }
        return found
    }

    private mutating func rise(from start: Int) {
        var place = start
        while place > 0, heap[place] < heap[(place - 1) / 2] {
            exchange(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink(from start: Int) {
        var place = start
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            if least == place { return }
            exchange(place, least)
            place = least
        }
    }

    private mutating func exchange(_ left: Int, _ right: Int) {
        heap.swapAt(left, right)
        places[heap[left].key]?.number = Int32(left)
        places[heap[right].key]?.number = Int32(right)
    }
}
