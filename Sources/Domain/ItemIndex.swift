/// Items numbered from 0 in the order in which they came, and found by their key: what an
/// `ItemTable` keeps its values by. A key that is taken out leaves its number to the last one.
public struct ItemIndex: Equatable, Sendable {
    /// The keys by their numbers.
    public private(set) var keys: [ItemKey] = []
    /// A power of two of them, a quarter empty at least; a key is in the first slot from its own
    /// on that was empty when it came.
    private var slots: [Slot] = []

    private struct Slot: Sendable {
        /// The lower half of the key's hash, so that most other keys need not be looked at.
        var hash: UInt32 = 0
        /// The key's number and one more; 0 when there is none.
        var place: UInt32 = 0
    }

    /// An index of nothing.
    public init() {}

    /// Two are the same when they number the same keys alike.
    public static func == (left: ItemIndex, right: ItemIndex) -> Bool { left.keys == right.keys }

    /// The number of a key; nil when it is not there.
    public func place(of key: ItemKey) -> Int? { slot(of: key).map { Int(slots[$0].place) - 1 } }

    /// Takes a key in that is not there yet, and gives its number.
    public mutating func append(_ key: ItemKey) -> Int {
        reserve(keys.count + 1)
        keys.append(key)
        place(Slot(hash: Self.hash(key), place: UInt32(keys.count)))
        return keys.count - 1
    }

    /// Takes a key out, and gives the number that the last key has from now on.
    public mutating func remove(_ key: ItemKey) -> Int? {
        guard let own = slot(of: key), let last = keys.last, let moved = slot(of: last)
        else { return nil }
        let place = slots[own].place
        slots[moved].place = place
        keys.swapAt(Int(place) - 1, keys.count - 1)
        keys.removeLast()
        close(own)
        return Int(place) - 1
    }

    /// Makes room for so many keys.
    public mutating func reserve(_ count: Int) {
        guard count * 4 > slots.count * 3 else { return }
        keys.reserveCapacity(count)
        var size = max(16, slots.count)
        while count * 4 > size * 3 { size *= 2 }
        let old = slots
        slots = [Slot](repeating: Slot(), count: size)
        for slot in old where slot.place > 0 { place(slot) }
    }

    private static func hash(_ key: ItemKey) -> UInt32 {
        UInt32(truncatingIfNeeded: key.hashValue)
    }

    private func slot(of key: ItemKey) -> Int? {
        guard !slots.isEmpty else { return nil }
        let hash = Self.hash(key)
        let mask = slots.count - 1
        var place = Int(hash) & mask
        while slots[place].place > 0 {
            if slots[place].hash == hash, keys[Int(slots[place].place) - 1] == key { return place }
            place = (place + 1) & mask
        }
        return nil
    }

    private mutating func place(_ slot: Slot) {
        let mask = slots.count - 1
        var place = Int(slot.hash) & mask
        while slots[place].place > 0 { place = (place + 1) & mask }
        slots[place] = slot
    }

    /// Empties a slot; those after it that can stand nearer to their own move up.
    private mutating func close(_ slot: Int) {
        let mask = slots.count - 1
        var hole = slot
        var place = (slot + 1) & mask
        while slots[place].place > 0 {
            let own = Int(slots[place].hash) & mask
            if (place - own) & mask >= (place - hole) & mask {
                slots[hole] = slots[place]
                hole = place
            }
            place = (place + 1) & mask
        }
        slots[hole] = Slot()
    }
}
