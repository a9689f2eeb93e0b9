public import Domain

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
    private let operatorName: String?
    let now: @Sendable () -> Timestamp
    private let random: @Sendable () -> Double
    let report: @Sendable (PollerReport) -> Void
    private let tell: @Sendable (PollingNews) -> Void
    private var told = PollingNews()
    private var times: [Vendor: RecentTimes] = [:]
    /// Whether it goes by its own timers; otherwise `advance()` has to be called.
    private let hasTimers: Bool

    var schedule: Schedule
    var items = ItemTable<TrackedItem>()
    var checks: [ItemKey: Task<Void, Never>] = [:]
    private var conditions: [Vendor: VendorCondition] = [:]
    private var sleeper: Task<Void, Never>?
    private var wakesAt: Timestamp?
    private var teller: Task<Void, Never>?
    private var tellsAt: Timestamp?
    private(set) var isRunning = false
    private var isPaused = false
    /// What the store could not take yet: items, and what the activity record should get.
    private var unsaved: [ItemKey: [ActivityEntry]] = [:]
    /// The store's failure that was reported; nil while it works.
    private var storeFailure: StoreFailure?
    /// What others were told, or are being told, of the vendors.
    private var noted: [Vendor: VendorTrouble] = [:]
    private var noting: Task<Void, Never>?

    /// A poller that is not running yet. `random` gives numbers from 0 up to but not including 1;
    /// `report` and `tell` are called in the order of events and must not wait; `tell` when others
    /// came or went, and at most every heartbeat while checks have news. Without timers of its own
    /// it does what is due when `advance()` is called.
    public init(
        clients: [Vendor: any VendorClient], repository: any Repository, cadences: Cadences,
        operatorName: String? = nil, now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable () -> Double, hasTimers: Bool = true,
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
        for check in checks.values { check.cancel() }
        await sleeper?.value
        await teller?.value
        for check in Array(checks.values) { await check.value }
        await noting?.value
        sleeper = nil
        teller = nil
        wakesAt = nil
        tellsAt = nil
        checks = [:]
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

    /// Takes note of what the operator has before the eyes: it goes before the others.
    public func look(at key: ItemKey?) { handle(.lookedAt(key)) }

    /// Stops or goes on polling by time; what is asked for is checked all the same.
    public func setPaused(_ isPaused: Bool) {
        self.isPaused = isPaused
        handle(.paused(isPaused))
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
        handle(.accountKnown(client.vendor, client.account))
        handle(.credentialsChanged(client.vendor))
        handle(.loaded(items.values.filter { isPollable($0.key) }))
        tell(by: now() + Presence.heartbeat)
    }

    /// Asks a vendor no more; its items are kept.
    public func removeClient(of vendor: Vendor) {
        clients[vendor] = nil
        handle(.loaded(items.values.filter { isPollable($0.key) }))
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
        while let check = checks.values.first { await check.value }
        await noting?.value
        return schedule.nextWake
    }

    /// An item whose vendor is not configured is kept and shown but never asked about.
    func isPollable(_ key: ItemKey) -> Bool { clients[key.kind.vendor] != nil }

    private var credentials: [Vendor: String] { clients.mapValues(\.account.credential) }

    private func merged(_ item: TrackedItem, with own: TrackedItem?) -> TrackedItem {
        guard let own, let asked = own.attemptedAt, item.attemptedAt.map({ $0 < asked }) ?? true
        else { return item }
        return own.renamed(as: item)
    }
}

// MARK: - Running the schedule

extension Poller {
    /// Takes up a schedule with what is known of accounts and vendors.
    func prepare(_ schedule: Schedule) async {
        isRunning = true
        self.schedule = schedule
        handle(.paused(isPaused))
        for (vendor, client) in clients { handle(.accountKnown(vendor, client.account)) }
        do throws(StoreFailure) {
            try await repository.attend(as: operatorName, isPolling: !isPaused, at: now())
            handle(.troubleKnown(try await repository.troubles(of: credentials)))
        } catch {
            storeFailed(error)
        }
    }

    func handle(_ event: Schedule.Event) {
        guard isRunning else { return }
        let actions = schedule.handle(event, at: now(), random: random)
        reportConditions()
        for case .check(let key) in actions { begin(key) }
        if hasTimers { renewSleeper() }
    }

    private func reportConditions() {
        for vendor in Vendor.allCases {
            let condition = schedule.condition(of: vendor)
            if condition != conditions[vendor, default: .ok] {
                conditions[vendor] = condition
                report(.vendorChanged(vendor, condition))
            }
            let trouble = schedule.trouble(of: vendor)
            if trouble != noted[vendor] ?? VendorTrouble(), clients[vendor] != nil {
                noted[vendor] = trouble
                let earlier = noting
                noting = Task {
                    await earlier?.value
                    try? await repository.note(trouble, of: vendor)
                }
            }
        }
    }

