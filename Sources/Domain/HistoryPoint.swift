/// How an item stood at one check, for graphs and for the record.
public struct HistoryPoint: Equatable, Sendable {
    /// When the vendor was asked.
    public var at: Timestamp
    /// The state then; a check that failed leaves it as it was.
    public var state: WorkState
    /// The vendor's own word; nil where the vendor has none, and for a check that failed.
    public var vendorState: String?
    /// Records in all; the counts of a check that failed are nil.
    public var total: Int?
    /// Records handled.
    public var processed: Int?
    /// Records that failed.
    public var failed: Int?
    /// Records that passed.
    public var succeeded: Int?
    /// Why the check failed; nil when it did not.
    public var failure: CheckFailure.Reason?

    /// A point of the history.
    public init(
        at: Timestamp, state: WorkState, vendorState: String? = nil, total: Int? = nil,
        processed: Int? = nil, failed: Int? = nil, succeeded: Int? = nil,
        failure: CheckFailure.Reason? = nil
    ) {
        self.at = at
        self.state = state
        self.vendorState = vendorState
        self.total = total
        self.processed = processed
        self.failed = failed
        self.succeeded = succeeded
        self.failure = failure
    }
}

/// What was seen of items over time.
public protocol ItemHistory: Sendable {
    /// How an item came to be what it is, oldest first: every check of the last hours, with age
    /// the last of each minute, hour and day, and each change of state for good.
    func history(of key: ItemKey) async throws(StoreFailure) -> [HistoryPoint]

    /// The latest checks of an item with what each said, newest first, some hundred at most.
    func checks(of key: ItemKey) async throws(StoreFailure) -> [CheckRecord]
}
