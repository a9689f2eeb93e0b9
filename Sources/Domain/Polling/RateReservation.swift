import Synchronization

/// The one request that was counted against a budget before its work began. Whoever sends asks
/// here first, so that it is not counted twice, and that what it sends beyond it is counted too.
public final class RateReservation: Sendable {
    /// The reservation of the work that this task does; nil when nothing was counted before.
    @TaskLocal public static var current: RateReservation?

    private let isUsed = Mutex(false)

    /// A reservation of one request.
    public init() {}

    /// True the first time: the request was counted already.
    public func use() -> Bool {
        isUsed.withLock { isUsed in
            defer { isUsed = true }
            return !isUsed
        }
    }
}
