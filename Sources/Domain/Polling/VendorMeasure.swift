/// What was seen of asking a vendor, beside its answers.
public struct VendorMeasure: Equatable, Sendable {
    /// How long its last answers took, the middle one of them; nil before the first.
    public var latency: Duration?
    /// Until when what it is asked with is good; nil where that is not known.
    public var credentialEnd: CredentialEnd?

    /// What was seen.
    public init(latency: Duration? = nil, credentialEnd: CredentialEnd? = nil) {
        self.latency = latency
        self.credentialEnd = credentialEnd
    }
}

/// When a credential ends.
public struct CredentialEnd: Equatable, Sendable {
    /// The moment.
    public var at: Timestamp
    /// Whether another takes its place by itself, without the operator.
    public var isRenewed: Bool

    /// An end.
    public init(at moment: Timestamp, isRenewed: Bool) {
        at = moment
        self.isRenewed = isRenewed
    }
}

/// How long the last few of something took.
public struct RecentTimes: Sendable {
    private var times: [Duration] = []

    /// How many are remembered.
    public static let limit = 15

    /// Nothing is known.
    public init() {}

    /// Takes one in.
    public mutating func add(_ time: Duration) {
        times.append(time)
        times.removeFirst(max(0, times.count - Self.limit))
    }

    /// The middle one in whole milliseconds, the slower of the two middle ones; nil of none.
    public var median: Duration? {
        guard !times.isEmpty else { return nil }
        return .milliseconds(times.sorted()[times.count / 2].milliseconds)
    }
}
