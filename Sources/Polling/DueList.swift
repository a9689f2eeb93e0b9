import Domain

/// Items in the order in which they are due: a heap in which nobody looks for an item, so that none
/// has to know its place. What is not due any more, or at another moment, stays in until it comes
/// first; whoever keeps the list knows what holds.
struct DueList {
    /// When an item is due.
    struct Due: Comparable {
        let at: Timestamp
        let key: ItemKey
        /// Decides between items of one moment.
        var rank: Int32 = 0

        static func < (left: Due, right: Due) -> Bool {
            if left.at != right.at { return left.at < right.at }
            return left.rank == right.rank ? left.key < right.key : left.rank < right.rank
        }
    }

    private var heap: [Due] = []
    /// What holds no more is thrown out once there are so many.
    private var limit = Self.least

    private static let least = 64

    /// What is due first, as far as `settle` was told since the last change.
    var first: Due? { heap.first }

    mutating func insert(_ due: Due) {
        heap.append(due)
        lift(due, from: heap.count - 1)
    }

    /// Has first what holds, and throws out what does not where it may be half of all.
    mutating func settle(_ holds: (Due) -> Bool) {
        while let first, !holds(first) { removeFirst() }
        if heap.count > limit { keep(holds) }
    }

    private mutating func removeFirst() {
        let last = heap.removeLast()
        guard !heap.isEmpty else { return }
        // Down to the end, whatever it is, for the last is late; then up where it was not.
        var place = 0
        while let least = children(of: place).min(by: { heap[$0] < heap[$1] }) {
            heap[place] = heap[least]
            place = least
        }
        lift(last, from: place)
    }

    mutating func removeAll() {
        heap = []
        limit = Self.least
    }

    /// Expects so many items.
    mutating func reserve(_ count: Int) { limit = max(limit, 2 * count) }

    /// Leaves only what holds.
    mutating func keep(_ holds: (Due) -> Bool) {
        let kept = heap.filter(holds)
        heap = []
        heap.reserveCapacity(kept.count)
        for due in kept { insert(due) }
        limit = max(Self.least, 2 * heap.count)
    }

    /// Every item that holds and is due by then, in order; costs as much as there are of them.
    func keys(by moment: Timestamp, _ holds: (Due) -> Bool) -> [ItemKey] {
        var found: [Due] = []
        var open = [0]
        while let place = open.popLast() {
            guard place < heap.count, heap[place].at <= moment else { continue }
            if holds(heap[place]) { found.append(heap[place]) }
            open += children(of: place)
        }
        found.sort()
        // An item that came back to the same moment is in twice.
        return found.indices.filter { $0 == 0 || found[$0] != found[$0 - 1] }.map { found[$0].key }
    }

    /// Few steps from the first to the last.
    private static let width = 4

    private func children(of place: Int) -> Range<Int> {
        let first = place * Self.width + 1
        return min(first, heap.count)..<min(first + Self.width, heap.count)
    }

    /// Puts an item where it belongs between the first and a place whose own item may be lost.
    private mutating func lift(_ due: Due, from start: Int) {
        var place = start
        while place > 0, due < heap[(place - 1) / Self.width] {
            heap[place] = heap[(place - 1) / Self.width]
            place = (place - 1) / Self.width
        }
        heap[place] = due
    }
}
