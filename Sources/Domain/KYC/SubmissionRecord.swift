/// What is kept of a submission: who, when and what became of it; no personal value in clear.
public struct SubmissionRecord: Equatable, Sendable {
    /// Vigil's own id of the submission.
    public var id: String
    /// The vendor's customer id.
    public var customerID: String
    /// SHA-256 of the signed body, 64 hex digits.
    public var digest: String
    /// The body's fields in order, masked.
    public var masked: [Snapshot.Fact]
    /// When it was about to be sent.
    public var begunAt: Timestamp
    /// Who sent it.
    public var operatorName: String?
    /// What became of it.
    public var outcome: Outcome
    /// When that was known.
    public var settledAt: Timestamp?

    /// A submission about to be sent.
    public init(
        id: String, customerID: String, digest: String, masked: [Snapshot.Fact],
        begunAt: Timestamp, operatorName: String?
    ) {
        self.id = id
        self.customerID = customerID
        self.digest = digest
        self.masked = masked
        self.begunAt = begunAt
        self.operatorName = operatorName
        outcome = .inFlight
    }

    /// What became of a submission; the raw value is what the store keeps.
    public enum Outcome: String, CaseIterable, Sendable {
        /// Noted, not settled yet.
        case inFlight = "in_flight"
        /// The vendor took it.
        case accepted
        /// The vendor refused it, or it never left.
        case rejected
        /// It may have arrived; to be looked up.
        case unknown
    }
}
