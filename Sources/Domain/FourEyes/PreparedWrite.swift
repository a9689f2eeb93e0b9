/// A write to a vendor that one login prepared and another has to release: who, when and what,
/// masked; its content is sealed, and gone once it was sent or its time is over.
public struct PreparedWrite: Equatable, Sendable {
    /// Vigil's own id of it, 12 hex digits.
    public var id: String
    /// What sort of write.
    public var sort: Sort
    /// What it is about, in one line without personal data: a customer, a file's name.
    public var subject: String
    /// Its fields in order, masked.
    public var masked: [Snapshot.Fact]
    /// The sealed content, printable; nil once it is gone.
    public var sealed: String?
    /// SHA-256 of the content, 64 hex digits.
    public var digest: String
    /// When it was prepared.
    public var preparedAt: Timestamp
    /// The account of the operating system that prepared it.
    public var preparedBy: String
    /// The operator's name, as in the activity record.
    public var operatorName: String?
    /// When it was released; nil while it waits.
    public var releasedAt: Timestamp?

    /// A write that waits for its release.
    public init(
        id: String, sort: Sort, subject: String, masked: [Snapshot.Fact], sealed: String?,
        digest: String, preparedAt: Timestamp, preparedBy: String, operatorName: String?
    ) {
        self.id = id
        self.sort = sort
        self.subject = subject
        self.masked = masked
        self.sealed = sealed
        self.digest = digest
        self.preparedAt = preparedAt
        self.preparedBy = preparedBy
        self.operatorName = operatorName
    }

    /// The sorts of write that are prepared; the raw value is what the store keeps.
    public enum Sort: String, CaseIterable, Sendable {
        case submission
        case correction
        case upload
        case customer
        case order
    }

    /// How long it may be released.
    public static let lifetime = Duration.seconds(24 * 3600)

    /// The moment from which on it cannot be released any more.
    public var expiresAt: Timestamp { preparedAt + Self.lifetime }
}

/// Where writes wait for their release.
public protocol PreparedShelf: Sendable {
    /// Keeps a prepared write together with what the activity record says of it.
    func prepare(_ write: PreparedWrite, noting entries: [ActivityEntry])
        async throws(StoreFailure)

    /// The prepared writes whose id begins like this, the oldest first. The content of those
    /// whose time is over is forgotten.
    func prepared(beginning prefix: String, at moment: Timestamp)
        async throws(StoreFailure) -> [PreparedWrite]

    /// Takes a write for its release, once, together with what the activity record says of it.
    /// Refused with `.refused` when it was released before, its time is over, or the login is the
    /// one that prepared it.
    func takePrepared(
        _ id: String, by login: String, at moment: Timestamp, noting entry: ActivityEntry
    ) async throws(StoreFailure)

    /// Forgets a write that waits, together with what the activity record says of it. Refused with
    /// `.refused` when it does not wait any more.
    func withdrawPrepared(_ id: String, noting entry: ActivityEntry) async throws(StoreFailure)

    /// Notes how a release ended: what was sent is forgotten, what was not sent waits again.
    func settlePrepared(_ id: String, isSent: Bool) async throws(StoreFailure)
}
