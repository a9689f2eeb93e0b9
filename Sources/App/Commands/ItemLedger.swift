import Domain

/// What is known of some items, and how each piece of news differs from it.
///
/// News comes from this process's own checks, from the store when another process checked, and
/// from time alone: all three are compared in the same way.
struct ItemLedger {
    private var entries: [ItemKey: Entry] = [:]
    private var cadences: Cadences

    private struct Entry {
        var item: TrackedItem
        var flags: Set<Flag>
        var nextFlagChange: Timestamp?
        /// The troubles that were told since the item could last be checked.
        var told: Set<Trouble>
    }

    /// What an operator has to tell apart: an outage that changes between a broken connection and
    /// an error page is one trouble, but refused credentials in the middle of it are another.
    private enum Trouble {
        case credentials, unknownID, refusedRequest, outage

        init(_ reason: CheckFailure.Reason) {
            switch reason {
            case .auth: self = .credentials
            case .notFound: self = .unknownID
            case .invalid: self = .refusedRequest
            case .rateLimited, .vendor, .network, .malformed: self = .outage
            }
        }
    }

    /// One difference.
    struct Change: Equatable {
        /// What sort.
        var kind: ItemChange
        /// The item before.
        var before: TrackedItem
        /// The item now.
        var item: TrackedItem
        /// The flags that came.
        var raised: Set<Flag> = []
        /// The flags that went.
        var lowered: Set<Flag> = []
    }

    /// A ledger of nothing.
    init(cadences: Cadences) {
        self.cadences = cadences
    }

    /// The items as they are known.
    var items: [TrackedItem] { entries.values.map(\.item) }

    /// An item as it is known.
    subscript(key: ItemKey) -> TrackedItem? { entries[key]?.item }

    /// When the first flag comes or goes by time alone.
    var nextFlagChange: Timestamp? { entries.values.lazy.compactMap(\.nextFlagChange).min() }

    /// Takes items as they are, as the point from which changes count.
    mutating func begin(with items: [TrackedItem], at now: Timestamp) {
        for item in items {
            var entry = Entry(item: item, flags: [], nextFlagChange: nil, told: [])
            if let failure = item.failure { entry.told = [Trouble(failure.reason)] }
            judge(&entry, at: now)
            entries[item.key] = entry
        }
    }

    /// Takes exactly these items for what is tracked. One that is new to the ledger counts from
    /// before its first answer.
    mutating func replaceAll(_ items: [TrackedItem], at now: Timestamp) -> [Change] {
        let keys = Set(items.map(\.key))
        for key in entries.keys where !keys.contains(key) { entries[key] = nil }
        return items.flatMap { item in
            if entries[item.key] == nil {
                let blank = TrackedItem(
                    key: item.key, label: item.label, trackedAt: item.trackedAt)
                begin(with: [blank], at: now)
            }
            return take(item, at: now)
        }
    }

    /// Takes in an item as it is now and says what is different. One that was asked about earlier
    /// than what is known gives no more than its label.
    mutating func take(_ item: TrackedItem, at now: Timestamp) -> [Change] {
        guard var entry = entries[item.key] else { return [] }
        if let known = entry.item.attemptedAt, item.attemptedAt.map({ $0 < known }) ?? true {
            entry.item.label = item.label
            entries[item.key] = entry
            return []
        }
        let before = entry.item
        let flags = entry.flags
        entry.item = item
        judge(&entry, at: now)
        var changes: [Change] = []
        func add(_ kind: ItemChange) {
            changes.append(Change(kind: kind, before: before, item: item))
        }
        if item.failure == nil {
            if !entry.told.isEmpty { add(.recovered) }
            entry.told = []
        }
        if let known = before.snapshot, let answer = item.snapshot {
            if known.state != answer.state || known.vendorState != answer.vendorState {
                add(.state)
            }
            if known.counts != answer.counts { add(.progress) }
        } else if item.snapshot != nil {
            add(.first)
        }
        changes += flagChanges(from: flags, to: entry.flags, before, item)
        if let failure = item.failure, entry.told.insert(Trouble(failure.reason)).inserted {
            add(.error)
        }
        entries[item.key] = entry
        return changes
    }

    /// Goes by other cadences from now on, and says which flags come or go for that.
    mutating func go(by cadences: Cadences, at now: Timestamp) -> [Change] {
        self.cadences = cadences
        for key in entries.keys { entries[key]?.nextFlagChange = now }
        return passTime(to: now)
    }

    /// Says which flags came or went because of the time.
    mutating func passTime(to now: Timestamp) -> [Change] {
        var changes: [Change] = []
        for (key, known) in entries {
            guard let next = known.nextFlagChange, next <= now else { continue }
            var entry = known
            judge(&entry, at: now)
            changes += flagChanges(from: known.flags, to: entry.flags, known.item, known.item)
            entries[key] = entry
        }
        return changes.sorted { $0.item.key < $1.item.key }
    }

    private func judge(_ entry: inout Entry, at now: Timestamp) {
        let cadence = cadences[entry.item.key.kind]
        entry.flags = entry.item.flags(at: now, cadence: cadence)
        entry.nextFlagChange = entry.item.nextFlagChange(
            from: FlagSet(entry.flags), after: now, cadence: cadence)
    }

    private func flagChanges(
        from old: Set<Flag>, to new: Set<Flag>, _ before: TrackedItem, _ item: TrackedItem
    ) -> [Change] {
        if old == new { return [] }
        return [
            Change(
                kind: .flag, before: before, item: item, raised: new.subtracting(old),
                lowered: old.subtracting(new))
        ]
    }
}

extension Snapshot {
    /// Every number that counts as progress.
    fileprivate var counts: [Int?] {
        [
            total, processed, failed, succeeded, groups?.pending.count, groups?.available.count,
            groups?.failed.count,
        ]
    }
}
