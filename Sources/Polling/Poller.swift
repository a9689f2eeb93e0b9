public import Domain

/// Asks the vendors about what is tracked, as the schedule says, keeps the answers in the store
/// and tells about them.
///
/// Between `start()` and `stop()` it keeps itself alive. It sleeps in one task at most, and in
/// none when nothing is due ever again.
public actor Poller {
    private var clients: [Vendor: any VendorClient]
    private let repository: any Repository
    private let cadences: Cadences
    private let now: @Sendable () -> Timestamp
    private let random: @Sendable () -> Double
    private let report: @Sendable (PollerReport) -> Void

    private var schedule: Schedule
    private var items: [ItemKey: TrackedItem] = [:]
    private var checks: [ItemKey: Task<Void, Never>] = [:]
    private var conditions: [Vendor: VendorCondition] = [:]
    private var sleeper: Task<Void, Never>?
    private var wakesAt: Timestamp?
    private var isRunning = false
    private var isPaused = false
    /// What the store could not take yet: items, and what the activity record should get.
    private var unsaved: [ItemKey: [ActivityEntry]] = [:]
    /// The store's failure that was reported; nil while it works.
    private var storeFailure: StoreFailure?

    /// A poller that is not running yet. `random` gives numbers from 0 up to but not including 1;
    /// `report` is called in the order of events and must not wait.
    public init(
        clients: [Vendor: any VendorClient], repository: any Repository, cadences: Cadences,
        now: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> Double,
        report: @escaping @Sendable (PollerReport) -> Void
    ) {
        self.clients = clients
        self.repository = repository
        self.cadences = cadences
        self.now = now
        self.random = random
        self.report = report
        schedule = Schedule(cadences: cadences)
    }

    /// Begins with what the store says is tracked, which the caller gives when it has just read
    /// it. When the store cannot say, that is reported and the poller waits for `add` and
    /// `replaceAll`.
    public func start(with loaded: [TrackedItem]? = nil) async {
        guard !isRunning else { return }
        isRunning = true
        schedule = Schedule(cadences: cadences)
        handle(.paused(isPaused))
        do throws(StoreFailure) {
            let stored =
                if let loaded { loaded } else {
                    try await repository.items(includingUntracked: false)
                }
            // What was added while the store was read may not be in what was read.
            let known = Set(stored.map(\.key))
            replaceAll(stored + items.values.filter { !known.contains($0.key) })
        } catch {
            storeFailed(error)
        }
    }

    /// Ends every check that is on its way and returns when nothing runs any more; what was
    /// answered before is in the store.
    public func stop() async {
        isRunning = false
        sleeper?.cancel()
        for check in checks.values { check.cancel() }
        await sleeper?.value
        for check in Array(checks.values) { await check.value }
        sleeper = nil
        wakesAt = nil
        checks = [:]
        await keepUnsaved()
    }

    /// Watches an item from now on, or takes its new label.
    public func add(_ item: TrackedItem) {
        let item = items[item.key]?.renamed(as: item) ?? item
        items[item.key] = item
        if isPollable(item.key) { handle(.tracked(item)) }
    }

    /// Watches an item no more; an answer still on its way is dropped.
    public func remove(_ key: ItemKey) {
        items[key] = nil
        handle(.untracked(key))
    }

    /// Asks about these items as soon as their vendor's limits allow.
    public func check(_ keys: [ItemKey]) { handle(.asked(keys)) }

    /// Stops or goes on polling by time; what is asked for is checked all the same.
    public func setPaused(_ isPaused: Bool) {
        self.isPaused = isPaused
        handle(.paused(isPaused))
    }

    /// Takes what another process made of the store: exactly these items are watched. Where this
    /// poller asked later than what was loaded, its own answer stands.
    public func replaceAll(_ loaded: [TrackedItem]) {
        let known = items
        items = [:]
        for item in loaded {
            items[item.key] = item
            if let own = known[item.key], let asked = own.attemptedAt,
                item.attemptedAt.map({ $0 < asked }) ?? true
            {
                items[item.key] = own.renamed(as: item)
            }
        }
        handle(.loaded(items.values.filter { isPollable($0.key) }))
    }

    /// Asks a vendor with new credentials from now on, beginning with one check.
    public func replace(client: any VendorClient) {
        clients[client.vendor] = client
        handle(.credentialsChanged(client.vendor))
        handle(.loaded(items.values.filter { isPollable($0.key) }))
    }

    /// An item whose vendor is not configured is kept and shown but never asked about.
    private func isPollable(_ key: ItemKey) -> Bool { clients[key.kind.vendor] != nil }
}

