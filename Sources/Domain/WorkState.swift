/// How far a piece of work is, in one set of words for every vendor.
public enum WorkState: String, CaseIterable, Hashable, Sendable {
    case pending
    case inProgress = "in_progress"
    case completed
    case failed
    /// The vendor said a word that is not known; it is shown as it came and polling goes on.
    case unknown

    /// Whether polling stops here.
    public var isFinal: Bool { self == .completed || self == .failed }
}

/// What is remarkable about an item beside its state.
public enum Flag: String, CaseIterable, Hashable, Sendable {
    /// Past the vendor's own time limit and not final.
    case overdue
    /// The last good answer is older than three of the current intervals.
    case stale
    /// No number and no word has changed for a long time.
    case stuck
    /// The vendor's numbers contradict each other.
    case inconsistent
}
