/// Where what is tracked, what was seen and what was done is kept.
public protocol Repository: SharedPolling {
    /// Every item that is tracked, or with `includingUntracked` every item ever tracked, in the
    /// order of tracking.
    func items(includingUntracked: Bool) async throws(StoreFailure) -> [TrackedItem]

    /// Starts watching; says whether it was watched already. A label given now replaces an older
    /// one. An item that had been untracked is watched again with its history.
    func track(
        _ key: ItemKey, label: String?, at moment: Timestamp, by operatorName: String?
    ) async throws(StoreFailure) -> Tracking

    /// Stops watching and keeps the history; false when it was not watched.
    func untrack(
        _ key: ItemKey, at moment: Timestamp, by operatorName: String?
    ) async throws(StoreFailure) -> Bool

    /// Keeps an item after a check, with what there is to say about it, in one transaction.
    /// An item untracked meanwhile stays untracked.
    func save(_ item: TrackedItem, activity: [ActivityEntry]) async throws(StoreFailure)

    /// Keeps checks that ended, then asks to be the one that checks other items now: all of it at
    /// the price of one transaction where the store has any. What cannot be kept fails alone.
    func keep(
        _ ended: [EndedCheck], claiming wishes: [ClaimWish], at moment: Timestamp
    ) async -> RoundAnswer

    /// Adds to the activity record.
    func append(_ entry: ActivityEntry) async throws(StoreFailure)

    /// The latest entries, newest first.
    func activity(limit: Int) async throws(StoreFailure) -> [ActivityEntry]

    /// Notes a submission before it is sent. Refused with `.refused` while one for the same
    /// customer is in flight, accepted or unknown.
    func beginSubmission(_ record: SubmissionRecord) async throws(StoreFailure)

    /// Notes what became of a submission.
    func settleSubmission(
        id: String, as outcome: SubmissionRecord.Outcome, at moment: Timestamp
    ) async throws(StoreFailure)

    /// Every submission noted for a customer, newest first; for all customers when nil.
    func submissions(
        forCustomer id: String?
    ) async throws(StoreFailure) -> [SubmissionRecord]
}

/// Whether an item was new to the watch list.
public enum Tracking: Equatable, Sendable {
    case added
    case alreadyTracked
}

/// Why the store could not do what was asked.
public struct StoreFailure: Error, Equatable, Sendable {
    /// A code to decide on.
    public var reason: Reason
    /// One sentence that says what is wrong, where, and what to do.
    public var message: String

    /// A failure.
    public init(_ reason: Reason, message: String) {
        self.reason = reason
        self.message = message
    }

    /// The classes an operator can do something about.
    public enum Reason: Sendable {
        /// No such folder, no rights, read-only.
        case cannotOpen
        /// There is no store where one is to be looked at.
        case absent
        /// Another process holds it.
        case locked
        /// No room left.
        case full
        /// Not a store, or damaged.
        case damaged
        /// Written by a newer Vigil.
        case newer
        /// What was asked is not allowed now, such as a second submission for a customer.
        case refused
        /// Anything else SQLite says.
        case other
    }
}
