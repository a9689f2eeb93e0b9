import Domain

/// What this process knows of the log of checks and of the items in it. As long as no other
/// process changes an item it stands as it was left here, and its row need not be looked at.
struct CheckLog {
    /// How far it goes.
    var extent = Extent()
    /// By the items' numbers, which begin at 1 and have no gaps.
    private var standings: [Standing] = []
    /// How far it went at `begin`; nil while nothing has to be remembered.
    private var beginning: Extent?
    /// How the items stood that were changed since then.
    private var before: [Int64: Standing] = [:]

    /// How far the log goes, as far as this process knows.
    struct Extent {
        /// The number of the newest check that any process kept; 0 before the first.
        var newest: Int64 = 0
        /// Which checks are in the rows of their items.
        var settled = Settled()
        /// The latest change of what is watched.
        var revision: Int64 = 0
        /// Whether the log was looked at before.
        var isRead = false
        /// Whether this process added to it.
        var isWritten = false

        /// How many checks are in no item's row yet.
        var pending: Int { Int(newest - settled.number) }
    }

    /// Which checks are in the rows of their items. They are put there item by item, so for some
    /// time those of the first items are and those of the others are not.
    struct Settled {
        /// All up to this number are.
        var number: Int64 = 0
        /// Those up to this number are on their way; nil when none are.
        var target: Int64?
        /// For the items up to this one they have arrived.
        var item: Int64 = 0

        /// Up to which number an item's checks are in its row.
        func number(of item: Int64) -> Int64 {
            if let target, item <= self.item { target } else { number }
        }
    }

    /// How an item stands, in sixteen bytes.
    struct Standing {
        /// Twice the latest check's number, and one more when the item is watched.
        private var bits: Int64 = 0
        private var attempted = Int64.min

        /// The number of its latest check; nil when there is none, or it has to be looked up.
        var check: Int64? { bits < 2 ? nil : bits >> 1 }

        /// When its vendor was last asked about it.
        var attemptedAt: Timestamp? {
            attempted == .min ? nil : Timestamp(milliseconds: attempted)
        }

        /// Whether it is known to be watched; false also where that has to be looked up.
        var isTracked: Bool {
            get { bits & 1 == 1 }
            set { bits = bits & ~1 | (newValue ? 1 : 0) }
        }

        /// Takes note of its latest check.
        mutating func take(_ check: Int64?, at moment: Timestamp?) {
            bits = (check ?? 0) << 1 | bits & 1
            attempted = moment?.milliseconds ?? .min
        }
    }

    subscript(item: Int64) -> Standing {
        get {
            item > 0 && item < standings.count ? standings[Int(item)] : Standing()
        }
        set {
            // A number from a damaged store may be anything.
            guard item > 0, item < Self.limit else { return }
            if item >= standings.count {
                standings += repeatElement(Standing(), count: Int(item) + 1 - standings.count)
            }
            if beginning != nil, before[item] == nil { before[item] = standings[Int(item)] }
            standings[Int(item)] = newValue
        }
    }

    /// Begins to remember how everything was, until `keep` or `rollBack`.
    mutating func begin() { beginning = extent }

    /// What was learned since `begin` is so.
    mutating func keep() {
        beginning = nil
        before.removeAll(keepingCapacity: true)
    }

    /// Forgets what was learned since `begin`, in a transaction that came to nothing.
    mutating func rollBack() {
        for (item, standing) in before { standings[Int(item)] = standing }
        extent = beginning ?? extent
        keep()
    }

    /// The next items, so many at most, of which checks may be on their way to their rows.
    func unsettled(limit: Int) -> [Int64] {
        standings.indices.dropFirst(Int(extent.settled.item) + 1).lazy
            .filter { item in standings[item].check.map { $0 > extent.settled.number } ?? false }
            .prefix(limit).map(Int64.init)
    }

    /// More items than anybody watches.
    static let limit: Int64 = 1 << 24
}
