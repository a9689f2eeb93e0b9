/// What is kept of a write to a vendor other than a submission or an upload, which have journals
/// of their own: who, when, to what end and what became of it; no personal value in clear.
public struct WriteRecord: Equatable, Sendable {
    /// Vigil's own id of the write.
    public var id: String
    /// What sort of write.
    public var sort: Sort
    /// What it is about, the same for two writes of which one may be a double of the other: the
    /// customer's or the order's id, else the digest of the content.
    public var target: String
    /// SHA-256 of the content, 64 hex digits; nil where the target says everything.
    public var digest: String?
    /// The fields in order, masked.
    public var masked: [Snapshot.Fact]
    /// When it was about to be sent.
    public var begunAt: Timestamp
    /// Who sent it.
    public var operatorName: String?
    /// What became of it.
    public var outcome = SubmissionRecord.Outcome.inFlight
    /// What came of it, such as the id of the report or the customer.
    public var result: String?
    /// When the outcome was known.
    public var settledAt: Timestamp?

    /// A write about to be sent.
    public init(
        id: String, sort: Sort, target: String, digest: String? = nil,
        masked: [Snapshot.Fact] = [], begunAt: Timestamp, operatorName: String?
    ) {
        self.id = id
        self.sort = sort
        self.target = target
        self.digest = digest
        self.masked = masked
        self.begunAt = begunAt
        self.operatorName = operatorName
    }

    /// The sorts of write; the raw value is what the store keeps.
    public enum Sort: String, CaseIterable, Sendable {
        /// A usage report on a stamp order; the target is the order's id.
        case report
        /// An order of stamps; the target is the digest of the order.
        case order
        /// A correction of a customer's KYC; the target is the customer's id.
        case correction
        /// A new customer; the target is the digest of what is known of them.
        case customer
        /// A bulk verification; the target is the digest of its content.
        case bulkVerification = "bulk_verification"
    }
}

extension WriteRecord.Sort {
    /// How long after it was accepted the same write is taken for a double that somebody did not
    /// mean: stamps and customers are bought once. A correction may follow another as soon as
    /// that is settled, and so may a report, for one more does no harm.
    public var repetitionPause: Duration {
        switch self {
        case .order, .customer, .bulkVerification: .seconds(600)
        case .report, .correction: .zero
        }
    }

    /// What the operator calls it.
    public var words: String {
        switch self {
        case .report: "report on this order"
        case .order: "order like this"
        case .correction: "correction for this customer"
        case .customer: "customer like this"
        case .bulkVerification: "verification like this"
        }
    }
}

/// Where writes are noted before they are sent.
public protocol WriteJournal: Sendable {
    /// Notes a write; it may be sent once this returns.
    ///
    /// Refused with `.refused` while the same sort of write to the same target is in flight, has
    /// an unknown outcome, or was accepted less than its `repetitionPause` ago. `again`, which the
    /// operator has to ask for, overrules the last two. A report of unknown outcome stands in
    /// nobody's way after its pause: a second one does no harm.
    func beginWrite(_ record: WriteRecord, again: Bool) async throws(StoreFailure)

    /// Notes what became of a write. Accepted and rejected are final; unknown is settled again
    /// once the vendor was asked.
    func settleWrite(
        id: String, as outcome: SubmissionRecord.Outcome, result: String?, at moment: Timestamp
    ) async throws(StoreFailure)

    /// Every write that is not settled, newest first: on its way by a living process, or of
    /// unknown outcome, as those become here whose process died. Unknown ones are to be looked
    /// up, never sent again blindly.
    func openWrites(at moment: Timestamp) async throws(StoreFailure) -> [WriteRecord]
}
