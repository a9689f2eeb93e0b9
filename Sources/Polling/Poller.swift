public import Domain
import Synchronization

/// Asks the vendors about what is tracked, as the schedule says, keeps the answers in the store
/// and tells about them.
///
/// Each check is claimed in the store first, so of several pollers on one store one asks. When
/// the store cannot be used, polling goes on in memory and says so.
///
/// Between `start()` and `stop()` it keeps itself alive. It sleeps in two tasks at most: until
/// the next thing due, and until there is something to tell beside the items.
public actor Poller {
    var clients: [Vendor: any VendorClient]
    let repository: any Repository
    private(set) var cadences: Cadences
    let operatorName: String?
    let now: @Sendable () -> Timestamp
    let random: @Sendable () -> Double
    /// Where its tasks run; nil for where all others do.
    let executor: (any TaskExecutor)?
    let report: @Sendable (PollerReport) -> Void
    let tell: @Sendable (PollingNews) -> Void
    var told = PollingNews()
    var times = PerVendor(RecentTimes())
    /// Whether it goes by its own timers; otherwise `advance()` has to be called.
    let hasTimers: Bool

    var schedule: Schedule
    var items = ItemTable<TrackedItem>()
    /// The checks that wait for the store to grant them, in order.
    var wishes: [Wish] = []
    /// The checks that the store granted and that wait until their vendor has room.
    var granted = PerVendor(Granted())
    /// What was granted and will not be asked, for the store to know.
    var handedBack: [ItemKey] = []
    /// Those who ask vendors now, by number.
    var askers: [Int: Task<Void, Never>] = [:]
    var askersBegun = 0
    /// The checks that ended and wait to be kept, in order.
    var ended: [Ended] = []
    /// What brings wishes and ended checks to the store; nil while there are none.
    var round: Task<Void, Never>?
    var conditions = PerVendor(VendorCondition.ok)
    /// How often the vendors' troubles had changed when that was looked at.
    var troubleChanges = PerVendor(-1)
    var sleeper: Task<Void, Never>?
    var wakesAt: Timestamp?
    var teller: Task<Void, Never>?
    var tellsAt: Timestamp?
    var isRunning = false
    var isPaused = false
    /// What the store could not take yet: items, and what the activity record should get.
    var unsaved: [ItemKey: [ActivityEntry]] = [:]
    /// The store's failure that was reported; nil while it works.
    var storeFailure: StoreFailure?
    /// What others were told, or are being told, of the vendors.
    var noted = PerVendor(VendorTrouble())
    var noting: Task<Void, Never>?
    /// What the operator has before the eyes, and what the schedule knows of that.
    let gaze = Mutex<ItemKey?>(nil)
    var seen: ItemKey?

    /// A poller that is not running yet. `random` gives numbers from 0 up to but not including 1;
    /// `report` and `tell` are called in the order of events and must not wait; `tell` when others
    /// came or went, and at most every heartbeat while checks have news. Without timers of its own
    /// it does what is due when `advance()` is called. Its tasks run on `executor`, best where
    /// answers arrive.
    public init(
        clients: [Vendor: any VendorClient], repository: any Repository, cadences: Cadences,
        operatorName: String? = nil, now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable () -> Double, hasTimers: Bool = true,
        executor: (any TaskExecutor)? = nil,
        tell: @escaping @Sendable (PollingNews) -> Void = { _ in },
        report: @escaping @Sendable (PollerReport) -> Void
    ) {
        self.clients = clients
        self.repository = repository
        self.cadences = cadences
        self.operatorName = operatorName
        self.now = now
        self.random = random
        self.hasTimers = hasTimers
        self.executor = executor
        self.tell = tell
        self.report = report
        schedule = Schedule(cadences: cadences)
    }

    /// Begins with what the store says is tracked, which the caller gives when it has just read
    /// it. When the store cannot say, that is reported and the poller waits for `add` and
    /// `replaceAll`.
    public func start(with loaded: [TrackedItem]? = nil) async {
        guard !isRunning else { return }
        isRunning = true
        await prepare(Schedule(cadences: cadences))
        guard isRunning else { return }
        if hasTimers { attend() }
        do throws(StoreFailure) {
            let stored =
                if let loaded { loaded } else {
                    try await repository.items(includingUntracked: false)
                }
            // What was added while the store was read may not be in what was read.
            if items.isEmpty {
                replaceAll(stored)
            } else {
                let known = Set(stored.map(\.key))
                replaceAll(stored + items.values.filter { !known.contains($0.key) })
            }
        } catch {
            storeFailed(error)
        }
    }

    /// Ends every check that is on its way and returns when nothing runs any more; what was
    /// answered before is in the store.
    public func stop() async {
        isRunning = false
        sleeper?.cancel()
        teller?.cancel()
        wishes = []
        for vendor in Vendor.allCases { granted[vendor].wishes = [] }
        for asker in askers.values { asker.cancel() }
        await sleeper?.value
        await teller?.value
        while await finishOne() {}
        await noting?.value
        sleeper = nil
        teller = nil
        wakesAt = nil
        tellsAt = nil
        askers = [:]
        await keepUnsaved()
        try? await repository.depart()
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

    /// Takes note of what the operator has before the eyes: it goes before the others from the next
    /// thing on that happens. Waits for nothing and wakes nobody, for it is said at each key.
    public nonisolated func look(at key: ItemKey?) { gaze.withLock { $0 = key } }

    /// Stops or goes on polling by time; what is asked for is checked all the same.
    public func setPaused(_ isPaused: Bool) {
        self.isPaused = isPaused
        handle(.paused(isPaused))
        for vendor in Vendor.allCases { handBackUnwanted(of: vendor) }
        if isRunning, hasTimers { attend() }
    }

    /// Takes what another process made of the store: exactly these items are watched. Where this
    /// poller asked later than what was loaded, its own answer stands.
    public func replaceAll(_ loaded: [TrackedItem]) {
        let known = items
        items = ItemTable()
        items.reserve(loaded.count)
        for item in loaded { items[item.key] = merged(item, with: known[item.key]) }
        handle(.loaded(items.values.filter { isPollable($0.key) }))
    }

    /// Takes over what other processes changed: these items as they are in the store, those that
    /// are watched no more among them. Gives those that are news, as they are known now.
    public func learn(_ changed: [TrackedItem]) async -> [TrackedItem] {
        var learned: [TrackedItem] = []
        for item in changed {
            guard item.isTracked else {
                remove(item.key)
                continue
            }
            let merged = merged(item, with: items[item.key])
            guard merged != items[item.key] else { continue }
            items[item.key] = merged
            learned.append(merged)
        }
        if let troubles = try? await repository.troubles(of: credentials) {
            handle(.troubleKnown(troubles))
        }
        handle(.learned(learned.filter { isPollable($0.key) }))
        return learned
    }

    /// Asks a vendor with new credentials from now on, beginning with one check.
    public func replace(client: any VendorClient) {
        clients[client.vendor] = client
        troubleChanges[client.vendor] = -1
        handle(.accountKnown(client.vendor, client.account))
        handle(.credentialsChanged(client.vendor))
        handle(.loaded(items.values.filter { isPollable($0.key) }))
        tell(by: now() + Presence.heartbeat)
    }

    /// Asks a vendor no more; its items are kept.
    public func removeClient(of vendor: Vendor) {
        clients[vendor] = nil
        handle(.loaded(items.values.filter { isPollable($0.key) }))
        handBackUnwanted(of: vendor)
        tell(by: now() + Presence.heartbeat)
    }

    /// Looks at items as often as this from now on.
    public func replace(cadences: Cadences) {
        self.cadences = cadences
        handle(.cadencesChanged(cadences))
    }

    /// What is used of each vendor's rate limits, for those that name any.
    public func budgets() -> [Vendor: [RateBudget.Standing]] {
        var standings: [Vendor: [RateBudget.Standing]] = [:]
        for vendor in Vendor.allCases {
            standings[vendor] = schedule.budget(of: vendor)?.standing(at: now())
        }
        return standings
    }

    /// Where it has no timers: does what is due by now, waits until that is done, and says when
    /// to call again; nil when nothing is ever due as things stand.
    public func advance() async -> Timestamp? {
        try? await repository.attend(as: operatorName, isPolling: !isPaused, at: now())
        handle(.timePassed)
        while await finishOne() {}
        await noting?.value
        return schedule.nextWake
    }

    /// An item whose vendor is not configured is kept and shown but never asked about.
    func isPollable(_ key: ItemKey) -> Bool { clients[key.kind.vendor] != nil }

    var credentials: [Vendor: String] { clients.mapValues(\.account.credential) }

    func merged(_ item: TrackedItem, with own: TrackedItem?) -> TrackedItem {
        guard let own, let asked = own.attemptedAt, item.attemptedAt.map({ $0 < asked }) ?? true
        else { return item }
        return own.renamed(as: item)
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
