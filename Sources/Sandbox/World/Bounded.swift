/// A dictionary that forgets its oldest entries once it holds too many, or too much.
struct Bounded<Key: Hashable, Value> {
    private let limit: Int
    private var entries: [Key: (value: Value, weight: Int)] = [:]
    private var order: [Key] = []
    private var weight = 0

    /// Entries weigh one each unless told otherwise; together they weigh at most `limit`.
    init(limit: Int = 10_000) {
        self.limit = limit
    }

    subscript(key: Key) -> Value? { entries[key]?.value }

    /// The keys, the oldest first.
    var keys: [Key] { order }

    /// The values, the oldest first.
    var values: [Value] { order.compactMap { self[$0] } }

    /// Puts a value in and gives those that were forgotten for it.
    @discardableResult
    mutating func set(_ value: Value, for key: Key, weight: Int = 1) -> [Value] {
        if let before = entries[key] {
            self.weight -= before.weight
        } else {
            order.append(key)
        }
        entries[key] = (value, weight)
        self.weight += weight
        var forgotten: [Value] = []
        while self.weight > limit, order.count > 1 {
            guard let entry = entries.removeValue(forKey: order.removeFirst()) else { continue }
            self.weight -= entry.weight
            forgotten.append(entry.value)
        }
        return forgotten
    }
}