    private func begin(_ key: ItemKey) {
        guard let client = clients[key.kind.vendor] else { return }
        // The item's earlier check may still be writing to the store: answers are kept in order.
        let earlier = checks[key]
        let isAsked = schedule.isAsked(key)
        checks[key] = Task {
            await earlier?.value
            await check(key, with: client, isAsked: isAsked)
            // Another check of the item may have begun meanwhile, and waits for this one.
            if !schedule.isOnItsWay(key) { checks[key] = nil }
        }
    }

    private func check(_ key: ItemKey, with client: any VendorClient, isAsked: Bool) async {
        guard isRunning, await claim(key, for: client, isAsked: isAsked) else { return }
        report(.checkStarted(key))
        // The moment of asking is the latest of which the answer can be said to be true.
        let asked = now()
        let begun = ContinuousClock.now
        let outcome = await RateReservation.$current.withValue(RateReservation()) {
            do throws(CheckFailure) {
                return Result<Snapshot, CheckFailure>.success(try await client.check(key))
            } catch {
                return .failure(error)
            }
        }
        note(ContinuousClock.now - begun, of: key.kind.vendor, outcome)
        guard isRunning, var item = items[key] else {
            try? await repository.release(key)
            handle(.finished(key, outcome, nil))
            return
        }
        let before = item
        let changes = item.take(outcome, at: asked)
        items[key] = item
        let isKnown = isKnownRefusal(outcome, of: key.kind.vendor)
        handle(.finished(key, outcome, item))
        items[key]?.nextCheckAt = schedule.nextCheck(of: key)
        let activity = ActivityEntry.entries(from: before, to: item, at: asked)
            .filter { !isKnown || $0.event != .checkFailed }
        let isKept = await keep(key, activity)
        // Removed or renamed in the meantime: what is told is how things are now.
        if let item = items[key] { report(.checked(item, changes, activity)) }
        if isKept { await keepUnsaved() }
    }

    /// Whether this process is the one that checks the item now.
    private func claim(
        _ key: ItemKey, for client: any VendorClient, isAsked: Bool
    ) async -> Bool {
        let wish = ClaimWish(
            key: key, account: client.account, knownAttempt: items[key]?.attemptedAt,
            isAsked: isAsked, reserve: isAsked ? 0 : VendorLine.reserve)
        do throws(StoreFailure) {
            let answer = try await repository.claim(wish, at: now())
            switch answer {
            case .granted(let budget):
                if let budget { handle(.budgetCounted(key.kind.vendor, budget)) }
                return true
            case .asked(let item):
                let item = merged(item, with: items[key])
                items[key] = item
                handle(.refused(key, .asked(item)))
            case .taken, .gone, .held, .spent: handle(.refused(key, answer))
            }
            return false
        } catch {
            // What cannot be shared is done alone: the operator sees the answer and the warning.
            storeFailed(error)
            return true
        }
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
    func keepUnsaved() async {
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

    /// Whether credentials were refused that are known to be: what is on its way when they are
    /// first refused says the same again, which is one thing to tell, not many.
    private func isKnownRefusal(
        _ outcome: Result<Snapshot, CheckFailure>, of vendor: Vendor
    ) -> Bool {
        guard case .failure(let failure) = outcome, failure.reason == .auth,
            case .refused = schedule.condition(of: vendor)
        else { return false }
        return true
    }

    /// Takes note of how long a vendor took to answer; one that did not answer took no time.
    private func note(
        _ time: Duration, of vendor: Vendor, _ outcome: Result<Snapshot, CheckFailure>
    ) {
        tell(by: now() + Presence.heartbeat)
        if case .failure(let failure) = outcome, failure.httpStatus == nil { return }
        times[vendor, default: RecentTimes()].add(time)
    }

    private func tellNews() async {
        var news = PollingNews(
            presences: (try? await repository.presences(at: now())) ?? [], budgets: budgets())
        for (vendor, client) in clients {
            news.measures[vendor] = VendorMeasure(
                latency: times[vendor]?.median, credentialEnd: await client.credentialEnd())
        }
        // That a process was heard of again is no news.
        for place in news.presences.indices {
            news.presences[place].seenAt = news.presences[place].startedAt
        }
        // A budget fills up again by itself.
        if let next = Vendor.allCases.compactMap({
            schedule.budget(of: $0)?.nextReturn(after: now())
        }).min() {
            tell(by: max(next, now() + Presence.heartbeat))
        }
        guard news != told else { return }
        told = news
        tell(news)
    }

    /// Tells what is new at this moment, if not sooner.
    private func tell(by moment: Timestamp) {
        guard hasTimers, isRunning, tellsAt.map({ moment < $0 }) ?? true else { return }
        teller?.cancel()
        tellsAt = moment
        let pause = max(moment - now(), .zero)
        teller = Task {
            guard (try? await Task.sleep(for: pause)) != nil else { return }
            tellsAt = nil
            await tellNews()
        }
    }

    /// Says that this process is there, which keeps its claims, and tells who else is.
    private func attend() {
        Task {
            guard isRunning else { return }
            try? await repository.attend(as: operatorName, isPolling: !isPaused, at: now())
            guard isRunning else { return }
            await repository.remain(now: now) { Task { [weak self] in await self?.tellNews() } }
            await tellNews()
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
