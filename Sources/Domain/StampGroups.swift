/// The stamps of one e-stamp order by what became of them (Surepass, bulk stamp order summary).
public struct StampGroups: Equatable, Sendable {
    /// Stamps still being made.
    public var pending: Group
    /// Stamps ready for use.
    public var available: Group
    /// Stamps that could not be made.
    public var failed: Group

    /// The three groups.
    public init(pending: Group, available: Group, failed: Group) {
        self.pending = pending
        self.available = available
        self.failed = failed
    }

    /// The three counts added up.
    public var count: Int { pending.count &+ available.count &+ failed.count }

    /// One group: the vendor's count and the vendor's list, which can contradict each other.
    public struct Group: Equatable, Sendable {
        /// How many the vendor says.
        public var count: Int
        /// The stamp ids the vendor lists.
        public var stamps: StampIDs

        /// A count and a list.
        public init(count: Int, stamps: some Sequence<String>) {
            self.count = count
            self.stamps = stamps as? StampIDs ?? StampIDs(stamps)
        }
    }
}
