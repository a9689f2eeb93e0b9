import Domain

extension Schedule {
    /// What the schedule knows of one item; packed, for there are as many as items.
    struct Entry: Keyed {
        let key: ItemKey
        var isFinal: Bool
        /// How it is counted in its vendor's load; nil when it is not.
        var isCountedOverdue: Bool?
        var failures: Int32 = 0
        /// By the clock on the wall.
        var beganAt: Timestamp
        private var dueAt = Int64.min
        private var plannedAt = Int64.min
        private var begunAt = Int64.min

        init(_ key: ItemKey, beganAt: Timestamp, isFinal: Bool) {
            self.key = key
            self.beganAt = beganAt
            self.isFinal = isFinal
        }

        /// When its turn comes; nil while its check is on its way, and when it is final.
        var due: Timestamp? {
            get { Self.moment(dueAt) }
            set { dueAt = newValue?.milliseconds ?? .min }
        }

        /// When its turn would come, where there is only one pass.
        var planned: Timestamp? {
            get { Self.moment(plannedAt) }
            set { plannedAt = newValue?.milliseconds ?? .min }
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
