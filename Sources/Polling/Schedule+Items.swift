import Domain

// MARK: - Items come, are asked for and go

extension Schedule {
    mutating func load(_ items: [TrackedItem], at now: Timestamp, random: Random) {
        if !entries.isEmpty {
            let keys = Set(items.map(\.key))
            for key in entries.keys where !keys.contains(key) { remove(key) }
        }
        let new = items.map(\.key).filter { entries[$0] == nil }
        entries.reserve(items.count)
        for vendor in Vendor.allCases { lines[vendor].due.reserve(items.count) }
        for item in items { place(item, at: now, random: random) }
        let late = new.filter { key in entries[key]?.due.map { $0 <= now } ?? false }
        for vendor in Vendor.allCases {
            spread(late.filter { $0.kind.vendor == vendor }, now, random)
            tidy(vendor)
        }
    }

    /// Gives an item its turn, unless it has one and nothing new is known of it.
    mutating func place(_ item: TrackedItem, at now: Timestamp, random: Random) {
        let known = entries[item.key]
        var entry = known ?? Entry(item)
        entry.take(item)
        // A clock that was set back since must not put the next turn into the far future.
        let attempt = item.attemptedAt.map { min($0 + setBack, now) }
        let isNews = attempt.map { $0 > entry.lastBegun ?? Timestamp(milliseconds: .min) } ?? false
        if isNews { entry.lastBegun = attempt }
        entries[item.key] = entry
        recount(item.key, at: now)
        if isOnItsWay(item.key) { return }
        if entry.isFinal {
            setDue(item.key, nil)
        } else if known == nil || known?.due == nil || isNews {
            let moment = turn(of: item, entry, attempt, at: now, random: random)
            if known == nil {
                planFirst(item.key, at: moment, now: now)
            } else {
                plan(item.key, at: moment)
            }
        }
    }

    /// When an item's turn is by what is known of it: as planned by whoever asked last, so that
    /// all who share the store plan the same.
    private func turn(
        of item: TrackedItem, _ entry: Entry, _ attempt: Timestamp?, at now: Timestamp,
        random: Random
    ) -> Timestamp {
        let cadence = cadences[item.key.kind]
        let overdue = entry.isOverdue(cadence, at: now - setBack)
        guard let attempt else { return min(item.trackedAt + setBack, now) + cadence.first }
        let longest = attempt + cadence.interval(overdue: overdue).scaled(by: 10.5)
        if let planned = item.nextCheckAt, planned + setBack > attempt {
            return min(planned + setBack, longest)
        }
        return attempt + cadence.pause(overdue: overdue, random: random)
    }

    /// Gives every waiting item the turn that the cadences now give it. What failed keeps its
    /// pause, and one never looked at comes no later than before.
    mutating func replan(at now: Timestamp, random: Random) {
        for entry in entries.values {
            let key = entry.key
            guard let due = entry.due, entry.failures == 0 else { continue }
            let cadence = cadences[key.kind]
            let overdue = entry.isOverdue(cadence, at: now - setBack)
            let turn = entry.lastBegun.map { $0 + cadence.pause(overdue: overdue, random: random) }
            plan(key, at: turn ?? min(due, now + cadence.first))
        }
        for vendor in Vendor.allCases { spreadLate(vendor, now, random) }
    }

    mutating func remove(_ key: ItemKey) {
        setDue(key, nil)
        lines[key.kind.vendor].asked.remove(key)
        count(key.kind.vendor, key.kind, entries[key]?.isCountedOverdue, -1)
        entries[key] = nil
    }

    mutating func ask(_ keys: [ItemKey], at now: Timestamp) {
        for (rank, key) in keys.enumerated() where entries[key] != nil && !isOnItsWay(key) {
            let moment = max(now, earliest(of: key))
            guard !lines[key.kind.vendor].asked.contains(key) else { continue }
            lines[key.kind.vendor].asked.insert(key, at: moment, rank: rank)
        }
    }

    /// Spreads those of a vendor's items whose turn has passed.
    mutating func spreadLate(_ vendor: Vendor, _ now: Timestamp, _ random: Random) {
        spread(due(of: vendor, by: now), now, random)
    }

    /// Spreads items over a time that grows with their number, four a second, but over no more
    /// than their interval.
    mutating func spread(_ keys: [ItemKey], _ now: Timestamp, _ random: Random) {
        // The order must follow from the items alone, or chance would not be the same each time.
        for key in keys.sorted() {
            guard let entry = entries[key] else { continue }
            let cadence = cadences[key.kind]
            let overdue = entry.isOverdue(cadence, at: now - setBack)
            let interval = cadence.interval(overdue: overdue)
            let window = min(interval, .milliseconds(250 * (keys.count - 1)))
            planFirst(key, at: now + window.scaled(by: random()), now: now)
        }
    }
}

// MARK: - Checks end

extension Schedule {
    mutating func finish(
        _ key: ItemKey, _ outcome: Result<Snapshot, CheckFailure>, _ item: TrackedItem?,
        at now: Timestamp, random: Random
    ) {
        let vendor = key.kind.vendor
        let cadence = cadences[key.kind]
        let begun = lines[vendor].inFlight.remove(key)?.begunAt ?? now
        if let item { entries.change(key) { $0.take(item) } }
        recount(key, at: now)
        let entry = entries[key]
        let overdue = entry?.isOverdue(cadence, at: now - setBack) ?? false
        let isWellAgain =
            lines[vendor].take(
                outcome, begunAt: begun, at: now,
                backOff: { cadence.backOff(failures: $0, overdue: overdue, random: random) },
                retry: { cadence.retry(random: random) })
        if let entry {
            var failures: Int8 = 0
            var pause = cadence.pause(overdue: overdue, random: random)
            if case .failure = outcome {
                failures = max(entry.failures, entry.failures &+ 1)
                pause = cadence.backOff(failures: Int(failures), overdue: overdue, random: random)
            }
            pause = pause.scaled(by: stretch(of: vendor, at: now))
            entries.change(key) { $0.failures = failures }
            plan(key, at: entry.isFinal ? nil : max(now + pause, earliest(of: key)))
        }
        if isWellAgain { spreadLate(vendor, now, random) }
    }

    /// Takes a check back that may not be begun.
    mutating func refuse(
        _ key: ItemKey, _ answer: ClaimAnswer, at now: Timestamp, random: Random
    ) {
        let vendor = key.kind.vendor
        guard let flight = lines[vendor].inFlight.remove(key), entries[key] != nil else { return }
        entries[key]?.lastBegun = flight.begunBefore
        switch answer {
        case .granted: plan(key, at: now)
        case .gone: remove(key)
        case .taken:
            // Whoever checks it will tell; should that process die, it is tried again here.
            if entries[key]?.isFinal == false { plan(key, at: now + Self.patience) }
        case .asked(let item): place(item, at: now, random: random)
        case .held(let trouble):
            setDue(key, flight.due ?? (flight.isAsked ? nil : now))
            adopt(trouble, of: vendor, at: now, random)
        case .spent(let budget):
            setDue(key, flight.due ?? (flight.isAsked ? nil : now))
            lines[vendor].budget = budget
            if flight.isAsked { lines[vendor].asked.insert(key, at: now) }
        }
    }

    mutating func adopt(
        _ trouble: VendorTrouble, of vendor: Vendor, at now: Timestamp, _ random: Random
    ) {
        if lines[vendor].adopt(trouble.moved(by: setBack), at: now) {
            spreadLate(vendor, now, random)
        }
    }

    /// How soon an item that another process has claimed is looked after again.
    private static let patience = Duration.seconds(1)
}
