/// What knows which item it belongs to.
public protocol Keyed {
    /// The item.
    var key: ItemKey { get }
}

extension TrackedItem: Keyed {}

/// Values by item: a dictionary for a hundred thousand items. The values, which know their keys,
/// stand beside one another, and four bytes for each of up to twice as many slots say where.
public struct ItemTable<Value: Keyed> {
    @usableFromInline var held: [Value] = []
    /// A power of two of them, a fifth empty at least, each with the place of a value and one
    /// more, or 0; a value is in the first slot from its key's own on that was empty when it came.
    /// In the bits that no place needs is a part of the key's hash: another key's value, which is
    /// far away in memory, is hardly ever looked at.
    @usableFromInline var slots: [UInt32] = []

    /// A table of nothing.
    @inlinable
    public init() {}

    /// The value of each key; of two for the same key the later.
    @inlinable
    public init(_ values: some Collection<Value>) {
        reserve(values.count)
        for value in values { self[value.key] = value }
    }

    /// The keys, each at its value's place.
    @inlinable public var keys: [ItemKey] { held.map(\.key) }

    /// The values, in no order.
    @inlinable public var values: [Value] { held }

    /// How many there are.
    @inlinable public var count: Int { held.count }

    /// Whether there are none.
    @inlinable public var isEmpty: Bool { held.isEmpty }

    /// Makes room for so many.
    @inlinable
    public mutating func reserve(_ count: Int) {
        guard count * 5 > slots.count * 4 else { return }
        held.reserveCapacity(count)
        var size = max(16, slots.count)
        while count * 5 > size * 4 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        for place in held.indices { putSlot(of: held[place].key, to: place) }
    }

    /// The value of a key; nil where there is none. What is put in must be the key's.
    @inlinable
    public subscript(key: ItemKey) -> Value? {
        get { slot(of: key).map { held[place(in: $0)] } }
        _modify {
            let slot = slot(of: key)
            // Taken out for as long as it is changed, so that it is not copied.
            var value = slot.map { take(at: place(in: $0)) }
            defer { put(value, at: slot) }
            yield &value
        }
    }

    /// Where among the values the value of a key is; it stays there until one is taken out.
    @inlinable
    public func place(of key: ItemKey) -> Int? { slot(of: key).map { place(in: $0) } }

    /// Puts a value where its key's is, or in as a new one.
    @inlinable
    public mutating func set(_ value: Value) {
        if let slot = slot(of: value.key) {
            held[place(in: slot)] = value
        } else {
            put(value, at: nil)
        }
    }

    /// Takes the value of a key out and gives it; nil where there is none.
    @inlinable
    public mutating func remove(_ key: ItemKey) -> Value? {
        guard let slot = slot(of: key) else { return nil }
        let value = take(at: place(in: slot))
        put(nil, at: slot)
        return value
    }

    /// Changes the value of a key where it stands; says whether there is one. Its key stays.
    @discardableResult
    @inlinable
    public mutating func change(_ key: ItemKey, _ change: (inout Value) -> Void) -> Bool {
        guard let slot = slot(of: key) else { return false }
        change(&held[place(in: slot)])
        return true
    }

    @inlinable
    mutating func take(at place: Int) -> Value {
        held.swapAt(place, held.count - 1)
        return held.removeLast()
    }

    /// Puts back what was taken out, or what is new; or closes the gap.
    @inlinable
    mutating func put(_ value: Value?, at slot: Int?) {
        if let value {
            held.append(value)
            if let slot {
                held.swapAt(place(in: slot), held.count - 1)
            } else if held.count * 5 > slots.count * 4 {
                reserve(max(held.count, held.capacity))
            } else {
                putSlot(of: value.key, to: held.count - 1)
            }
        } else if let slot {
            let place = place(in: slot)
            if place < held.count {
                // The last value stands there now.
                let key = held[place].key
                slots[self.slot(to: held.count, from: key)] = content(key, place)
            }
            close(slot)
        }
    }
}

// MARK: - Slots

extension ItemTable {
    /// The slot that a key would have if no other came before it.
    @inlinable
    func home(of key: ItemKey) -> Int { key.scattered & (slots.count - 1) }

    /// The bits of a slot that are a place's.
    @inlinable var mask: UInt32 { UInt32(truncatingIfNeeded: slots.count - 1) }

    @inlinable
    func place(in slot: Int) -> Int { Int(slots[slot] & mask) - 1 }

    /// What a slot has that leads to a place of a key.
    @inlinable
    func content(_ key: ItemKey, _ place: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: key.scattered >> 32) & ~mask | UInt32(place + 1)
    }

    @inlinable
    func slot(of key: ItemKey) -> Int? {
        guard !slots.isEmpty else { return nil }
        let scattered = key.scattered
        let mask = mask
        let part = UInt32(truncatingIfNeeded: scattered >> 32) & ~mask
        var slot = scattered & (slots.count - 1)
        while slots[slot] > 0 {
            if slots[slot] & ~mask == part, held[place(in: slot)].key == key { return slot }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The slot that leads to a place, which a key that has one belongs to.
    @inlinable
    func slot(to place: Int, from key: ItemKey) -> Int {
        let content = content(key, place)
        var slot = home(of: key)
        while slots[slot] != content { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    @inlinable
    mutating func putSlot(of key: ItemKey, to place: Int) {
        var slot = home(of: key)
        while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = content(key, place)
    }

    /// Empties a slot; those after it that can stand nearer to their own move up.
    @inlinable
    mutating func close(_ slot: Int) {
        let mask = slots.count - 1
        var hole = slot
        var next = (slot + 1) & mask
        while slots[next] > 0 {
            let own = home(of: held[place(in: next)].key)
            if (next - own) & mask >= (next - hole) & mask {
                slots[hole] = slots[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        slots[hole] = 0
    }
}

extension ItemTable: Equatable where Value: Equatable {
    /// Two are the same when they have the same values for the same keys.
    public static func == (left: ItemTable, right: ItemTable) -> Bool {
        left.count == right.count && left.held.allSatisfy { right[$0.key] == $0 }
    }
}

extension ItemTable: Sendable where Value: Sendable {}
