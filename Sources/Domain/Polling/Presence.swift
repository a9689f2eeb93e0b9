/// One process that polls on a store, so that the others can say who does.
public struct Presence: Equatable, Sendable {
    /// Tells processes apart even when their numbers are used again.
    public var process: String
    /// The process's number.
    public var number: Int
    /// Who runs it.
    public var operatorName: String?
    /// The terminal it is on, such as `pts/3`; nil without one.
    public var terminal: String?
    /// The machine's name.
    public var host: String
    /// Since when it is there.
    public var startedAt: Timestamp
    /// When it was last heard of.
    public var seenAt: Timestamp
    /// Whether polling by time goes on there.
    public var isPolling: Bool
    /// Whether it is the process that asks.
    public var isSelf: Bool

    /// A process.
    public init(
        process: String, number: Int, operatorName: String?, terminal: String?, host: String,
        startedAt: Timestamp, seenAt: Timestamp, isPolling: Bool, isSelf: Bool
    ) {
        self.process = process
        self.number = number
        self.operatorName = operatorName
        self.terminal = terminal
        self.host = host
        self.startedAt = startedAt
        self.seenAt = seenAt
        self.isPolling = isPolling
        self.isSelf = isSelf
    }

    /// So long after it was last heard of a process loses what it claimed: one that died, hangs
    /// or was stopped must not keep others from its items.
    public static let lease = Duration.seconds(8)
    /// How often a process says that it is there: often enough that a lease survives a late one.
    public static let heartbeat = Duration.seconds(2)
}
