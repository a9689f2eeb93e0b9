import Domain

extension Schedule {
    /// What the schedule knows of one item; packed into forty bytes, for there is one for each.
    struct Entry: Keyed {
        let key: ItemKey
        /// Whether its work has ended.
        var isFinal: Bool
        /// How it is counted in its vendor's load; nil when it is not.
        var isCountedOverdue: Bool?
        private var isOnlyPlanned = false
        /// How many checks failed one after the other; no more than it can count.
        var failures: Int8 = 0
        private var turnsAt = ClockMoment()
        private var begunAt = ClockMoment()
        /// When its work began, by the clock on the wall.
        private var beganAt: ClockMoment

        init(_ item: TrackedItem) {
            key = item.key
            isFinal = item.state.isFinal
            beganAt = ClockMoment(item.beganAt)
        }

        /// Takes over how an item stands.
        mutating func take(_ item: TrackedItem) {
            isFinal = item.state.isFinal
            beganAt = ClockMoment(item.beganAt)
        }

        /// Whether its work is overdue at a moment by the clock on the wall.
        func isOverdue(_ cadence: Cadence, at moment: Timestamp) -> Bool {
            moment - beganAt.known > cadence.overdueAfter
        }

        /// When its turn comes; nil while its check is on its way, and when it is final.
        var due: Timestamp? {
            get { isOnlyPlanned ? nil : turnsAt.moment }
            set {
                if newValue == nil, isOnlyPlanned { return }
                isOnlyPlanned = false
                turnsAt = ClockMoment(newValue)
            }
        }

        /// When its turn would come, where there is only one pass.
        var planned: Timestamp? {
            get { isOnlyPlanned ? turnsAt.moment : nil }
            set {
                isOnlyPlanned = true
                turnsAt = ClockMoment(newValue)
            }
        }

        var lastBegun: Timestamp? {
            get { begunAt.moment }
            set { begunAt = ClockMoment(newValue) }
        }
    }
}
