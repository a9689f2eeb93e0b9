/// How often one kind of work is looked at, and when it is late; to the millisecond.
public struct Cadence: Hashable, Sendable {
    /// From tracking to the first check.
    public var first: Duration {
        get { .milliseconds(steps.first) }
        set { steps.first = newValue.milliseconds }
    }
    /// Between checks.
    public var every: Duration {
        get { .milliseconds(steps.every) }
        set { steps.every = newValue.milliseconds }
    }
    /// From the start of the work until it counts as overdue.
    public var overdueAfter: Duration {
        get { .milliseconds(steps.overdueAfter) }
        set { steps.overdueAfter = newValue.milliseconds }
    }
    /// Between checks once overdue.
    public var thenEvery: Duration {
        get { .milliseconds(steps.thenEvery) }
        set { steps.thenEvery = newValue.milliseconds }
    }
    /// Without any change for this long, the work counts as stuck.
    public var stuckAfter: Duration {
        get { .milliseconds(steps.stuckAfter) }
        set { steps.stuckAfter = newValue.milliseconds }
    }

    /// The same in whole milliseconds: items are judged by the ten thousand, and a `Duration` is
    /// a number of 128 bits.
    private(set) var steps: Steps

    struct Steps: Hashable, Sendable {
        var first: Int64
        var every: Int64
        var overdueAfter: Int64
        var thenEvery: Int64
        var stuckAfter: Int64
    }

    /// A cadence of its five durations.
    public init(
        first: Duration, every: Duration, overdueAfter: Duration, thenEvery: Duration,
        stuckAfter: Duration
    ) {
        steps = Steps(
            first: first.milliseconds, every: every.milliseconds,
            overdueAfter: overdueAfter.milliseconds, thenEvery: thenEvery.milliseconds,
            stuckAfter: stuckAfter.milliseconds)
    }

    /// The same cadence run `speed` times as fast.
    public func scaled(by speed: Double) -> Cadence {
        func quick(_ duration: Duration) -> Duration {
            let milliseconds = (Double(duration.milliseconds) / speed).rounded(.up)
            // A speed near zero asks for more than any count of milliseconds.
            return .milliseconds(Int64(max(0, min(milliseconds, 1e15))))
        }
        return Cadence(
            first: quick(first), every: quick(every), overdueAfter: quick(overdueAfter),
            thenEvery: quick(thenEvery), stuckAfter: quick(stuckAfter))
    }

    /// The interval in force for an item.
    public func interval(overdue: Bool) -> Duration { overdue ? thenEvery : every }

    /// The vendors' documented cadences (contract, section 3).
    public static func standard(for kind: Kind) -> Cadence {
        switch kind {
        case .reap:
            Cadence(
                first: .seconds(60), every: .seconds(30), overdueAfter: .seconds(30 * 60),
                thenEvery: .seconds(5 * 60), stuckAfter: .seconds(15 * 60))
        case .deepvue:
            Cadence(
                first: .seconds(60), every: .seconds(60), overdueAfter: .seconds(30 * 60),
                thenEvery: .seconds(10 * 60), stuckAfter: .seconds(2 * 3600))
        case .stamps:
            Cadence(
                first: .zero, every: .seconds(60), overdueAfter: .seconds(24 * 3600),
                thenEvery: .seconds(15 * 60), stuckAfter: .seconds(6 * 3600))
        case .report:
            Cadence(
                first: .seconds(5), every: .seconds(15), overdueAfter: .seconds(30 * 60),
                thenEvery: .seconds(5 * 60), stuckAfter: .seconds(30 * 60))
        case .kyc:
            Cadence(
                first: .seconds(60), every: .seconds(60), overdueAfter: .seconds(2 * 3600),
                thenEvery: .seconds(10 * 60), stuckAfter: .seconds(24 * 3600))
        }
    }
}

/// The cadence of every kind.
public struct Cadences: Equatable, Sendable {
    private var cadences = Kind.allCases.map(Cadence.standard)

    /// The vendors' documented cadences.
    public init() {}

    /// The cadence of one kind.
    public subscript(kind: Kind) -> Cadence {
        get { cadences[kind.rank] }
        set { cadences[kind.rank] = newValue }
    }

    /// Every cadence run `speed` times as fast.
    public func scaled(by speed: Double) -> Cadences {
        var scaled = Cadences()
        for kind in Kind.allCases { scaled[kind] = self[kind].scaled(by: speed) }
        return scaled
    }
}
