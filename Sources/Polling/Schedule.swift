public import Domain

/// Decides when which item is looked at: events go in, the checks to begin come out. It knows
/// no clock and no chance but what it is given, so the same events give the same checks.
///
/// - An item is due `first` after tracking, then `every` interval, `thenEvery` once overdue, and
///   never again once final, unless the operator asks.
/// - A failed check is repeated after a pause that doubles, at most ten intervals.
/// - A vendor's Retry-After holds for all its items; refused credentials stop all its polling
///   until the operator asks for a check, and a failing vendor gets one check at a time.
/// - A credential's rate budget is never exceeded, and intervals grow so that it lasts.
/// - Items that became due while nobody looked are spread out, never begun in one burst.
///
/// No event but `loaded` costs more the more items there are, apart from finding its place.
public struct Schedule: Sendable {
    /// Something that happened.
    public enum Event: Equatable, Sendable {
        /// Exactly these items are watched.
        case loaded([TrackedItem])
        /// An item is watched from now on.
        case tracked(TrackedItem)
        /// Another process asked about these, or changed them.
        case learned([TrackedItem])
        /// An item is watched no more.
        case untracked(ItemKey)
        /// A check ended; with the item as it is after it, nil when it is watched no more.
        case finished(ItemKey, Result<Snapshot, CheckFailure>, TrackedItem?)
        /// A check may not be begun: the item is as it was before, or as another process knows it.
        case refused(ItemKey, ClaimAnswer)
        /// The operator wants these looked at now.
        case asked([ItemKey])
        /// The operator has this item before the eyes.
        case lookedAt(ItemKey?)
        /// Polling by time stops or goes on; what the operator asks for is done all the same.
        case paused(Bool)
        /// A vendor is asked with this account from now on.
        case accountKnown(Vendor, VendorAccount)
        /// A vendor's credentials are new.
        case credentialsChanged(Vendor)
        /// Items are looked at as often as this from now on.
        case cadencesChanged(Cadences)
        /// What a credential has used, as all processes counted it.
        case budgetCounted(Vendor, RateBudget)
        /// So many of a vendor's checks ended while the store was last asked.
        case paceKnown(Vendor, Int)
        /// What another process knows of the vendors.
        case troubleKnown([Vendor: VendorTrouble])
        /// `nextWake` has come.
        case timePassed
    }

    /// Something to do.
    public enum Action: Equatable, Sendable {
        /// Ask the vendor about this item.
        case check(ItemKey)
    }

    private(set) var cadences: Cadences
    private let inFlightLimit: Int
    private let isOnePass: Bool
    var entries = ItemTable<Entry>()
    var lines = PerVendor(VendorLine())
    private var isPaused = false
    private var lookedAt: ItemKey?
    /// The latest moment that was given, by the clock on the wall.
    private(set) var latest: Timestamp?
    /// By how much that clock was set back in all: every moment in here is later by that, so
    /// setting it back moves nothing.
    private(set) var setBack = Duration.zero

    /// A schedule without items; at most `inFlightLimit` checks are on their way to one vendor.
    /// With `isOnePass` each item it is given has one turn, which is now.
    public init(cadences: Cadences, inFlightLimit: Int = 8, isOnePass: Bool = false) {
        self.cadences = cadences
        self.inFlightLimit = inFlightLimit
        self.isOnePass = isOnePass
    }

