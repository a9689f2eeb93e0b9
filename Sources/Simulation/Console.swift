import Domain
import Glibc
import Polling
import Sandbox
import Store
import Synchronization
import Vendors

/// One run of a console in a simulation: a poller on the store with clients of every vendor.
final class Console: Sendable {
    private let clock: SimulatedClock
    private let store: SQLiteStore
    private let poller: Poller
    private let path: String

    init(
        _ weeks: Weeks, _ clock: SimulatedClock, _ vendors: CountingVendors,
        _ ends: WatchedClient.Ends, seed: UInt64
    ) async throws {
        self.clock = clock
        path = weeks.folder + "/vigil.db"
        let store = try SQLiteStore(path: path)
        self.store = store
        let numbers = Mutex(Generator(state: seed))
        let clients = await Self.clients(vendors, clock, store)
        poller = Poller(
            clients: clients.mapValues { WatchedClient(client: $0, ends: ends) },
            repository: store, cadences: Cadences(), operatorName: "simulation",
            now: { clock.console },
            random: { numbers.withLock { Double($0.next() >> 11) / Double(1 << 53) } },
            hasTimers: false, report: { _ in })
    }

    func start() async { await poller.start() }

    func stop() async {
        await poller.stop()
        await store.close()
    }

    /// Ends as a killed process does: nothing is said to anybody.
    func abandon() async { await store.close() }

    /// Does what is due and says when to call again, by the vendors' clock.
    func advance() async -> Int64? {
        await poller.advance().map { $0.milliseconds - clock.error }
    }

    func track(_ sandbox: Sandbox) async throws {
        for item in sandbox.items {
            guard let key = Self.key(of: item) else { continue }
            _ = try await store.track(key, label: item.label, at: clock.console, by: "simulation")
        }
    }

    /// Holds what the store knows against what the vendors say at a moment.
    func compare(
        with sandbox: Sandbox, clock: SimulatedClock, at moment: Int64,
        into report: inout Weeks.Report
    ) async throws {
        let plain = CountingVendors(sandbox, clock: clock, limits: [])
        let clients = await Self.clients(plain, clock, nil)
        for item in try await store.items(includingUntracked: false) {
            var truth: Snapshot?
            // The sandbox itself counts; here it is asked until it answers.
            for _ in 0..<20 where truth == nil {
                truth = try? await clients[item.key.kind.vendor]?.check(item.key)
                if truth == nil { clock.pass(.seconds(61)) }
            }
            guard let truth, truth.state.isFinal else { continue }
            report.finals += 1
            // What ended within the last hour may have its turn yet.
            let ended = truth.completedAt?.milliseconds ?? 0
            if item.state != truth.state, ended < moment - 3_600_000 {
                report.unseen.append("\(item.key) is \(item.state), should be \(truth.state)")
            }
        }
    }

    /// The bytes of the store and what SQLite keeps beside it.
    var storeSize: Int {
        ["", "-wal"].reduce(0) { sum, suffix in
            var status = stat()
            return stat(path + suffix, &status) == 0 ? sum + Int(status.st_size) : sum
        }
    }

    private static func key(of item: SandboxItem) -> ItemKey? {
        Kind(rawValue: item.kind).flatMap { ItemKey(kind: $0, id: item.id) }
    }

    private static func clients(
        _ vendors: CountingVendors, _ clock: SimulatedClock, _ store: SQLiteStore?
    ) async -> [Vendor: any VendorClient] {
        let now: @Sendable () -> Timestamp = { clock.console }
        let demo = SandboxCredentials.demo
        let base = CountingVendors.address
        let account = VendorAccount(credential: "simulated", limits: Weeks.limits)
        let meter = RateMeter(account, of: .deepvue)
        if let store { await meter.share(through: store) }
        var deepvue = DeepvueClient(
            baseURL: base, clientID: Secret(demo.deepvueClientID),
            clientSecret: Secret(demo.deepvueClientSecret),
            transport: MeteredTransport(
                vendors, meter: meter, prefix: base + "/v1/", now: now,
                // Time stands still while checks are on their way: what would have to wait fails.
                pause: { _ in throw CancellationError() }),
            now: now)
        deepvue.account = account
        return [
            .reap: ReapClient(
                baseURL: base, apiKey: Secret(demo.reapAPIKey), transport: vendors, now: now),
            .deepvue: deepvue,
            .surepass: SurepassClient(
                baseURL: base, token: Secret(demo.surepassToken), transport: vendors, now: now,
                pause: { clock.pass($0) }),
            .dollarpe: DollarPeClient(
                baseURL: base, apiKey: Secret(demo.dollarPeAPIKey),
                apiSecret: Secret(demo.dollarPeAPISecret), transport: vendors, now: now),
        ]
    }
}
