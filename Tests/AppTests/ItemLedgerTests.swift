import Domain
import Testing

@testable import App

private let start = Timestamp(milliseconds: 1_760_000_000_000)
private let network = CheckFailure(.network, message: "the vendor could not be reached")
private let auth = CheckFailure(.auth, httpStatus: 401, message: "refused")

/// A batch that is looked at every 30 seconds, and a ledger that knows it.
private struct Story {
    var item: TrackedItem
    var ledger = ItemLedger(cadences: Cadences())
    var now = start

    init() throws {
        let key = try #require(
            ItemKey(kind: .reap, id: "f208a887-9fa6-4447-a52b-c1d6e089536f"))
        item = TrackedItem(key: key, label: "March import", trackedAt: start)
        ledger.begin(with: [item], at: start)
    }

    /// One check after so many seconds, and the kinds of change that come of it.
    mutating func check(
        after seconds: Int64, _ outcome: Result<Snapshot, CheckFailure>
    ) -> [ItemChange] {
        now = now + .seconds(seconds)
        _ = item.take(outcome, at: now)
        return ledger.take(item, at: now).map(\.kind)
    }

    mutating func answers(
        after seconds: Int64 = 30, _ state: WorkState, processed: Int = 0
    ) -> [ItemChange] {
        check(
            after: seconds,
            .success(
                Snapshot(
                    state: state, vendorState: state.rawValue, total: 100, processed: processed)))
    }
}

@Suite struct ItemLedgerTests {
    @Test func `Each difference is one change, in a steady order`() throws {
        var story = try Story()
        #expect(story.answers(.pending) == [.first])
        #expect(story.answers(.pending) == [])
        #expect(story.answers(.inProgress, processed: 10) == [.state, .progress])
        #expect(story.answers(.inProgress, processed: 20) == [.progress])
        #expect(story.answers(.completed, processed: 100) == [.state, .progress])
    }

    @Test func `An error counts once until it is gone, and another kind of error counts too`()
        throws
    {
        var story = try Story()
        _ = story.answers(.pending)
        #expect(story.check(after: 30, .failure(network)) == [.error])
        #expect(story.check(after: 30, .failure(network)) == [])
        let broken = CheckFailure(.vendor, httpStatus: 503, message: "out of order")
        #expect(story.check(after: 5, .failure(broken)) == [])
        #expect(story.check(after: 10, .failure(auth)) == [.error])
        #expect(story.check(after: 10, .failure(network)).contains(.error) == false)
        #expect(story.answers(after: 1, .pending).first == .recovered)
        #expect(story.check(after: 30, .failure(network)) == [.error])
    }

    @Test func `Flags that come with time alone are told when they come`() throws {
        var story = try Story()
        _ = story.answers(.inProgress, processed: 1)
        let next = try #require(story.ledger.nextFlagChange)
        #expect(next == story.now + .milliseconds(90_001))
        #expect(story.ledger.passTime(to: next - .milliseconds(1)).isEmpty)
        let changes = story.ledger.passTime(to: next)
        #expect(changes.map(\.raised) == [[.stale]])
        #expect(story.ledger.passTime(to: next + .seconds(1)).isEmpty)
        let later = story.ledger.passTime(to: story.now + .seconds(1_900))
        #expect(later.map(\.raised) == [[.overdue, .stuck]])
        // Past the limit the interval is longer, so the old answer counts as fresh again.
        #expect(story.answers(after: 1_900, .completed) == [.state, .progress, .flag])
        #expect(story.ledger.nextFlagChange == nil)
    }

    @Test func `An older answer from the store never takes the place of a newer one`() throws {
        var story = try Story()
        _ = story.answers(.inProgress, processed: 10)
        let old = story.item
        _ = story.answers(.inProgress, processed: 20)
        #expect(story.ledger.replaceAll([old], at: story.now).isEmpty)
        #expect(story.ledger[old.key]?.snapshot?.processed == 20)
    }

    @Test func `What another process tracks and untracks comes and goes`() throws {
        var story = try Story()
        let key = try #require(ItemKey(kind: .deepvue, id: String(repeating: "a", count: 32)))
        var other = TrackedItem(key: key, trackedAt: start)
        #expect(story.ledger.replaceAll([story.item, other], at: start).isEmpty)
        _ = other.take(.success(Snapshot(state: .completed)), at: start + .seconds(5))
        let changes = story.ledger.replaceAll([other], at: start + .seconds(6))
        #expect(changes.map(\.kind) == [.first])
        #expect(story.ledger.items.map(\.key) == [key])
    }
}
