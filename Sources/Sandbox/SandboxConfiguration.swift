/// What decides every answer of a sandbox, apart from what is sent to it.
public struct SandboxConfiguration: Sendable {
    /// Picks the ids, sizes and outcomes.
    public var seed: UInt64
    /// How many times faster than at the vendors work goes on.
    public var speed: Double
    /// How many items there are; the first ones are the showcase.
    public var batches: Int
    /// When the sandbox started, in milliseconds since 1970 UTC.
    public var startedAt: Int64
    /// What clients must present.
    public var credentials: SandboxCredentials
    /// What goes wrong, and what is decided otherwise than usual.
    public var faults: Faults
    /// The time in milliseconds since 1970 UTC.
    public var now: @Sendable () -> Int64

    /// The showcase's size.
    public static let standardBatches = Showcase.items.count

    /// A configuration; a speed outside 0.001 to 1,000,000 and a negative count are brought
    /// into range.
    public init(
        seed: UInt64 = 1, speed: Double = 1, batches: Int = SandboxConfiguration.standardBatches,
        startedAt: Int64, credentials: SandboxCredentials = .demo, faults: Faults = .none,
        now: @escaping @Sendable () -> Int64
    ) {
        self.seed = seed
        self.speed = speed >= 0.001 ? min(speed, 1_000_000) : 0.001
        self.batches = max(batches, 0)
        self.startedAt = startedAt
        self.credentials = credentials
        self.faults = faults
        self.now = now
    }
}
