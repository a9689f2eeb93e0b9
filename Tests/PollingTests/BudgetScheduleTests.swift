import Domain
import Polling
import Testing

/// How a credential's rate budget is kept and made to last.
struct BudgetScheduleTests {
    private static let starter = VendorAccount(
        credential: "c",
        limits: [
            RateLimit(1, in: .seconds(1)), RateLimit(30, in: .seconds(60)),
            RateLimit(1000, in: .seconds(86_400)),
        ])

    /// Lets days pass with answers at once; gives when which item was asked about.
    private func run(
        _ driven: inout DrivenSchedule, for duration: Duration
    ) throws -> [(at: Timestamp, key: ItemKey)] {
        var asked: [(at: Timestamp, key: ItemKey)] = []
        let end = driven.now + duration
        while let wake = driven.schedule.nextWake, wake < end {
            var begun = try driven.wake()
            while let key = begun.popLast() {
                asked.append((driven.now, key))
                begun += driven.finish(key, moving)
            }
        }
        return asked
    }

    private func most(_ moments: [Timestamp], within length: Duration) -> Int {
        var (most, first) = (0, 0)
        for (place, moment) in moments.enumerated() {
            while moment - moments[first] >= length { first += 1 }
            most = max(most, place - first + 1)
        }
        return most
    }

    @Test func `A starter plan's thousand requests last the day for ten batches that never end`()
        throws
    {
        var driven = DrivenSchedule()
        driven.chance = nil
        _ = driven.tell(.accountKnown(.deepvue, Self.starter))
        for number in 0..<10 { _ = driven.track(key(.deepvue, number)) }
        // Always new batches, none ever overdue: the worst there is.
        var asked: [Timestamp] = []
        for _ in 0..<48 {
            asked += try run(&driven, for: .seconds(1800)).map(\.at)
            for number in 0..<10 {
                var item = try #require(driven.items[key(.deepvue, number)])
                item.trackedAt = driven.now
                driven.items[item.key] = item
                _ = driven.tell(.tracked(item))
            }
        }
        #expect(most(asked, within: .seconds(86_400)) <= 1000)
        #expect(most(asked, within: .seconds(60)) <= 30)
        #expect(most(asked, within: .seconds(1)) <= 1)
        #expect(asked.count > 600)
        // In the last hours of the day they are still asked about.
        let evening = driven.start + .seconds(20 * 3600)
        #expect(asked.count { $0 >= evening } > 20)
        let first = driven.start + .seconds(600)
        #expect(asked.count { $0 < first } >= 80, "the first minutes keep the cadence")
    }

    @Test func `Without need the interval is the cadence's`() throws {
        var driven = DrivenSchedule()
        _ = driven.tell(.accountKnown(.deepvue, Self.starter))
        _ = driven.track(key(.deepvue))
        let asked = try run(&driven, for: .seconds(600)).map(\.at)
        #expect(asked == (1...9).map { driven.start + .seconds(60 * $0) })
    }

    @Test func `At a window's edge not one request more goes out, and then the next one does`()
        throws
    {
        var driven = DrivenSchedule()
        let limits = [RateLimit(30, in: .seconds(60))]
        _ = driven.tell(
            .accountKnown(.deepvue, VendorAccount(credential: "c", limits: limits)))
        let keys = (0..<40).map { key(.deepvue, $0) }
        for key in keys { _ = driven.track(key) }
        var begun = driven.tell(.asked(keys))
        var asked = 0
        while let key = begun.popLast() {
            asked += 1
            begun += driven.finish(key, done)
        }
        #expect(asked == 30)
        #expect(driven.pass(.milliseconds(60_000)).isEmpty)
        let opening = try #require(driven.schedule.nextWake)
        #expect(opening - driven.start <= .seconds(61))
        #expect(try driven.wake().count == 8)
    }

    @Test func `What the operator asks for may use what is kept back of the day`() throws {
        var driven = DrivenSchedule()
        let limits = [RateLimit(100, in: .seconds(1)), RateLimit(100, in: .seconds(86_400))]
        _ = driven.tell(
            .accountKnown(.deepvue, VendorAccount(credential: "c", limits: limits)))
        for number in 0..<100 { _ = driven.track(key(.deepvue, number)) }
        let asked = try run(&driven, for: .seconds(3600))
        #expect(asked.count == 95)
        #expect(driven.pass(.seconds(10)).isEmpty)
        #expect(driven.tell(.asked([key(.deepvue, 1)])) == [key(.deepvue, 1)])
    }

    @Test func `What the operator has before the eyes goes first`() throws {
        var driven = DrivenSchedule()
        _ = driven.tell(.accountKnown(.deepvue, Self.starter))
        for number in 0..<10 { _ = driven.track(key(.deepvue, number)) }
        _ = driven.tell(.lookedAt(key(.deepvue, 7)))
        #expect(try driven.wake() == [key(.deepvue, 7)])
        _ = driven.finish(key(.deepvue, 7), moving)
        #expect(try driven.wake() == [key(.deepvue, 0)])
    }

    @Test func `What others used of the budget counts here`() throws {
        var driven = DrivenSchedule()
        _ = driven.tell(.accountKnown(.deepvue, Self.starter))
        _ = driven.track(key(.deepvue))
        var used = RateBudget(Self.starter.limits)
        for _ in 0..<30 { used.take(at: driven.now + .seconds(59)) }
        #expect(try driven.wake() == [key(.deepvue)])
        #expect(driven.tell(.refused(key(.deepvue), .spent(used))).isEmpty)
        #expect(try #require(driven.schedule.nextWake) > driven.now + .seconds(58))
        #expect(try driven.wake() == [key(.deepvue)])
    }
}
