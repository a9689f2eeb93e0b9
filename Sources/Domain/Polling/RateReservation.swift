import Synchronization

/// The one request that was counted against a budget before its work began. Whoever sends asks
/// here first, so that it is not counted twice, and that what it sends beyond it is counted too.
/// Who does one work after the other renews it for each.
public final class RateReservation: Sendable {
    /// The reservation of the work that this task does; nil when nothing was counted before.
    @TaskLocal public static var current: RateReservation?

    private let isUsed = Mutex(false)

    /// A reservation of one request.
    public init() {}

    /// Reserves one request again: the next work begins.
    public func renew() { isUsed.withLock { $0 = false } }

    /// True the first time: the request was counted already.
    public func use() -> Bool {
        isUsed.withLock { isUsed in
            defer { isUsed = true }
            return !isUsed
        }
    }
}