    /// Takes in what happened and says what to do now.
    public mutating func handle(
        _ event: Event, at moment: Timestamp, random: Random
    ) -> [Action] {
        let now = follow(clock: moment, random: random)
        switch event {
        case .loaded(let items): load(items, at: now, random: random)
        case .tracked(let item): place(item, at: now, random: random)
        case .learned(let items):
            for item in items { place(item, at: now, random: random) }
        case .untracked(let key): remove(key)
        case .finished(let key, let outcome, let item):
            finish(key, outcome, item, at: now, random: random)
        case .refused(let key, let answer): refuse(key, answer, at: now, random: random)
        case .asked(let keys): ask(keys, at: now)
        case .lookedAt(let key): lookedAt = key
        case .paused(let isPaused):
            let goesOn = self.isPaused && !isPaused
            self.isPaused = isPaused
            if goesOn { for vendor in Vendor.allCases { spreadLate(vendor, now, random) } }
        case .accountKnown(let vendor, let account): lines[vendor].use(account)
        case .credentialsChanged(let vendor):
            lines[vendor].credentialsChanged(at: now)
            spreadLate(vendor, now, random)
        case .cadencesChanged(let cadences):
            self.cadences = cadences
            replan(at: now, random: random)
        case .budgetCounted(let vendor, let budget): lines[vendor].budget = budget
        case .paceKnown(let vendor, let pace): lines[vendor].pace = pace
        case .troubleKnown(let troubles):
            for vendor in Vendor.allCases {
                guard let trouble = troubles[vendor] else { continue }
                adopt(trouble, of: vendor, at: now, random)
            }
        case .timePassed: break
        }
        var actions: [Action] = []
        var wake: Timestamp?
        for vendor in Vendor.allCases {
            begin(with: vendor, at: now, &actions)
            if let next = nextWake(of: vendor) { wake = min(wake ?? next, next) }
        }
        nextWake = wake.map { $0 - setBack }
        return actions
    }

    /// When `.timePassed` is to be told next; nil when nothing is due ever again as things stand.
    public private(set) var nextWake: Timestamp?

    /// How a vendor stands.
    public func condition(of vendor: Vendor) -> VendorCondition {
        guard let latest else { return .ok }
        switch lines[vendor].condition(at: latest + setBack) {
        case .ok: return .ok
        case .failing(let since): return .failing(since: since - setBack)
        case .refused(let since): return .refused(since: since - setBack)
        case .waiting(let until): return .waiting(until: until - setBack)
        }
    }

    /// What holds a vendor's polling back, for other processes to know.
    public func trouble(of vendor: Vendor) -> VendorTrouble {
        lines[vendor].trouble.moved(by: .zero - setBack)
    }

    /// What a vendor's credential has used; nil when the vendor names no limits.
    public func budget(of vendor: Vendor) -> RateBudget? { lines[vendor].budget }

    /// When an item is looked at next, as things stand; nil when that is not planned.
    public func nextCheck(of key: ItemKey) -> Timestamp? {
        guard let due = entries[key]?.due ?? entries[key]?.planned else { return nil }
        return lines[key.kind.vendor].opening(for: due, isAsked: false).map { $0 - setBack }
    }

    /// How many of a vendor's checks ended while the store was last asked.
    func pace(of vendor: Vendor) -> Int { lines[vendor].pace }

    /// How many of a vendor's items may be asked about at once, as things stand.
    public func limit(of vendor: Vendor) -> Int {
        guard let latest else { return 1 }
        return lines[vendor].limit(of: inFlightLimit, at: latest + setBack)
    }

    /// Takes note that an item is asked about only now, which was claimed a while ago: until it is
    /// asked again the time runs from here.
    public mutating func begun(_ key: ItemKey, at moment: Timestamp) {
        let now = moment + setBack
        lines[key.kind.vendor].inFlight.change(key) { $0.begunAt = now }
        entries.change(key) { $0.lastBegun = now }
    }

    /// Whether the check of an item that is on its way was asked for by the operator.
    public func isAsked(_ key: ItemKey) -> Bool {
        lines[key.kind.vendor].inFlight[key]?.isAsked ?? false
    }

    /// The items that wait for their turn though it has come, or was asked for.
    public func waiting(for vendor: Vendor) -> [ItemKey] {
        guard let latest else { return [] }
        return due(of: vendor, by: latest + setBack) + lines[vendor].asked.keys
    }
}

// MARK: - Checks begin

