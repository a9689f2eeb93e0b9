/// One piece of work that is watched: what the vendor last said, and how the asking went.
///
/// Its fields are kept in one place that copies share until one of them is changed: the poller, the
/// lists and the screen all hold the same hundred thousand items.
public struct TrackedItem: Equatable, Sendable, Identifiable {
    private var box: Box

    /// Packed: what is not there takes no room, a number of checks is no long number, and the order
    /// leaves no gaps.
    private struct Fields: Equatable {
        let key: ItemKey
        var trackedAt: ClockMoment
        var label: String?
        var trouble: Trouble?
        var snapshot: Snapshot?
        var isTracked = true
        var checks: UInt32 = 0
        var progress = PackedProgress.none
        var checkedAt = ClockMoment()
        var attemptedAt = ClockMoment()
        var nextCheckAt = ClockMoment()
        var movedAt = ClockMoment()

        init(key: ItemKey, label: String?, trackedAt: Timestamp) {
            self.key = key
            self.label = label
            self.trackedAt = ClockMoment(trackedAt)
        }
    }

    /// What is wrong with few items at a time.
    private final class Trouble: Equatable, Sendable {
        let failure: CheckFailure?
        let since: Timestamp?

        private init(_ failure: CheckFailure?, since: Timestamp?) {
            self.failure = failure
            self.since = since
        }

        /// Nil of nothing.
        static func of(_ failure: CheckFailure?, since: Timestamp?) -> Trouble? {
            failure == nil && since == nil ? nil : Trouble(failure, since: since)
        }

        static func == (left: Trouble, right: Trouble) -> Bool {
            left === right || left.failure == right.failure && left.since == right.since
        }
    }

    /// Safe to share between threads: only an item that is its one owner changes it. For the same
    /// reason nobody reads while it is changed, which need not be looked at again for each field.
    private final class Box: @unchecked Sendable {
        @exclusivity(unchecked) var fields: Fields

        init(_ fields: Fields) { self.fields = fields }
    }

    private var fields: Fields {
        _read { yield box.fields }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.fields) }
            yield &box.fields
        }
    }

    /// An item nobody has asked the vendor about yet, or with whatever else is known of it.
    public init(
        key: ItemKey, label: String? = nil, trackedAt: Timestamp, isTracked: Bool = true,
        checks: Int = 0, snapshot: Snapshot? = nil, checkedAt: Timestamp? = nil,
        attemptedAt: Timestamp? = nil, nextCheckAt: Timestamp? = nil, movedAt: Timestamp? = nil,
        failure: CheckFailure? = nil, failedAt: Timestamp? = nil, progress: [ProgressPoint] = []
    ) {
        var fields = Fields(key: key, label: label, trackedAt: trackedAt)
        fields.isTracked = isTracked
        fields.checks = UInt32(clamping: checks)
        fields.snapshot = snapshot
        fields.checkedAt = ClockMoment(checkedAt)
        fields.attemptedAt = ClockMoment(attemptedAt)
        fields.nextCheckAt = ClockMoment(nextCheckAt)
        fields.movedAt = ClockMoment(movedAt)
        fields.trouble = Trouble.of(failure, since: failedAt)
        fields.progress = PackedProgress(progress)
        box = Box(fields)
    }

    /// Two items are the same when every field is.
    public static func == (left: TrackedItem, right: TrackedItem) -> Bool {
        left.box === right.box || left.box.fields == right.box.fields
    }

    /// Which piece of work.
    public var key: ItemKey { box.fields.key }

    /// What sort of work.
    public var kind: Kind { box.fields.key.kind }

    /// Whether its key comes before another's; looks at both where they are.
    public func isBeforeByKey(_ other: TrackedItem) -> Bool {
        box.fields.key < other.box.fields.key
    }

    /// The operator's name for it.
    public var label: String? {
        get { box.fields.label }
        set { fields.label = newValue }
    }

    /// When watching began.
    public var trackedAt: Timestamp {
        get { box.fields.trackedAt.known }
        set { fields.trackedAt = ClockMoment(newValue) }
    }

    /// False once the operator stopped watching; the history stays.
    public var isTracked: Bool {
        get { box.fields.isTracked }
        set { fields.isTracked = newValue }
    }

    /// The last good answer.
    public var snapshot: Snapshot? {
        get { box.fields.snapshot }
        set { fields.snapshot = newValue }
    }

    /// What a list says of the last good answer of each of its items, without a copy of the answer.
    public var total: Int? { box.fields.snapshot?.total }

    /// Records handled, well or badly.
    public var processed: Int? { box.fields.snapshot?.processed }

    /// Records that failed.
    public var failed: Int? { box.fields.snapshot?.failed }

    /// Records the vendor has not accounted for.
    public var unaccounted: Int? { box.fields.snapshot?.unaccounted }

    /// When the last good answer came.
    public var checkedAt: Timestamp? {
        get { box.fields.checkedAt.moment }
        set { fields.checkedAt = ClockMoment(newValue) }
    }

    /// When the vendor was last asked, whatever came of it.
    public var attemptedAt: Timestamp? {
        get { box.fields.attemptedAt.moment }
        set { fields.attemptedAt = ClockMoment(newValue) }
    }

    /// When the vendor is asked next; nil when nothing is planned.
    public var nextCheckAt: Timestamp? {
        get { box.fields.nextCheckAt.moment }
        set { fields.nextCheckAt = ClockMoment(newValue) }
    }

    /// How often the vendor was asked.
    public var checks: Int {
        get { Int(box.fields.checks) }
        set { fields.checks = UInt32(clamping: newValue) }
    }

    /// Why the last asking failed; nil once it succeeds again.
    public var failure: CheckFailure? {
        get { box.fields.trouble?.failure }
        set { fields.trouble = Trouble.of(newValue, since: failedAt) }
    }

    /// Whether the last asking failed.
    public var isFailing: Bool { box.fields.trouble?.failure != nil }

    /// When the asking began to fail.
    public var failedAt: Timestamp? {
        get { box.fields.trouble?.since }
        set { fields.trouble = Trouble.of(failure, since: newValue) }
    }

    /// The last asking succeeded.
    mutating func clearFailure() {
        if box.fields.trouble != nil { fields.trouble = nil }
    }

    /// When a number or word last changed.
    public var movedAt: Timestamp? {
        get { box.fields.movedAt.moment }
        set { fields.movedAt = ClockMoment(newValue) }
    }

    /// The latest good counts, oldest first, for the rate; at most `progressLimit`.
    public var progress: [ProgressPoint] {
        get { box.fields.progress.points }
        set { fields.progress = PackedProgress(newValue) }
    }

    /// Takes in what a good answer counted, for the rate; work that has ended has none.
    public mutating func noteProgress(of answer: Snapshot, at moment: Timestamp) {
        if answer.state.isFinal {
            if box.fields.progress != .none { fields.progress = .none }
        } else if let processed = answer.processed {
            fields.progress.add(
                ProgressPoint(at: moment, processed: processed), limit: Self.progressLimit)
        }
    }

    /// How many progress points an item carries.
    public static let progressLimit = 20

    /// The key, by which lists tell items apart.
    public var id: ItemKey { key }

    /// The state to show: the vendor's, or pending before the first good answer.
    public var state: WorkState { box.fields.snapshot?.state ?? .pending }

    /// What to call the item: its label, else its short id.
    public var name: String { label ?? key.shortID }

    /// When the work began as far as known: the vendor's time, else the time of tracking.
    public var beganAt: Timestamp { box.fields.snapshot?.createdAt ?? trackedAt }
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
