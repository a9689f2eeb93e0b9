public import Domain

/// Decides when which item is looked at: events go in, the checks to begin come out. It knows
/// no clock and no chance but what it is given, so the same events give the same checks.
///
/// - An item is due `first` after tracking, then `every` interval, `thenEvery` once overdue, and
///   never again once final, unless the operator asks.
/// - A failed check is repeated after a pause that doubles, at most ten intervals.
/// - A vendor's Retry-After holds for all its items; refused credentials stop all its polling
///   until the operator asks for a check, and a failing vendor gets one check at a time.
/// - Items that became due while nobody looked are spread out, never begun in one burst.
public struct Schedule: Sendable {
    /// Something that happened.
    public enum Event: Equatable, Sendable {
        /// Exactly these items are watched, at the start or after another process changed them.
        case loaded([TrackedItem])
        /// An item is watched from now on.
        case tracked(TrackedItem)
        /// An item is watched no more.
        case untracked(ItemKey)
        /// A check ended; with the item as it is after it, nil when it is watched no more.
        case finished(ItemKey, Result<Snapshot, CheckFailure>, TrackedItem?)
        /// The operator wants these looked at now.
        case asked([ItemKey])
        /// Polling by time stops or goes on; what the operator asks for is done all the same.
        case paused(Bool)
        /// A vendor's credentials are new.
        case credentialsChanged(Vendor)
        /// Items are looked at as often as this from now on.
        case cadencesChanged(Cadences)
        /// `nextWake` has come.
        case timePassed
    }

    /// Something to do.
    public enum Action: Equatable, Sendable {
        /// Ask the vendor about this item.
        case check(ItemKey)
    }

    /// What the schedule knows of one item.
    struct Entry {
        var beganAt: Timestamp
        var isFinal: Bool
        /// When its turn comes; nil while its check is on its way, and when it is final.
        var due: Timestamp?
        var lastBegun: Timestamp?
        var failures = 0
    }

    private var cadences: Cadences
    private let inFlightLimit: Int
    private var entries: [ItemKey: Entry] = [:]
    private var lines: [Vendor: VendorLine] = [:]
    private var isPaused = false
    /// The latest moment that was given.
    private var latest: Timestamp?

    /// A schedule without items; at most `inFlightLimit` checks are on their way to one vendor.
    public init(cadences: Cadences, inFlightLimit: Int = 8) {
        self.cadences = cadences
        self.inFlightLimit = inFlightLimit
        for vendor in Vendor.allCases { lines[vendor] = VendorLine() }
    }

    /// Takes in what happened and says what to do now.
    public mutating func handle(
        _ event: Event, at now: Timestamp, random: Random
    ) -> [Action] {
        follow(clock: now)
        switch event {
        case .loaded(let items): load(items, at: now, random: random)
        case .tracked(let item): place(item, at: now, random: random)
        case .untracked(let key): remove(key)
        case .finished(let key, let outcome, let item):
            finish(key, outcome, item, at: now, random: random)
        case .asked(let keys): ask(keys)
        case .paused(let isPaused):
            self.isPaused = isPaused
            if !isPaused { for vendor in Vendor.allCases { spreadLate(vendor, now, random) } }
        case .credentialsChanged(let vendor):
            lines[vendor]?.credentialsChanged()
            spreadLate(vendor, now, random)
        case .cadencesChanged(let cadences):
            self.cadences = cadences
            plan(at: now, random: random)
        case .timePassed: break
        }
        return Vendor.allCases.flatMap { begin(with: $0, at: now) }
    }

    /// When `.timePassed` is to be told next; nil when nothing is due ever again as things stand.
    public var nextWake: Timestamp? { lines.values.compactMap(nextWake(of:)).min() }

    /// How a vendor stands.
    public func condition(of vendor: Vendor) -> VendorCondition {
        latest.flatMap { lines[vendor]?.condition(at: $0) } ?? .ok
    }

    /// When an item is looked at next, as things stand; nil when that is not planned.
    public func nextCheck(of key: ItemKey) -> Timestamp? {
        guard let due = entries[key]?.due else { return nil }
        return lines[key.kind.vendor]?.opening(for: due, isAsked: false)
    }
}

