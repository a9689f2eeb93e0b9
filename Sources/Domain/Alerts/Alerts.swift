/// Which transitions raise an alert, which were told already, and which nobody has acknowledged.
///
/// A value: items and vendor conditions go in as they change, alerts come out once each. What held
/// when an item was first met at the start is known already and raises nothing.
public struct Alerts: Equatable, Sendable {
    /// What nobody has acknowledged, newest first; at most `limit`.
    public private(set) var open: [Alert] = []
    /// Until when alerts are listed without reaching out to the operator.
    public private(set) var mutedUntil: Timestamp?

    /// The part of one above which failures raise an alert.
    public var failureRate: Double
    /// What was told of the few items of which something holds, and of those that are tracked
    /// since the start.
    private var told = ItemTable<Told>()
    private var vendors: [Vendor: Outage] = [:]
    private var startedAt: Timestamp?

    private struct Told: Keyed, Equatable {
        let key: ItemKey
        let causes: Causes
    }

    /// Causes in one byte.
    private struct Causes: OptionSet {
        let rawValue: UInt8
        static let failed = Causes(rawValue: 1)
        static let overdue = Causes(rawValue: 2)
        static let stuck = Causes(rawValue: 4)
        static let failureRate = Causes(rawValue: 8)

        var all: [Alert.Cause] {
            let causes: [(Causes, Alert.Cause)] = [
                (.failed, .failed), (.overdue, .overdue), (.stuck, .stuck),
                (.failureRate, .failureRate),
            ]
            return causes.filter { contains($0.0) }.map(\.1)
        }
    }

    /// A vendor's last outage.
    private struct Outage: Equatable {
        var cause: Alert.Cause
        /// When it was over; nil while it lasts.
        var endedAt: Timestamp?
    }

    /// The most alerts that are kept unacknowledged; the oldest go first.
    public static let limit = 500
    /// Records that must be handled before a rate of failures means anything.
    public static let fewestRecords = 20
    /// A vendor that answers for less than this between two outages had one outage.
    public static let settling = Duration.seconds(300)

    /// Nothing is known yet. `failureRate` is the part of one above which failures raise an alert.
    public init(failureRate: Double = 0.1) {
        self.failureRate = failureRate
    }

    /// Takes what is tracked at the start as known, and what an earlier run left unacknowledged.
    public mutating func begin(
        with items: [TrackedItem], open: [Alert] = [], at now: Timestamp, cadences: Cadences
    ) {
        startedAt = now
        let known = open.isEmpty ? [] : Set(items.map(\.key))
        self.open = open.filter { alert in alert.key.map(known.contains) ?? true }
        for item in items {
            let causes = causes(
                of: item, after: told[item.key]?.causes ?? [], at: now,
                cadence: cadences[item.kind])
            keep(causes, of: item)
        }
    }

    /// Takes in an item as it is now and gives what it newly raises.
    public mutating func take(
        _ item: TrackedItem, at now: Timestamp, cadence: Cadence
    ) -> [Alert] {
        let before = told[item.key]?.causes
        let causes = causes(of: item, after: before ?? [], at: now, cadence: cadence)
        let isOld =
            before == nil && isTrackedSince(item)
            && (item.checkedAt.map { checked in startedAt.map { checked < $0 } ?? false } ?? false)
        let new = isOld ? [] : causes.subtracting(before ?? [])
        keep(causes, of: item)
        return new.isEmpty ? [] : raise(new.all.map { Alert(.item(item.key), $0, at: now) })
    }

    private mutating func keep(_ causes: Causes, of item: TrackedItem) {
        if !causes.isEmpty || isTrackedSince(item) {
            told.set(Told(key: item.key, causes: causes))
        } else {
            _ = told.remove(item.key)
        }
    }

    /// Whether an item was not met at the start, but is tracked since.
    private func isTrackedSince(_ item: TrackedItem) -> Bool {
        startedAt.map { item.trackedAt >= $0 } ?? true
    }

    /// Takes in how a vendor takes to being asked and gives what that newly raises.
    public mutating func take(
        _ vendor: Vendor, _ condition: VendorCondition, at now: Timestamp
    ) -> [Alert] {
        let cause: Alert.Cause
        switch condition {
        case .refused: cause = .refused
        case .failing: cause = .unreachable
        case .waiting: return []
        case .ok:
            if vendors[vendor]?.endedAt == nil { vendors[vendor]?.endedAt = now }
            return []
        }
        let last = vendors[vendor]
        vendors[vendor] = Outage(cause: cause)
        if let last, last.cause == cause,
            last.endedAt.map({ now - $0 < Self.settling }) ?? true
        {
            return []
        }
        return raise([Alert(.vendor(vendor), cause, at: now)])
    }

    /// Forgets an item that is no longer tracked, and its alerts.
    public mutating func forget(_ key: ItemKey) {
        told[key] = nil
        open.removeAll { $0.key == key }
    }

    /// Takes alerts off the list.
    public mutating func acknowledge(_ alerts: [Alert]) {
        let done = Set(alerts)
        open.removeAll(where: done.contains)
    }

    /// Lists alerts without reaching out until a moment; nil reaches out again.
    public mutating func mute(until moment: Timestamp?) { mutedUntil = moment }

    /// Whether alerts do not reach out now.
    public func isMuted(at now: Timestamp) -> Bool { mutedUntil.map { now < $0 } ?? false }

    private mutating func raise(_ alerts: [Alert]) -> [Alert] {
        open.insert(contentsOf: alerts.reversed(), at: 0)
        open.removeLast(max(0, open.count - Self.limit))
        return alerts
    }

    /// What holds of an item. A rate of failures that was told holds until it is well below the
    /// limit again, so that one at the limit is not told over and over.
    private func causes(
        of item: TrackedItem, after before: Causes, at now: Timestamp, cadence: Cadence
    ) -> Causes {
        var causes: Causes = []
        if item.state == .failed { causes.insert(.failed) }
        let flags = item.flagSet(at: now, cadence: cadence)
        if flags.contains(.overdue) { causes.insert(.overdue) }
        if flags.contains(.stuck) { causes.insert(.stuck) }
        guard let failed = item.failed, failed > 0, let processed = item.processed,
            item.state != .failed
        else { return causes }
        let wasTold = before.contains(.failureRate)
        if processed >= Self.fewestRecords || item.state.isFinal || wasTold {
            let rate = Double(failed) / Double(max(processed, failed, 1))
            if rate > (wasTold ? failureRate * 0.8 : failureRate) { causes.insert(.failureRate) }
        }
        return causes
    }
}
