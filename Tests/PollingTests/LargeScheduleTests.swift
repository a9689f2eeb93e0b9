import Domain
import Polling
import TestSupport
import Testing

/// A hundred thousand items cost no more than their requests.
@Suite(.ownThread) struct LargeScheduleTests {
    /// The time that an event takes with so many items, the least of several rounds.
    private func cost(of count: Int, _ event: (inout DrivenSchedule) throws -> Void) throws
        -> Duration
    {
        var driven = DrivenSchedule()
        driven.chance = nil
        let items = (0..<count).map { number -> TrackedItem in
            var item = TrackedItem(
                key: key(.reap, number), trackedAt: driven.now - .seconds(60))
            _ = item.take(moving, at: driven.now - .milliseconds(number % 25_000))
            return item
        }
        for item in items { driven.items[item.key] = item }
        _ = driven.tell(.loaded(items))
        var least = Duration.seconds(1000)
        for _ in 0..<5 {
            let begun = ContinuousClock.now
            for _ in 0..<200 { try event(&driven) }
            least = min(least, ContinuousClock.now - begun)
        }
        return least
    }

    /// How much dearer an event is with a hundred times the items.
    private func growth(_ event: (inout DrivenSchedule) throws -> Void) throws -> Double {
        try cost(of: 100_000, event) / cost(of: 1000, event)
    }

    @Test func `A check that begins and ends costs the same among many`() throws {
        // A hundred times the items: logarithms and caches may show, nothing more.
        #expect(
            try growth { driven in
                for key in try driven.wake() { _ = driven.finish(key, moving) }
            } < 10)
    }

    @Test func `So do asking, news of another process, and a clock that is set back`() throws {
        var number = 0
        #expect(
            try growth { driven in
                number += 1
                let item = try #require(driven.items[key(.reap, number % 1000)])
                _ = driven.tell(.learned([item]))
                _ = driven.tell(.asked([item.key]))
                _ = driven.tell(.untracked(item.key))
                _ = driven.tell(.tracked(item))
                driven.now = driven.now - .seconds(5)
                _ = driven.tell(.timePassed)
            } < 10)
    }
}
