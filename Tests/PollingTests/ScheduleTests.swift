import Domain
import Glibc
import Polling
import Testing

/// When an item is looked at.
struct ScheduleTests {
    @Test(arguments: [
        (Kind.reap, 60.0, 30.0), (.deepvue, 60, 60), (.stamps, 0, 60), (.report, 5, 15),
        (.kyc, 60, 60),
    ])
    func `Each kind is looked at on its vendor's cadence`(
        kind: Kind, first: Double, every: Double
    ) throws {
        var driven = DrivenSchedule()
        var begun = driven.track(key(kind))
        if begun.isEmpty { begun = try driven.wake() }
        #expect(begun == [key(kind)])
        #expect(driven.seconds == first)
        #expect(driven.finish(key(kind), moving).isEmpty)
        #expect(try driven.wake() == [key(kind)])
        #expect(driven.seconds == first + every)
    }

    @Test func `An overdue item is looked at less often`() throws {
        var driven = DrivenSchedule()
        _ = driven.track(key(.reap))
        _ = driven.pass(.seconds(31 * 60))
        _ = driven.finish(key(.reap), moving)
        #expect(driven.schedule.nextWake == driven.now + .seconds(5 * 60))
    }

    @Test(arguments: [WorkState.completed, .failed])
    func `A final item is never looked at again unless asked for`(state: WorkState) throws {
        var driven = DrivenSchedule()
        _ = driven.track(key(.kyc))
        _ = try driven.wake()
        _ = driven.finish(key(.kyc), .success(Snapshot(state: state)))
        #expect(driven.schedule.nextWake == nil)
        #expect(driven.pass(.seconds(5000)).isEmpty)
        #expect(driven.tell(.asked([key(.kyc)])) == [key(.kyc)])
        _ = driven.finish(key(.kyc), moving)
        #expect(driven.schedule.nextWake == driven.now + .seconds(60))
    }

    @Test func `Items tracked together drift apart, and never come early`() throws {
        var driven = DrivenSchedule()
        driven.chance = nil
        for number in 0..<8 { _ = driven.track(key(.stamps, number)) }
        for number in 0..<8 { _ = driven.finish(key(.stamps, number), moving) }
        let times = try (0..<8).map {
            try #require(driven.schedule.nextCheck(of: key(.stamps, $0))) - driven.now
        }
        #expect(Set(times).count == 8)
        #expect(times.allSatisfy { $0 >= .seconds(60) && $0 < .seconds(63) })
    }

    @Test func `A failing item is tried after pauses that double up to ten intervals`() throws {
        var driven = DrivenSchedule()
        driven.chance = 0.999
        _ = driven.track(key(.reap))
        _ = try driven.wake()
        for intervals in [1, 2, 4, 8, 10, 10] {
            // The vendor knows no such id: that is this item's fault alone.
            _ = driven.finish(key(.reap), .notFound)
            let pause = try #require(driven.schedule.nextWake) - driven.now
            #expect(pause <= .seconds(30 * intervals))
            #expect(pause > .seconds(29 * intervals))
            #expect(try driven.wake() == [key(.reap)])
        }
        #expect(driven.schedule.condition(of: .reap) == .ok)
        driven.chance = 0
        _ = driven.finish(key(.reap), moving)
        #expect(driven.schedule.nextWake == driven.now + .seconds(30))
    }

    @Test func `A customer is never asked about twice within a minute, whoever asks`() throws {
        var driven = DrivenSchedule()
        _ = driven.track(key(.kyc))
        #expect(driven.tell(.asked([key(.kyc)])) == [key(.kyc)])
        _ = driven.finish(key(.kyc), .network)
        #expect(driven.tell(.asked([key(.kyc)])).isEmpty)
        #expect(driven.pass(.seconds(59)).isEmpty)
        #expect(driven.tell(.asked([key(.kyc)])).isEmpty)
        #expect(try driven.wake() == [key(.kyc)])
        #expect(driven.seconds == 60)
    }

    @Test func `A restart does not shorten a customer's minute`() throws {
        var driven = DrivenSchedule()
        var item = TrackedItem(key: key(.kyc), trackedAt: driven.now - .seconds(600))
        _ = item.take(moving, at: driven.now - .seconds(10))
        _ = driven.tell(.loaded([item]))
        #expect(driven.tell(.asked([key(.kyc)])).isEmpty)
        #expect(try driven.wake() == [key(.kyc)])
        #expect(driven.seconds == 50)
    }

    @Test func `In a demo the minute shrinks with everything else`() throws {
        var driven = DrivenSchedule(Cadences().scaled(by: 20))
        _ = driven.track(key(.kyc))
        _ = driven.tell(.asked([key(.kyc)]))
        _ = driven.finish(key(.kyc), moving)
        _ = driven.tell(.asked([key(.kyc)]))
        #expect(try driven.wake() == [key(.kyc)])
        #expect(driven.seconds == 3)
    }

