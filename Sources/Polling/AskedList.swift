import Domain

/// The items that the operator asked for, in the order in which they may be begun.
struct AskedList {
    private var list = DueList()
    private var asked = ItemTable<Asked>()

    private struct Asked: Keyed {
        let due: DueList.Due

        var key: ItemKey { due.key }
    }

    /// What may be begun first.
    var first: DueList.Due? { list.first }

    /// Every item, in no order.
    var keys: [ItemKey] { asked.keys }

    func contains(_ key: ItemKey) -> Bool { asked[key] != nil }

    /// Puts an item in that is not in; of one moment the lower rank goes first.
    mutating func insert(_ key: ItemKey, at moment: Timestamp, rank: Int = 0) {
        let due = DueList.Due(at: moment, key: key, rank: Int32(clamping: rank))
        asked.set(Asked(due: due))
        list.insert(due)
        settle()
    }

    mutating func remove(_ key: ItemKey) {
        if asked.remove(key) != nil { settle() }
    }

    mutating func removeAll() {
        asked = ItemTable()
        list.removeAll()
    }

    private mutating func settle() { list.settle { asked[$0.key]?.due == $0 } }
}
