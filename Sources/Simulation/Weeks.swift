import Domain
import Glibc
import Polling
import Sandbox
import Store
import Vendors

/// Weeks of polling under a clock that is driven: the real schedule, poller, store and clients
/// against the sandbox, with outages, throttling, restarts, sleep and a clock that jumps.
public struct Weeks: Sendable {
    /// For how long.
    public var days: Int
    /// How many items are tracked.
    public var items: Int
    /// Decides outcomes, jitter and the sandbox's items.
    public var seed: UInt64
    /// A folder to keep the store in.
    public var folder: String

    /// A simulation.
    public init(days: Int, items: Int, seed: UInt64 = 1, folder: String) {
        self.days = days
        self.items = items
        self.seed = seed
        self.folder = folder
    }

    /// What came of it.
    public struct Report: Sendable {
        /// Checks that were begun.
        public var checks = 0
        /// Requests that each vendor counted.
        public var requests: [String: Int] = [:]
        /// Items that are final at the vendors at the end.
        public var finals = 0
        /// Of those, the ones that the store has otherwise.
        public var unseen: [String] = []
        /// Requests that a limit did not allow.
        public var violations: [String] = []
        /// Checks of items that were final before.
        public var checkedAfterEnd: [String] = []
        /// Resident memory in bytes at the end of each day.
        public var memory: [Int] = []
        /// The store's size in bytes at the end of each day.
        public var storeSize: [Int] = []
    }

    static let start: Int64 = 1_760_000_000_000
    static let day: Int64 = 86_400_000
    /// Deepvue's plan "growth".
    static let limits = [
        RateLimit(5, in: .seconds(1)), RateLimit(500, in: .seconds(60)),
        RateLimit(20_000, in: .seconds(86_400)),
    ]

    /// Runs it, telling the days as they end.
    public func run(progress: (Int) -> Void = { _ in }) async throws -> Report {
        let clock = SimulatedClock(startingAt: Self.start)
        let sandbox = Sandbox(
            configuration: SandboxConfiguration(
                seed: seed, batches: items, startedAt: Self.start,
                faults: try Faults(parsing: "throttled,retry-after,deepvue-plan=growth"),
                now: { clock.now }))
        let vendors = CountingVendors(sandbox, clock: clock, limits: Self.limits)
        let ends = WatchedClient.Ends()
        var generator = Generator(state: seed)
        var console = try await Console(self, clock, vendors, ends, seed: generator.next())
        try await console.track(sandbox)
        var report = Report()
        var events = disturbances()[...]
        var nextDay = Self.start + Self.day
        await console.start()
        while report.memory.count < days {
            let wake = await console.advance()
            var next = min(wake ?? nextDay, nextDay)
            if let event = events.first { next = min(next, event.at) }
            clock.advance(to: max(next, clock.now + 1))
            if let event = events.first, event.at <= clock.now {
                events.removeFirst()
                switch event.what {
                case .cut(let isCutOff): vendors.cut(isCutOff)
                case .down(let names): vendors.setDown(names)
                case .sleep(let length): clock.advance(to: clock.now + length)
                case .clock(let error): clock.error = error
                case .restart:
                    await console.stop()
                    console = try await Console(self, clock, vendors, ends, seed: generator.next())
                    await console.start()
                case .kill:
                    await console.abandon()
                    console = try await Console(self, clock, vendors, ends, seed: generator.next())
                    await console.start()
                }
            }
            while clock.now >= nextDay {
                report.memory.append(Self.residentMemory())
                report.storeSize.append(console.storeSize)
                progress(report.memory.count)
                nextDay += Self.day
            }
        }
        // Everything that is due has its turn before the account is drawn up.
        vendors.cut(false)
        vendors.setDown([])
        let limit = clock.now + 4 * 3_600_000
        while let wake = await console.advance(), clock.now < limit {
            clock.advance(to: max(wake, clock.now + 1))
        }
        report.checks = ends.checks
        report.requests = vendors.requests
        report.violations = vendors.violations
        report.checkedAfterEnd = ends.again.map(\.description)
        try await console.compare(with: sandbox, clock: clock, at: limit, into: &report)
        await console.stop()
        return report
    }

    /// Resident memory in bytes (proc(5), `statm`).
    static func residentMemory() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, file) != nil else { return 0 }
        let text = String(
            decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