extension Schedule {
    private mutating func begin(
        with vendor: Vendor, at now: Timestamp, _ actions: inout [Action]
    ) {
        while let (key, isAsked) = next(of: vendor, at: now) {
            let entry = entries[key]
            lines[vendor].inFlight.set(
                VendorLine.Flight(
                    key: key, begunAt: now, isAsked: isAsked, due: entry?.due,
                    begunBefore: entry?.lastBegun))
            setDue(key, nil)
            entries.change(key) { $0.lastBegun = now }
            lines[vendor].asked.remove(key)
            lines[vendor].budget?.take(at: now - setBack)
            actions.append(.check(key))
        }
    }

    /// The item to look at now: what the operator asked for, else what the operator has before
    /// the eyes, else what is due longest.
    private func next(of vendor: Vendor, at now: Timestamp) -> (key: ItemKey, isAsked: Bool)? {
        if let first = lines[vendor].asked.first, hasRoom(vendor, isAsked: true, now),
            isOpen(vendor, first.at, isAsked: true, now)
        {
            return (first.key, true)
        }
        guard !isPaused, let first = lines[vendor].due.first, hasRoom(vendor, isAsked: false, now)
        else { return nil }
        if let lookedAt, lookedAt.kind.vendor == vendor, let due = entries[lookedAt]?.due,
            isOpen(vendor, due, isAsked: false, now)
        {
            return (lookedAt, false)
        }
        guard isOpen(vendor, turn(of: first, vendor), isAsked: false, now) else { return nil }
        return (first.key, false)
    }

    private func hasRoom(_ vendor: Vendor, isAsked: Bool, _ now: Timestamp) -> Bool {
        lines[vendor].hasRoom(inFlightLimit, isAsked: isAsked, at: now)
    }

    private func isOpen(
        _ vendor: Vendor, _ moment: Timestamp, isAsked: Bool, _ now: Timestamp
    ) -> Bool {
        opening(vendor, moment, isAsked: isAsked, now).map { $0 <= now } ?? false
    }

    /// From when on the vendor may be asked about something that is due at a moment.
    private func opening(
        _ vendor: Vendor, _ moment: Timestamp, isAsked: Bool, _ now: Timestamp
    ) -> Timestamp? {
        guard let opening = lines[vendor].opening(for: moment, isAsked: isAsked) else { return nil }
        guard let budget = lines[vendor].budget else { return opening }
        let reserve = isAsked ? 0 : VendorLine.reserve
        return max(opening, budget.opening(at: now - setBack, leaving: reserve) + setBack)
    }

    /// When the first item in line has its turn: a vendor that is away is tried even when no item
    /// is due yet, so that its return is noticed.
    private func turn(of first: DueList.Due, _ vendor: Vendor) -> Timestamp {
        lines[vendor].isTrying ? min(first.at, earliest(of: first.key)) : first.at
    }

    private func nextWake(of vendor: Vendor) -> Timestamp? {
        guard let latest else { return nil }
        let now = latest + setBack
        var wake: Timestamp?
        func take(_ moment: Timestamp?) {
            if let moment { wake = min(wake ?? moment, moment) }
        }
        if let first = lines[vendor].asked.first, hasRoom(vendor, isAsked: true, now) {
            take(opening(vendor, first.at, isAsked: true, now))
        }
        if !hasRoom(vendor, isAsked: false, now) {
            take(lines[vendor].relief(at: now))
        } else if !isPaused, let first = lines[vendor].due.first {
            take(opening(vendor, turn(of: first, vendor), isAsked: false, now))
        }
        // The end of a wait is news even when nothing is due then.
        if let waitUntil = lines[vendor].trouble.waitUntil, now < waitUntil { take(waitUntil) }
        return wake
    }

    /// Before this an item is not looked at again, whoever asks.
    func earliest(of key: ItemKey) -> Timestamp {
        guard let begun = entries[key]?.lastBegun else { return Timestamp(milliseconds: .min) }
        return begun + cadences[key.kind].leastGap(for: key.kind)
    }
}