// MARK: - Running the schedule

extension Poller {
    private func handle(_ event: Schedule.Event) {
        guard isRunning else { return }
        let actions = schedule.handle(event, at: now(), random: random)
        reportConditions()
        for case .check(let key) in actions { begin(key) }
        renewSleeper()
    }

    private func reportConditions() {
        for vendor in Vendor.allCases {
            let condition = schedule.condition(of: vendor)
            if condition != conditions[vendor, default: .ok] {
                conditions[vendor] = condition
                report(.vendorChanged(vendor, condition))
            }
        }
    }

    private func begin(_ key: ItemKey) {
        guard let client = clients[key.kind.vendor] else { return }
        report(.checkStarted(key))
        // The item's earlier check may still be writing to the store: answers are kept in order.
        let earlier = checks[key]
        checks[key] = Task {
            await earlier?.value
            await check(key, with: client)
        }
    }

    private func check(_ key: ItemKey, with client: any VendorClient) async {
        // The moment of asking is the latest of which the answer can be said to be true.
        let asked = now()
        var outcome: Result<Snapshot, CheckFailure>
        do throws(CheckFailure) {
            outcome = .success(try await client.check(key))
        } catch {
            outcome = .failure(error)
        }
        guard isRunning else { return }
        guard var item = items[key] else {
            handle(.finished(key, outcome, nil))
            return
        }
        let before = item
        let changes = item.take(outcome, at: asked)
        items[key] = item
        handle(.finished(key, outcome, item))
        items[key]?.nextCheckAt = schedule.nextCheck(of: key)
        let activity = ActivityEntry.entries(from: before, to: item, at: asked)
        let isKept = await keep(key, activity)
        // Removed or renamed in the meantime: what is told is how things are now.
        if let item = items[key] { report(.checked(item, changes, activity)) }
        if isKept { await keepUnsaved() }
    }

    /// Writes an item to the store; what cannot be written is remembered.
    private func keep(_ key: ItemKey, _ activity: [ActivityEntry]) async -> Bool {
        let activity = (unsaved.removeValue(forKey: key) ?? []) + activity
        guard let item = items[key] else { return true }
        do throws(StoreFailure) {
            try await repository.save(item, activity: activity)
            storeFailure = nil
            return true
        } catch {
            unsaved[key] = activity + (unsaved[key] ?? [])
            storeFailed(error)
            return false
        }
    }

    /// Writes what the store could not take earlier.
    private func keepUnsaved() async {
        for key in unsaved.keys.sorted() {
            guard await keep(key, []) else { return }
        }
    }

    /// Reports a failure of the store once until it works again or fails in another way.
    private func storeFailed(_ failure: StoreFailure) {
        if failure != storeFailure { report(.storeFailed(failure)) }
        storeFailure = failure
    }

    private func renewSleeper() {
        let wake = schedule.nextWake
        guard wake != wakesAt || sleeper == nil else { return }
        sleeper?.cancel()
        sleeper = nil
        wakesAt = wake
        guard let wake else { return }
        // A machine's sleep does not count as time for every clock: look again each minute.
        let pause = min(max(wake - now(), .zero), .seconds(60))
        sleeper = Task {
            guard (try? await Task.sleep(for: pause)) != nil else { return }
            wakesAt = nil
            handle(.timePassed)
        }
    }
}

extension TrackedItem {
    /// This item's answers under another's label and time of tracking.
    fileprivate func renamed(as other: TrackedItem) -> TrackedItem {
        var item = self
        item.label = other.label
        item.trackedAt = other.trackedAt
        return item
    }
}