// MARK: - Items come, are asked for and go

extension Schedule {
    private mutating func load(_ items: [TrackedItem], at now: Timestamp, random: Random) {
        let keys = Set(items.map(\.key))
        for key in entries.keys where !keys.contains(key) { remove(key) }
        let new = items.map(\.key).filter { entries[$0] == nil }
        for item in items { place(item, at: now, random: random) }
        let late = new.filter { key in entries[key]?.due.map { $0 <= now } ?? false }
        for vendor in Vendor.allCases {
            spread(late.filter { $0.kind.vendor == vendor }, now, random)
        }
    }

    /// Gives an item its turn, unless it has one and nothing new is known of it.
    private mutating func place(_ item: TrackedItem, at now: Timestamp, random: Random) {
        let known = entries[item.key]
        var entry = known ?? Entry(beganAt: item.beganAt, isFinal: item.state.isFinal)
        entry.beganAt = item.beganAt
        entry.isFinal = item.state.isFinal
        // A clock that was set back since must not put the next turn into the far future.
        let attempt = item.attemptedAt.map { min($0, now) }
        let isNews = attempt.map { $0 > entry.lastBegun ?? Timestamp(milliseconds: .min) } ?? false
        if isNews { entry.lastBegun = attempt }
        entries[item.key] = entry
        if isOnItsWay(item.key) { return }
        if entry.isFinal {
            setDue(item.key, nil)
        } else if known?.due == nil || isNews {
            let cadence = cadences[item.key.kind]
            let overdue = isOverdue(entry, cadence, now)
            let due =
                if let attempt {
                    attempt + cadence.pause(overdue: overdue, random: random)
                } else {
                    min(item.trackedAt, now) + cadence.first
                }
            setDue(item.key, due)
        }
    }

    /// Gives every waiting item the turn that the cadences now give it. What failed keeps its
    /// pause, and one never looked at comes no later than before.
    private mutating func plan(at now: Timestamp, random: Random) {
        for (key, entry) in entries {
            guard let due = entry.due, entry.failures == 0 else { continue }
            let cadence = cadences[key.kind]
            let overdue = isOverdue(entry, cadence, now)
            let turn = entry.lastBegun.map { $0 + cadence.pause(overdue: overdue, random: random) }
            setDue(key, turn ?? min(due, now + cadence.first))
        }
        for vendor in Vendor.allCases { spreadLate(vendor, now, random) }
    }

    private mutating func remove(_ key: ItemKey) {
        setDue(key, nil)
        lines[key.kind.vendor]?.asked.removeAll { $0 == key }
        entries[key] = nil
    }

    private mutating func ask(_ keys: [ItemKey]) {
        for key in keys where entries[key] != nil && !isOnItsWay(key) {
            if lines[key.kind.vendor]?.asked.contains(key) == false {
                lines[key.kind.vendor]?.asked.append(key)
            }
        }
    }

    /// Spreads those of a vendor's items whose turn has passed.
    private mutating func spreadLate(_ vendor: Vendor, _ now: Timestamp, _ random: Random) {
        spread(lines[vendor]?.due.keys(by: now) ?? [], now, random)
    }

    /// Spreads items over a time that grows with their number, four a second, but over no more
    /// than their interval.
    private mutating func spread(_ keys: [ItemKey], _ now: Timestamp, _ random: Random) {
        for key in keys {
            guard let entry = entries[key] else { continue }
            let cadence = cadences[key.kind]
            let interval = cadence.interval(overdue: isOverdue(entry, cadence, now))
            let window = min(interval, .milliseconds(250 * (keys.count - 1)))
            setDue(key, now + window.scaled(by: random()))
        }
    }
}

// MARK: - Checks begin and end

extension Schedule {
    private mutating func begin(with vendor: Vendor, at now: Timestamp) -> [Action] {
        var actions: [Action] = []
        while let key = next(of: vendor, at: now) {
            setDue(key, nil)
            entries[key]?.lastBegun = now
            lines[vendor]?.asked.removeAll { $0 == key }
            lines[vendor]?.inFlight[key] = now
            actions.append(.check(key))
        }
        return actions
    }

