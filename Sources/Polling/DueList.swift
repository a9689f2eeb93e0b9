import Domain

/// Items in the order in which they are due.
struct DueList {
    private struct Due: Comparable {
        let at: Timestamp
        let key: ItemKey

        static func < (left: Due, right: Due) -> Bool {
            left.at == right.at ? left.key < right.key : left.at < right.at
        }
    }

    private var sorted: [Due] = []

    /// The item that is due first.
    var first: (at: Timestamp, key: ItemKey)? { sorted.first.map { ($0.at, $0.key) } }

    mutating func insert(_ key: ItemKey, at moment: Timestamp) {
        let due = Due(at: moment, key: key)
        sorted.insert(due, at: index(of: due))
    }

    mutating func remove(_ key: ItemKey, at moment: Timestamp) {
        let due = Due(at: moment, key: key)
        let index = index(of: due)
        if index < sorted.count, sorted[index] == due { sorted.remove(at: index) }
    }

    /// Every item due by then.
    func keys(by moment: Timestamp) -> [ItemKey] {
        sorted.prefix { $0.at <= moment }.map(\.key)
    }

    /// Where an element is or belongs.
    private func index(of due: Due) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < due { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
