/// What a vendor's good answer said about one piece of work, in Vigil's words.
///
/// Numbers are the vendor's own: nothing is clamped or corrected, and what the vendor did not
/// say is nil.
public struct Snapshot: Equatable, Sendable {
    /// The vendor's own word, as it came; nil where the vendor has none.
    public var vendorState: String?
    /// What most answers do not have, kept apart so that a hundred thousand of them stay small.
    private var rest: Rest?
    private var created = PackedMoment()
    private var started = PackedMoment()
    private var completed = PackedMoment()
    private var updated = PackedMoment()
    /// As 32 bits; a larger one is in `rest`.
    private var counts: [4 of Int32] = [0, 0, 0, 0]
    private var known: UInt8 = 0
    /// The state in the common set of words.
    public var state: WorkState
    /// Whether a result file can be fetched now; its link is never kept.
    public var resultAvailable: Bool
    /// Records, rows or stamps in all.
    public var total: Int? {
        get { count(0) }
        set { setCount(0, newValue) }
    }
    /// Records handled, well or badly.
    public var processed: Int? {
        get { count(1) }
        set { setCount(1, newValue) }
    }
    /// Records that failed.
    public var failed: Int? {
        get { count(2) }
        set { setCount(2, newValue) }
    }
    /// Records that passed.
    public var succeeded: Int? {
        get { count(3) }
        set { setCount(3, newValue) }
    }
    /// The stamps of an e-stamp order by group.
    public var groups: StampGroups? {
        get { rest?.fields.groups }
        set { change { $0.groups = newValue } }
    }
    /// The vendor's reason for a failure.
    public var failureReason: String? {
        get { rest?.fields.failureReason }
        set { change { $0.failureReason = newValue } }
    }
    /// When the vendor accepted the work.
    public var createdAt: Timestamp? {
        get { created.moment }
        set { created = PackedMoment(newValue) }
    }
    /// When the vendor began it.
    public var startedAt: Timestamp? {
        get { started.moment }
        set { started = PackedMoment(newValue) }
    }
    /// When the vendor finished it.
    public var completedAt: Timestamp? {
        get { completed.moment }
        set { completed = PackedMoment(newValue) }
    }
    /// When the vendor last touched it.
    public var updatedAt: Timestamp? {
        get { updated.moment }
        set { updated = PackedMoment(newValue) }
    }
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

    /// One of the four counts; a bit says whether the vendor gave it.
    private func count(_ place: Int) -> Int? {
        guard known & 1 << place != 0 else { return nil }
        return rest?.fields.largeCounts[place] ?? Int(counts[place])
    }

    private mutating func setCount(_ place: Int, _ count: Int?) {
        known = count == nil ? known & ~(1 << place) : known | 1 << place
        let small = count.map(Int32.init(truncatingIfNeeded:)) ?? 0
        counts[place] = small
        let large = count == nil || count == Int(small) ? nil : count
        if rest?.fields.largeCounts[place] != large { change { $0.largeCounts[place] = large } }
    }

    private struct Fields: Equatable {
        var groups: StampGroups?
        var failureReason: String?
        var contradictions: [String] = []
        var facts: [Fact] = []
        var largeCounts: [Int: Int] = [:]

        var isEmpty: Bool {
            groups == nil && failureReason == nil && contradictions.isEmpty && facts.isEmpty
                && largeCounts.isEmpty
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
        self.resultAvailable = resultAvailable
        created = PackedMoment(createdAt)
        started = PackedMoment(startedAt)
        completed = PackedMoment(completedAt)
        updated = PackedMoment(updatedAt)
        if groups != nil || failureReason != nil || !contradictions.isEmpty || !facts.isEmpty {
            rest = Rest(
                Fields(
                    groups: groups, failureReason: failureReason, contradictions: contradictions,
                    facts: facts))
        }
        setCount(0, total)
        setCount(1, processed)
        setCount(2, failed)
        setCount(3, succeeded)
    }

    /// Two answers are the same when they say the same.
    public static func == (left: Snapshot, right: Snapshot) -> Bool {
        left.state == right.state && left.vendorState == right.vendorState
            && left.resultAvailable == right.resultAvailable && left.known == right.known
            && left.counts.indices.allSatisfy { left.counts[$0] == right.counts[$0] }
            && left.created == right.created && left.started == right.started
            && left.completed == right.completed && left.updated == right.updated
            && left.rest == right.rest
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
