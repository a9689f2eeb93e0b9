import Domain
import Polling
import Testing

/// A schedule under a clock and a chance that the test drives.
struct DrivenSchedule {
    var schedule: Schedule
    var now = Timestamp(milliseconds: 1_759_900_000_000)
    let start = Timestamp(milliseconds: 1_759_900_000_000)
    /// What every draw gives; nil draws from a fixed sequence.
    var chance: Double? = 0
    var items: [ItemKey: TrackedItem] = [:]
    /// The checks that began and did not end yet, in the order of beginning.
    private(set) var onTheirWay: [ItemKey] = []
    private var seed: UInt64 = 42
    private var events = 0

    init(_ cadences: Cadences = Cadences()) {
        schedule = Schedule(cadences: cadences)
    }

    /// Seconds since the start.
    var seconds: Double { Double((now - start).milliseconds) / 1000 }

    /// Tells an event and gives the keys to check.
    mutating func tell(_ event: Schedule.Event) -> [ItemKey] {
        events += 1
        // A test that would never end says so instead.
        precondition(events < 1_000_000, "the schedule gives checks without end")
        var seed = seed
        let chance = chance
        let actions = schedule.handle(event, at: now) {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return chance ?? Double(seed >> 11) / Double(1 << 53)
        }
        self.seed = seed
        let begun = actions.map { action in
            switch action {
            case .check(let key): key
            }
        }
        onTheirWay += begun
        return begun
    }

    mutating func track(_ keys: ItemKey...) -> [ItemKey] {
        keys.flatMap { key in
            let item = TrackedItem(key: key, trackedAt: now)
            items[key] = item
            return tell(.tracked(item))
        }
    }

    /// Ends a check; gives what begins then.
    mutating func finish(
        _ key: ItemKey, _ outcome: Result<Snapshot, CheckFailure>
    ) -> [ItemKey] {
        onTheirWay.removeAll { $0 == key }
        guard items[key] != nil else { return tell(.finished(key, outcome, nil)) }
        _ = items[key]?.take(outcome, at: now)
        return tell(.finished(key, outcome, items[key]))
    }

    mutating func finish(_ key: ItemKey, _ reason: CheckFailure.Reason) -> [ItemKey] {
        finish(key, .failure(CheckFailure(reason, message: "no")))
    }

    /// Ends every check on its way in the same way, also those that begin meanwhile.
    mutating func finishAll(_ reason: CheckFailure.Reason) {
        while let key = onTheirWay.first { _ = finish(key, reason) }
    }

    /// Goes to the schedule's next wake; gives what begins then.
    mutating func wake() throws -> [ItemKey] {
        now = max(now, try #require(schedule.nextWake))
        return tell(.timePassed)
    }

    /// Lets time pass; gives what begins at the end of it.
    mutating func pass(_ duration: Duration) -> [ItemKey] {
        now = now + duration
        return tell(.timePassed)
    }
}

let moving = Result<Snapshot, CheckFailure>.success(Snapshot(state: .inProgress))
let done = Result<Snapshot, CheckFailure>.success(Snapshot(state: .completed))

func key(_ kind: Kind, _ number: Int = 0) -> ItemKey {
    let digits = String(number)
    let tail = String(repeating: "0", count: 12 - digits.count) + digits
    let id =
        switch kind {
        case .reap, .kyc: "f208a887-9fa6-4447-a52b-\(tail)"
        case .deepvue: "f208a8879fa64447a52b\(tail)"
        case .stamps: "bulk_stamp_v2_\(tail)"
        case .report: "bulk_stamper_order_usage_report_\(tail)"
        }
    guard let key = ItemKey(kind: kind, id: id) else { fatalError("not an id: \(id)") }
    return key
}
