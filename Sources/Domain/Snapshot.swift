/// What a vendor's good answer said about one piece of work, in Vigil's words.
///
/// Numbers are the vendor's own: nothing is clamped or corrected, and what the vendor did not
/// say is nil.
public struct Snapshot: Equatable, Sendable {
    /// The state in the common set of words.
    public var state: WorkState
    /// The vendor's own word, as it came; nil where the vendor has none.
    public var vendorState: String?
    /// Records, rows or stamps in all.
    public var total: Int?
    /// Records handled, well or badly.
    public var processed: Int?
    /// Records that failed.
    public var failed: Int?
    /// Records that passed.
    public var succeeded: Int?
    /// The stamps of an e-stamp order by group.
    public var groups: StampGroups? {
        get { rest?.fields.groups }
        set { change { $0.groups = newValue } }
    }
    /// Whether a result file can be fetched now; its link is never kept.
    public var resultAvailable: Bool
    /// The vendor's reason for a failure.
    public var failureReason: String? {
        get { rest?.fields.failureReason }
        set { change { $0.failureReason = newValue } }
    }
    /// When the vendor accepted the work.
    public var createdAt: Timestamp?
    /// When the vendor began it.
    public var startedAt: Timestamp?
    /// When the vendor finished it.
    public var completedAt: Timestamp?
    /// When the vendor last touched it.
    public var updatedAt: Timestamp?
    /// Sentences that say how the vendor's numbers contradict each other; empty when they agree.
    public var contradictions: [String] {
        get { rest?.fields.contradictions ?? [] }
        set { change { $0.contradictions = newValue } }
    }
    /// The vendor's remaining documented fields in the order to show them, personal data masked.
    public var facts: [Fact] {
        get { rest?.fields.facts ?? [] }
        set { change { $0.facts = newValue } }
    }

    /// What most answers do not have, kept apart so that a hundred thousand of them stay small.
    private var rest: Rest?

    private struct Fields: Equatable {
        var groups: StampGroups?
        var failureReason: String?
        var contradictions: [String] = []
        var facts: [Fact] = []

        var isEmpty: Bool {
            groups == nil && failureReason == nil && contradictions.isEmpty && facts.isEmpty
        }
    }

    private final class Rest: Equatable, Sendable {
        let fields: Fields

        init(_ fields: Fields) { self.fields = fields }

        static func == (left: Rest, right: Rest) -> Bool {
            left === right || left.fields == right.fields
        }
    }

    private mutating func change(_ change: (inout Fields) -> Void) {
        var fields = rest?.fields ?? Fields()
        change(&fields)
        rest = fields.isEmpty ? nil : Rest(fields)
    }

    /// A snapshot with the state and whatever else is known.
    public init(
        state: WorkState, vendorState: String? = nil, total: Int? = nil, processed: Int? = nil,
        failed: Int? = nil, succeeded: Int? = nil, groups: StampGroups? = nil,
        resultAvailable: Bool = false, failureReason: String? = nil,
        createdAt: Timestamp? = nil, startedAt: Timestamp? = nil, completedAt: Timestamp? = nil,
        updatedAt: Timestamp? = nil, contradictions: [String] = [], facts: [Fact] = []
    ) {
        self.state = state
        self.vendorState = vendorState
        self.total = total
        self.processed = processed
        self.failed = failed
        self.succeeded = succeeded
        self.resultAvailable = resultAvailable
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.updatedAt = updatedAt
        let fields = Fields(
            groups: groups, failureReason: failureReason, contradictions: contradictions,
            facts: facts)
        rest = fields.isEmpty ? nil : Rest(fields)
    }

    /// One named value of the vendor's answer, in the vendor's own spelling.
    public struct Fact: Equatable, Sendable {
        /// The vendor's field name.
        public var name: String
        /// The value as text, masked where it is personal.
        public var value: String

        /// A field and its value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Records the vendor has not accounted for: for a stamp order the quantity less the three
    /// groups, for anything else total less processed once the work is final. Nil when it cannot
    /// be known; negative when the vendor counted too many.
    public var unaccounted: Int? {
        guard let total, groups != nil || state.isFinal, let counted = groups?.count ?? processed
        else { return nil }
        let (rest, overflow) = total.subtractingReportingOverflow(counted)
        return overflow ? nil : rest
    }
}
