/// Several flags in one byte, for lists of many items.
public struct FlagSet: OptionSet, Hashable, Sendable {
    /// A bit for each flag.
    public let rawValue: UInt8

    /// The flags of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Past the vendor's own time limit and not final.
    public static let overdue = FlagSet(rawValue: 1)
    /// The last good answer is too old.
    public static let stale = FlagSet(rawValue: 2)
    /// No number and no word has changed for a long time.
    public static let stuck = FlagSet(rawValue: 4)
    /// The vendor's numbers contradict each other.
    public static let inconsistent = FlagSet(rawValue: 8)

    /// These flags.
    public init(_ flags: some Sequence<Flag>) {
        self = flags.reduce(into: []) { $0.insert(FlagSet($1)) }
    }

    /// Whether this flag is among them.
    public func has(_ flag: Flag) -> Bool { contains(FlagSet(flag)) }

    private init(_ flag: Flag) {
        switch flag {
        case .overdue: self = .overdue
        case .stale: self = .stale
        case .stuck: self = .stuck
        case .inconsistent: self = .inconsistent
        }
    }
}

extension TrackedItem {
    /// What is remarkable about the item now (contract, section 1).
    public func flags(at now: Timestamp, cadence: Cadence) -> Set<Flag> {
        let flags = flagSet(at: now, cadence: cadence)
        return flags.isEmpty ? [] : Set(Flag.allCases.filter(flags.has))
    }

    /// The same in one byte.
    public func flagSet(at now: Timestamp, cadence: Cadence) -> FlagSet {
        var flags: FlagSet = []
        if snapshot?.contradictions.isEmpty == false { flags.insert(.inconsistent) }
        guard !state.isFinal else { return flags }
        let steps = cadence.steps
        let overdue = now.isLater(than: beganAt, by: steps.overdueAfter)
        if overdue { flags.insert(.overdue) }
        let interval = overdue ? steps.thenEvery : steps.every
        if now.isLater(than: checkedAt ?? trackedAt, by: interval.tripled) { flags.insert(.stale) }
        if let movedAt, now.isLater(than: movedAt, by: steps.stuckAfter) { flags.insert(.stuck) }
        return flags
    }

    /// Whether the work has taken longer than the vendor's own limit.
    public func isOverdue(at now: Timestamp, cadence: Cadence) -> Bool {
        !state.isFinal && now.isLater(than: beganAt, by: cadence.steps.overdueAfter)
    }
}

extension Timestamp {
    fileprivate func isLater(than moment: Timestamp, by milliseconds: Int64) -> Bool {
        self.milliseconds &- moment.milliseconds > milliseconds
    }
}

extension Int64 {
    /// Three times as much, held within 64 bits.
    var tripled: Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: 3)
        return overflow ? (self < 0 ? .min : .max) : product
    }
}