    /// The item to look at now: what the operator asked for, else what is due longest.
    private func next(of vendor: Vendor, at now: Timestamp) -> ItemKey? {
        guard let line = lines[vendor], line.inFlight.count < line.limit(of: inFlightLimit)
        else { return nil }
        func isOpen(_ moment: Timestamp, isAsked: Bool) -> Bool {
            line.opening(for: moment, isAsked: isAsked).map { $0 <= now } ?? false
        }
        if let key = line.asked.first(where: { isOpen(earliest(of: $0), isAsked: true) }) {
            return key
        }
        guard !isPaused, let first = line.due.first, isOpen(first.at, isAsked: false)
        else { return nil }
        return first.key
    }

    private mutating func finish(
        _ key: ItemKey, _ outcome: Result<Snapshot, CheckFailure>, _ item: TrackedItem?,
        at now: Timestamp, random: Random
    ) {
        let vendor = key.kind.vendor
        let cadence = cadences[key.kind]
        let begun = lines[vendor]?.inFlight.removeValue(forKey: key) ?? now
        var entry = entries[key]
        if let item {
            entry?.beganAt = item.beganAt
            entry?.isFinal = item.state.isFinal
        }
        let overdue = entry.map { isOverdue($0, cadence, now) } ?? false
        let isWellAgain =
            lines[vendor]?.take(outcome, begunAt: begun, at: now) { rounds in
                cadence.backOff(failures: rounds, overdue: overdue, random: random)
            } ?? false
        if var entry {
            var pause = cadence.pause(overdue: overdue, random: random)
            if case .failure = outcome {
                entry.failures += 1
                pause = cadence.backOff(
                    failures: entry.failures, overdue: overdue, random: random)
            } else {
                entry.failures = 0
            }
            entries[key] = entry
            setDue(key, entry.isFinal ? nil : max(now + pause, earliest(of: key)))
        }
        if isWellAgain { spreadLate(vendor, now, random) }
    }

    private func nextWake(of line: VendorLine) -> Timestamp? {
        var moments: [Timestamp] = []
        if line.inFlight.count < line.limit(of: inFlightLimit) {
            moments += line.asked.compactMap { line.opening(for: earliest(of: $0), isAsked: true) }
            if !isPaused, let first = line.due.first {
                moments += [line.opening(for: first.at, isAsked: false)].compactMap { $0 }
            }
        }
        // The end of a wait is news even when nothing is due then.
        if let waitUntil = line.waitUntil, let latest, latest < waitUntil {
            moments.append(waitUntil)
        }
        return moments.min()
    }

    /// Before this an item is not looked at again, whoever asks.
    private func earliest(of key: ItemKey) -> Timestamp {
        guard let begun = entries[key]?.lastBegun else { return Timestamp(milliseconds: .min) }
        return begun + cadences[key.kind].leastGap(for: key.kind)
    }
}

// MARK: - Small parts

extension Schedule {
    private func isOnItsWay(_ key: ItemKey) -> Bool {
        lines[key.kind.vendor]?.inFlight[key] != nil
    }

    private func isOverdue(_ entry: Entry, _ cadence: Cadence, _ now: Timestamp) -> Bool {
        now - entry.beganAt > cadence.overdueAfter
    }

    private mutating func setDue(_ key: ItemKey, _ moment: Timestamp?) {
        let vendor = key.kind.vendor
        if let old = entries[key]?.due { lines[vendor]?.due.remove(key, at: old) }
        entries[key]?.due = moment
        if let moment { lines[vendor]?.due.insert(key, at: moment) }
    }

    /// A clock that is set back takes everything planned along with it, so that nothing waits
    /// for the old time to come round again.
    private mutating func follow(clock now: Timestamp) {
        let before = latest ?? now
        latest = max(before, now)
        let step = now - before
        guard step < .seconds(-1) else { return }
        latest = now
        for (key, entry) in entries {
            entries[key]?.lastBegun = entry.lastBegun.map { $0 + step }
            setDue(key, entry.due.map { $0 + step })
        }
        for vendor in Vendor.allCases { lines[vendor]?.shift(by: step) }
    }
}
