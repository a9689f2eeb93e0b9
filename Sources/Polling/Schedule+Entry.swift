import Domain

extension Schedule {
    /// What the schedule knows of one item; packed, for there are as many as items.
    struct Entry: Keyed {
        let key: ItemKey
        /// Whether its work has ended.
        var isFinal: Bool
        /// How it is counted in its vendor's load; nil when it is not.
        var isCountedOverdue: Bool?
        private var isOnlyPlanned = false
        /// How many checks failed one after the other; no more than it can count.
        var failures: Int16 = 0
        private var turnsAt = Int64.min
        private var begunAt = Int64.min
        /// When its work began, by the clock on the wall.
        var beganAt: Timestamp

        init(_ item: TrackedItem) {
            key = item.key
            isFinal = item.state.isFinal
            beganAt = item.beganAt
        }

        /// Takes over how an item stands.
        mutating func take(_ item: TrackedItem) {
            isFinal = item.state.isFinal
            beganAt = item.beganAt
        }

        /// Whether its work is overdue at a moment by the clock on the wall.
        func isOverdue(_ cadence: Cadence, at moment: Timestamp) -> Bool {
            moment - beganAt > cadence.overdueAfter
        }

        /// When its turn comes; nil while its check is on its way, and when it is final.
        var due: Timestamp? {
            get { isOnlyPlanned ? nil : Self.moment(turnsAt) }
            set {
                if newValue == nil, isOnlyPlanned { return }
                isOnlyPlanned = false
                turnsAt = newValue?.milliseconds ?? .min
            }
        }

        /// When its turn would come, where there is only one pass.
        var planned: Timestamp? {
            get { isOnlyPlanned ? Self.moment(turnsAt) : nil }
            set {
                isOnlyPlanned = true
                turnsAt = newValue?.milliseconds ?? .min
            }
        }

        var lastBegun: Timestamp? {
            get { Self.moment(begunAt) }
            set { begunAt = newValue?.milliseconds ?? .min }
        }

        /// The earliest of all stands for none.
        private static func moment(_ milliseconds: Int64) -> Timestamp? {
            milliseconds == .min ? nil : Timestamp(milliseconds: milliseconds)
        }
    }
}
