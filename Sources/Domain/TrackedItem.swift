/// One piece of work that is watched: what the vendor last said, and how the asking went.
public struct TrackedItem: Equatable, Sendable, Identifiable {
    /// Which piece of work.
    public let key: ItemKey
    /// The operator's name for it.
    public var label: String?
    /// When watching began.
    public var trackedAt: Timestamp
    /// False once the operator stopped watching; the history stays.
    public var isTracked: Bool
    /// The last good answer.
    public var snapshot: Snapshot?
    /// When the last good answer came.
    public var checkedAt: Timestamp?
    /// When the vendor was last asked, whatever came of it.
    public var attemptedAt: Timestamp?
    /// When the vendor is asked next; nil when nothing is planned.
    public var nextCheckAt: Timestamp?
    /// How often the vendor was asked.
    public var checks: Int
    /// Why the last asking failed; nil once it succeeds again.
    public var failure: CheckFailure?
    /// When the asking began to fail.
    public var failedAt: Timestamp?
    /// When a number or word last changed.
    public var movedAt: Timestamp?
    /// The latest good counts, oldest first, for the rate; at most `progressLimit`.
    public var progress: [ProgressPoint]

    /// An item nobody has asked the vendor about yet.
    public init(key: ItemKey, label: String? = nil, trackedAt: Timestamp) {
        self.key = key
        self.label = label
        self.trackedAt = trackedAt
        isTracked = true
        checks = 0
        progress = []
    }

    /// How many progress points an item carries.
    public static let progressLimit = 20

    /// The key, by which lists tell items apart.
    public var id: ItemKey { key }

    /// The state to show: the vendor's, or pending before the first good answer.
    public var state: WorkState { snapshot?.state ?? .pending }

    /// What to call the item: its label, else its short id.
    public var name: String { label ?? key.shortID }

    /// When the work began as far as known: the vendor's time, else the time of tracking.
    public var beganAt: Timestamp { snapshot?.createdAt ?? trackedAt }
}

/// How far an item was at one moment.
public struct ProgressPoint: Equatable, Sendable {
    /// When the vendor said so.
    public var at: Timestamp
    /// Records handled by then.
    public var processed: Int

    /// A moment and a count.
    public init(at: Timestamp, processed: Int) {
        self.at = at
        self.processed = processed
    }
}
