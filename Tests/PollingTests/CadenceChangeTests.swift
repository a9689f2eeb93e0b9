import Domain
import Polling
import Testing

/// A schedule whose cadences change while it runs.
struct CadenceChangeTests {
    private let reap = ItemKey(kind: .reap, id: "f208a887-9fa6-4447-a52b-c1d6e089536f")

    private func cadences(every seconds: Int) -> Cadences {
        var cadences = Cadences()
        cadences[.reap].every = .seconds(seconds)
        return cadences
    }

    @Test func `A shorter interval holds at once and not after the longer one`() throws {
        let key = try #require(reap)
        var driven = DrivenSchedule(cadences(every: 3600))
        #expect(driven.track(key) == [])
        driven.now = driven.now + .seconds(60)
        #expect(driven.tell(.timePassed) == [key])
        _ = driven.finish(key, .success(Snapshot(state: .inProgress)))
        #expect(driven.schedule.nextCheck(of: key) == driven.now + .seconds(3600))
        #expect(driven.tell(.cadencesChanged(cadences(every: 30))) == [])
        #expect(driven.schedule.nextCheck(of: key) == driven.now + .seconds(30))
        driven.now = driven.now + .seconds(30)
        #expect(driven.tell(.timePassed) == [key])
    }

    @Test func `A longer interval spares the vendor from then on`() throws {
        let key = try #require(reap)
        var driven = DrivenSchedule(cadences(every: 30))
        _ = driven.track(key)
        driven.now = driven.now + .seconds(60)
        _ = driven.tell(.timePassed)
        _ = driven.finish(key, .success(Snapshot(state: .inProgress)))
        #expect(driven.tell(.cadencesChanged(cadences(every: 600))) == [])
        driven.now = driven.now + .seconds(31)
        #expect(driven.tell(.timePassed) == [])
    }
}
