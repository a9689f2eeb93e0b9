import Domain

/// What this process knows of the log of checks and of the items in it. As long as no other
/// process changes an item it stands as it was left here, and its row need not be looked at.
struct CheckLog {
    /// The number of the newest check that any process kept; 0 before the first.
    var newest: Int64 = 0
    /// All checks up to this number are in the rows of their items.
    var settled: Int64 = 0
    /// The latest change of what is watched.
    var revision: Int64 = 0
    /// Whether the log was looked at before.
    var isRead = false
    /// Whether this process added to it.
    var isWritten = false
    /// By the items' numbers, which begin at 1 and have no gaps.
    private var standings: [Standing] = []

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

    /// How many checks are in no item's row yet.
    var pending: Int { Int(newest - settled) }

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
            standings[Int(item)] = newValue
        }
    }

    /// The items with checks that are in no row yet, in their order, each with the latest of them.
    var unsettled: [(item: Int64, check: Int64)] {
        standings.indices.compactMap { item in
            standings[item].check.flatMap { $0 > settled ? (Int64(item), $0) : nil }
        }
    }

    /// More items than anybody watches.
    private static let limit: Int64 = 1 << 24
}
