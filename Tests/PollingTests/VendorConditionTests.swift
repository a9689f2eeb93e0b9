import Domain
import Glibc
import Polling
import Testing

/// What one vendor's trouble does to the polling of all its items.
struct VendorConditionTests {
    /// Ten orders of which eight are on their way.
    private func tenOrders() -> DrivenSchedule {
        var driven = DrivenSchedule()
        for number in 0..<10 { _ = driven.track(key(.stamps, number)) }
        return driven
    }

    @Test func `Refused credentials stop the vendor until a check the operator asks for works`()
        throws
    {
        var driven = tenOrders()
        _ = driven.track(key(.reap))
        for number in 0..<8 { #expect(driven.finish(key(.stamps, number), .auth).isEmpty) }
        #expect(driven.schedule.condition(of: .surepass) == .refused(since: driven.start))
        // Another vendor's items go on.
        #expect(try driven.wake() == [key(.reap)])
        #expect(driven.pass(.seconds(100_000)).isEmpty)

        // One at a time, and refused again means that the rest is not tried.
        let asked = [key(.stamps, 4), key(.stamps, 5)]
        #expect(driven.tell(.asked(asked)) == [key(.stamps, 4)])
        #expect(driven.finish(key(.stamps, 4), .auth).isEmpty)
        #expect(driven.pass(.seconds(100_000)).isEmpty)

        #expect(driven.tell(.asked([key(.stamps, 5)])) == [key(.stamps, 5)])
        driven.chance = nil
        #expect(driven.finish(key(.stamps, 5), moving).count < 8)
        #expect(driven.schedule.condition(of: .surepass) == .ok)
        var resumed: Set<ItemKey> = []
        while resumed.count < 9 {
            for key in try driven.wake() where key.kind == .stamps { resumed.insert(key) }
            for key in resumed { _ = driven.finish(key, moving) }
        }
    }

    @Test func `New credentials are tried with one check before the others follow`() throws {
        var driven = tenOrders()
        for number in 0..<8 { _ = driven.finish(key(.stamps, number), .auth) }
        _ = driven.pass(.seconds(600))
        driven.chance = 0
        let begun = driven.tell(.credentialsChanged(.surepass))
        #expect(begun.count == 1)
        #expect(driven.pass(.seconds(1)).isEmpty)
        let next = driven.finish(try #require(begun.first), moving)
        // For a second the others follow one by one, then as always.
        #expect(next.count == 1)
        #expect(driven.pass(.seconds(1)).count == 7)
    }

    @Test func `Retry-After holds for all of a vendor's items, and for the operator`() throws {
        var driven = tenOrders()
        let busy = CheckFailure(.rateLimited, message: "busy", retryAfter: .seconds(90))
        #expect(driven.finish(key(.stamps, 0), .failure(busy)).isEmpty)
        for number in 1..<8 { #expect(driven.finish(key(.stamps, number), moving).isEmpty) }
        let end = driven.start + .seconds(90)
        #expect(driven.schedule.condition(of: .surepass) == .waiting(until: end))
        #expect(driven.tell(.asked([key(.stamps, 9)])).isEmpty)
        #expect(driven.pass(.milliseconds(89_999)).isEmpty)
        // Then what was asked for goes first, and alone.
        #expect(try driven.wake() == [key(.stamps, 9)])
        #expect(driven.now == end)
    }

    @Test func `A Retry-After of years does not end polling`() throws {
        var driven = tenOrders()
        let busy = CheckFailure(.vendor, message: "busy", retryAfter: .seconds(1 << 40))
        for number in 0..<8 { _ = driven.finish(key(.stamps, number), .failure(busy)) }
        #expect(try !driven.wake().isEmpty)
        #expect(driven.seconds <= 86_400)
    }

    @Test func `One failure is chance, three in a row are the vendor's condition`() throws {
        var driven = tenOrders()
        driven.chance = 0.5
        _ = driven.finish(key(.stamps, 0), .vendor)
        _ = driven.finish(key(.stamps, 1), .network)
        _ = driven.finish(key(.stamps, 2), .notFound)
        _ = driven.finish(key(.stamps, 3), .network)
        _ = driven.finish(key(.stamps, 4), .malformed)
        _ = driven.finish(key(.stamps, 5), .network)
        #expect(driven.schedule.condition(of: .surepass) == .ok)
        _ = driven.finish(key(.stamps, 6), .network)
        #expect(driven.schedule.condition(of: .surepass) == .failing(since: driven.start))
        #expect(driven.schedule.condition(of: .reap) == .ok)
    }

    @Test(arguments: [0, 0.5, 0.999])
    func `A vendor that is away gets one check at a time, at least once an interval`(
        chance: Double
    ) throws {
        var driven = tenOrders()
        driven.chance = chance
        driven.finishAll(.network)
        for _ in 0..<20 {
            let before = driven.now
            let begun = try driven.wake()
            #expect(begun.count == 1)
            #expect(driven.now - before <= .seconds(60))
            #expect(driven.now - before >= .seconds(30))
            #expect(driven.pass(.milliseconds(1)).isEmpty)
            _ = driven.finish(try #require(begun.first), .network)
        }
    }

    @Test func `When the vendor is back its items follow spread out`() throws {
        var driven = DrivenSchedule()
        let all = (0..<100).map { key(.reap, $0) }
        for key in all { _ = driven.track(key) }
        #expect(driven.pass(.seconds(60)).count == 8)
        driven.chance = 0.5
        driven.finishAll(.network)
        #expect(driven.schedule.condition(of: .reap) != .ok)
        driven.chance = nil
        let probe = driven.pass(.seconds(1200))
        #expect(probe.count == 1)
        #expect(driven.finish(try #require(probe.first), moving).count <= 1)
        #expect(driven.schedule.condition(of: .reap) == .ok)
        let back = driven.now
        var begun: Set<ItemKey> = []
        while begun.count < 99 {
            var next = try driven.wake()
            while let key = next.popLast() {
                begun.insert(key)
                next += driven.finish(key, moving)
            }
        }
        #expect(driven.now - back > .seconds(15))
        #expect(driven.now - back < .seconds(40))
    }

    @Test func `What was asked of a failing vendor goes at once but alone`() throws {
        var driven = tenOrders()
        driven.chance = 0.999
        driven.finishAll(.network)
        _ = driven.pass(.seconds(7))
        let asked = [key(.stamps, 3), key(.stamps, 4)]
        #expect(driven.tell(.asked(asked)) == [key(.stamps, 3)])
        #expect(driven.finish(key(.stamps, 3), moving).contains(key(.stamps, 4)))
    }
}