    @Test func `What the operator asks for goes first, then what is due longest`() throws {
        var driven = DrivenSchedule()
        _ = driven.track(key(.reap, 99))
        driven.now = driven.now + .seconds(1)
        for number in 0..<10 { _ = driven.track(key(.reap, number)) }
        _ = driven.tell(.paused(true))
        _ = driven.pass(.seconds(80))
        driven.chance = 0
        let begun = driven.tell(.paused(false))
        #expect(begun.count == 8)
        // All eight places are taken: these two wait, and the one asked for is next.
        let waiting = (0..<10).map { key(.reap, $0) }.filter { !begun.contains($0) }
        let asked = try #require(waiting.last)
        #expect(driven.tell(.asked([asked])).isEmpty)
        #expect(driven.finish(try #require(begun.first), moving) == [asked])
    }

    @Test func `While paused nothing is looked at but what the operator asks for`() throws {
        var driven = DrivenSchedule()
        _ = driven.track(key(.stamps, 1))
        _ = driven.tell(.paused(true))
        _ = driven.finish(key(.stamps, 1), moving)
        #expect(driven.schedule.nextWake == nil)
        #expect(driven.pass(.seconds(3600)).isEmpty)
        #expect(driven.tell(.asked([key(.stamps, 1)])) == [key(.stamps, 1)])
        _ = driven.finish(key(.stamps, 1), moving)
        _ = driven.pass(.seconds(3600))
        #expect(driven.tell(.paused(false)) == [key(.stamps, 1)])
    }

    @Test func `After a restart an item waits for what is left of its interval`() throws {
        var driven = DrivenSchedule()
        var item = TrackedItem(key: key(.reap), trackedAt: driven.now - .seconds(600))
        _ = item.take(moving, at: driven.now - .seconds(10))
        #expect(driven.tell(.loaded([item])).isEmpty)
        #expect(try driven.wake() == [key(.reap)])
        #expect(driven.seconds == 20)
    }

    @Test func `A thousand items overdue at a restart are spread over their interval`() throws {
        var driven = DrivenSchedule()
        driven.chance = nil
        let items = (0..<1000).map { number in
            var item = TrackedItem(key: key(.reap, number), trackedAt: driven.now - .seconds(900))
            _ = item.take(moving, at: driven.now - .seconds(800))
            driven.items[item.key] = item
            return item
        }
        var begun = driven.tell(.loaded(items))
        #expect(begun.count < 3)
        var perSecond: [Int: Int] = [:]
        while driven.seconds < 30 {
            while let next = begun.popLast() {
                perSecond[Int(driven.seconds), default: 0] += 1
                begun += driven.finish(next, moving)
            }
            begun = try driven.wake()
        }
        #expect(perSecond.values.reduce(0, +) >= 1000)
        #expect(perSecond.values.max() ?? 0 < 70)
    }

    @Test func `A check by another process counts as ours`() throws {
        var driven = DrivenSchedule()
        _ = driven.track(key(.reap))
        _ = driven.pass(.seconds(59))
        var item = try #require(driven.items[key(.reap)])
        _ = item.take(moving, at: driven.now)
        #expect(driven.tell(.loaded([item])).isEmpty)
        #expect(driven.schedule.nextWake == driven.now + .seconds(30))
        _ = item.take(done, at: driven.now + .seconds(1))
        _ = driven.pass(.seconds(2))
        #expect(driven.tell(.loaded([item])).isEmpty)
        #expect(driven.schedule.nextWake == nil)
    }

    @Test func `After the machine slept there is one catch-up pass, eight at a time`() throws {
        var driven = DrivenSchedule()
        for number in 0..<50 { _ = driven.track(key(.reap, number)) }
        var waiting = driven.pass(.seconds(8 * 3600))
        #expect(waiting.count == 8)
        var caughtUp: [ItemKey] = []
        while let next = waiting.popLast() {
            caughtUp.append(next)
            waiting += driven.finish(next, moving)
            #expect(waiting.count <= 8)
        }
        #expect(caughtUp.count == 50)
        #expect(Set(caughtUp).count == 50)
    }

    @Test func `A clock set back stops nothing`() throws {
        var driven = DrivenSchedule()
        _ = driven.track(key(.reap))
        _ = driven.pass(.seconds(61))
        _ = driven.finish(key(.reap), moving)
        driven.now = driven.now - .seconds(10_000)
        #expect(driven.tell(.timePassed).isEmpty)
        #expect(try #require(driven.schedule.nextWake) - driven.now == .seconds(30))
    }

    @Test func `An item untracked during its check is not looked at again`() throws {
        var driven = DrivenSchedule()
        _ = driven.track(key(.stamps))
        driven.items = [:]
        _ = driven.tell(.untracked(key(.stamps)))
        #expect(driven.finish(key(.stamps), moving).isEmpty)
        #expect(driven.schedule.nextWake == nil)
        #expect(driven.tell(.asked([key(.stamps)])).isEmpty)
    }
}
