/// What holds polling of one vendor with one credential back, as every process on a store knows
/// it.
public struct VendorTrouble: Equatable, Sendable {
    /// When this was learned; the latest holds.
    public var notedAt = Timestamp(milliseconds: 0)
    /// The credential that was used, as `VendorAccount` tells it.
    public var credential = ""
    /// Since when that credential is refused.
    public var refusedSince: Timestamp?
    /// Until when nothing at all is asked.
    public var waitUntil: Timestamp?
    /// Until when nothing is asked that the operator did not ask for.
    public var retryAt: Timestamp?
    /// Since when no usable answer came.
    public var failingSince: Timestamp?
    /// One check at a time until one is answered.
    public var isCautious = false
    /// How often the vendor was tried in vain since it counts as failing.
    public var rounds = 0
    /// When the latest of these rounds failed.
    public var roundFailedAt: Timestamp?

    /// No moment that a vendor or another process names silences anything for longer.
    public static let longestWait = Duration.seconds(24 * 3600)

    /// No trouble.
    public init() {}

    /// Whether nothing holds polling back.
    public var isNone: Bool {
        var other = VendorTrouble()
        (other.notedAt, other.credential) = (notedAt, credential)
        return self == other
    }

    /// Whether a check is held back at a moment. What the operator asks for goes through
    /// everything but the vendor's own wish to be left alone.
    public func holds(at now: Timestamp, isAsked: Bool) -> Bool {
        if let waitUntil, waitUntil > now { return true }
        if isAsked { return false }
        return refusedSince != nil || retryAt.map { $0 > now } ?? false
    }
}
