/// An entry as it stands in the activity record: numbered, signed by its origin and chained.
public struct RecordedActivity: Equatable, Sendable {
    /// Its number; the first entry has 1, and none is left out.
    public var sequence: Int
    /// What happened.
    public var entry: ActivityEntry
    /// Who wrote it, from where.
    public var origin: Origin
    /// SHA-256 over the previous entry's hash and all of this entry, 64 hex digits.
    public var hash: String

    /// A recorded entry.
    public init(sequence: Int, entry: ActivityEntry, origin: Origin, hash: String) {
        self.sequence = sequence
        self.entry = entry
        self.origin = origin
        self.hash = hash
    }
}

/// Which entries of the activity record are wanted; what is nil does not matter.
public struct ActivityFilter: Equatable, Sendable {
    /// Of this item.
    public var key: ItemKey?
    /// By this operator.
    public var operatorName: String?
    /// Not before this moment.
    public var since: Timestamp?

    /// A filter that lets through what agrees with everything given.
    public init(key: ItemKey? = nil, operatorName: String? = nil, since: Timestamp? = nil) {
        self.key = key
        self.operatorName = operatorName
        self.since = since
    }
}