// MARK: - Small parts

extension Schedule {
    func isOnItsWay(_ key: ItemKey) -> Bool { lines[key.kind.vendor].inFlight[key] != nil }

    mutating func setDue(_ key: ItemKey, _ moment: Timestamp?) {
        let vendor = key.kind.vendor
        // As the entry has it, or the list would not know it again.
        var due: Timestamp?
        entries.change(key) {
            $0.due = moment
            due = $0.due
        }
        if let due { lines[vendor].due.insert(DueList.Due(at: due, key: key)) }
        lines[vendor].due.settle { [entries] in entries[$0.key]?.due == $0.at }
    }

    /// Throws out of a vendor's list what is not due any more.
    mutating func tidy(_ vendor: Vendor) {
        lines[vendor].due.keep { [entries] in entries[$0.key]?.due == $0.at }
    }

    /// A vendor's items that are due by then, in order.
    func due(of vendor: Vendor, by moment: Timestamp) -> [ItemKey] {
        lines[vendor].due.keys(by: moment) { entries[$0.key]?.due == $0.at }
    }

    /// Gives an item its next turn, or notes it where there is only one pass.
    mutating func plan(_ key: ItemKey, at moment: Timestamp?) {
        if isOnePass {
            entries.change(key) { $0.planned = moment }
            setDue(key, nil)
        } else {
            setDue(key, moment)
        }
    }

    /// What an item's first turn is: now, where there is only one pass.
    mutating func planFirst(_ key: ItemKey, at moment: Timestamp, now: Timestamp) {
        setDue(key, isOnePass ? now : moment)
    }

    /// Counts an item in its vendor's load, or no more when it is final or gone.
    mutating func recount(_ key: ItemKey, at now: Timestamp) {
        guard let entry = entries[key] else { return }
        let isOverdue =
            entry.isFinal ? nil : entry.isOverdue(cadences[key.kind], at: now - setBack)
        guard isOverdue != entry.isCountedOverdue else { return }
        entries.change(key) { $0.isCountedOverdue = isOverdue }
        count(key.kind.vendor, key.kind, entry.isCountedOverdue, -1)
        count(key.kind.vendor, key.kind, isOverdue, 1)
    }

    func stretch(of vendor: Vendor, at now: Timestamp) -> Double {
        lines[vendor].stretch(cadences: cadences, at: now - setBack)
    }

    mutating func count(_ vendor: Vendor, _ kind: Kind, _ isOverdue: Bool?, _ step: Int) {
        switch isOverdue {
        case nil: break
        case true?: lines[vendor].load[kind, default: VendorLine.Load()].overdue += step
        case false?: lines[vendor].load[kind, default: VendorLine.Load()].usual += step
        }
    }

    /// Follows the clock on the wall and gives this schedule's moment. A clock that is set back
    /// takes everything planned along with it. After a time in which nobody could look, because
    /// the machine slept or the clock was set forward, what is late is spread out.
    private mutating func follow(clock moment: Timestamp, random: Random) -> Timestamp {
        guard let before = latest else {
            latest = moment
            return moment + setBack
        }
        let step = moment - before
        guard step > .zero else {
            if step < .seconds(-1) {
                setBack += .zero - step
                latest = moment
                // Every moment is another one to others now.
                for vendor in Vendor.allCases { lines[vendor].troubleChanges += 1 }
            }
            return (latest ?? moment) + setBack
        }
        let wake = step > Self.slept ? nextWake : nil
        latest = moment
        let now = moment + setBack
        if let wake, moment - max(wake, before) > Self.slept {
            for vendor in Vendor.allCases { spreadLate(vendor, now, random) }
        }
        return now
    }

    /// Coming so much later than told means that the machine slept.
    private static let slept = Duration.seconds(30)
}
