import Domain
import Glibc
import Testing

@Suite struct TrackedItemTests {
    static let start = Timestamp(milliseconds: 1_760_000_000_000)
    static let failure = CheckFailure(.vendor, httpStatus: 503, message: "Out of order.")

    /// An item tracked at `start`.
    static func item() throws -> TrackedItem {
        let key = try #require(ItemKey(kind: .reap, id: "f208a887-9fa6-4447-a52b-c1d6e089536f"))
        return TrackedItem(key: key, trackedAt: start)
    }

    static func answer(
        _ state: WorkState = .inProgress, processed: Int? = nil, total: Int? = 100
    ) -> Snapshot {
        Snapshot(state: state, vendorState: state.rawValue, total: total, processed: processed)
    }

    @Test func `A vendor's moment is kept to the millisecond, however far away it is`() throws {
        var item = try Self.item()
        let far = Timestamp(milliseconds: 253_402_300_799_999)
        item.snapshot = Snapshot(state: .pending, createdAt: far, updatedAt: far)
        #expect(item.snapshot?.createdAt == far && item.snapshot?.updatedAt == far)
        #expect(item.beganAt == far)
    }

    @Test func `A failed check keeps the last good answer and its time`() throws {
        var item = try Self.item()
        _ = item.take(.success(Self.answer(processed: 45)), at: Self.start + .seconds(60))
        let known = item.snapshot
        let changes = item.take(.failure(Self.failure), at: Self.start + .seconds(90))
        #expect(changes == [.error])
        #expect(item.snapshot == known && item.state == .inProgress)
        #expect(item.checkedAt == Self.start + .seconds(60))
        #expect(item.attemptedAt == Self.start + .seconds(90))
        #expect(item.checks == 2)
    }

    @Test func `An error counts once until it is another or is gone`() throws {
        var item = try Self.item()
        #expect(item.take(.failure(Self.failure), at: Self.start) == [.error])
        #expect(item.take(.failure(Self.failure), at: Self.start + .seconds(30)) == [])
        let other = CheckFailure(.auth, httpStatus: 401, message: "Refused.")
        #expect(item.take(.failure(other), at: Self.start + .seconds(60)) == [.error])
        #expect(item.failedAt == Self.start)
        let changes = item.take(.success(Self.answer()), at: Self.start + .seconds(90))
        #expect(changes == [.first, .recovered])
        #expect(item.failure == nil && item.failedAt == nil)
    }

    @Test func `What a Deepvue result file told stays when the finished batch is asked again`()
        throws
    {
        let key = try #require(ItemKey(kind: .deepvue, id: String(repeating: "a", count: 32)))
        var item = TrackedItem(key: key, trackedAt: Self.start)
        let done = Snapshot(state: .completed, vendorState: "Done", resultAvailable: true)
        _ = item.take(.success(done), at: Self.start)
        item.snapshot?.total = 10
        item.snapshot?.processed = 10
        item.snapshot?.failed = 3
        #expect(item.take(.success(done), at: Self.start + .seconds(60)) == [])
        #expect(item.snapshot?.total == 10 && item.snapshot?.failed == 3)
        // A batch that runs again has no rows of the last time.
        let again = Snapshot(state: .inProgress, vendorState: "Again")
        _ = item.take(.success(again), at: Self.start + .seconds(90))
        #expect(item.snapshot?.total == nil)
    }

    @Test func `Each good answer says what moved, and only movement moves the item`() throws {
        var item = try Self.item()
        _ = item.take(.success(Self.answer(processed: 1)), at: Self.start)
        #expect(item.take(.success(Self.answer(processed: 1)), at: Self.start + .seconds(30)) == [])
        #expect(item.movedAt == Self.start)
        let later = Self.start + .seconds(60)
        #expect(item.take(.success(Self.answer(processed: 2)), at: later) == [.progress])
        #expect(item.movedAt == later)
        var torn = Self.answer(processed: 2)
        torn.contradictions = ["More failed than processed."]
        #expect(item.take(.success(torn), at: later + .seconds(30)) == [.flag])
        var renamed = torn
        renamed.vendorState = "half_done"
        #expect(item.take(.success(renamed), at: later + .seconds(60)) == [.state])
        let done = Self.answer(.completed, processed: 100)
        #expect(item.take(.success(done), at: later + .seconds(90)) == [.state, .progress, .flag])
    }

    @Test func `Counts are kept as the vendor gave them, whatever they are`() {
        for number in [nil, 0, -1, Int.min, Int.max, Int(Int32.max) + 1] {
            let answer = Snapshot(
                state: .inProgress, total: number, processed: nil, failed: number, succeeded: 1)
            #expect(answer.total == number && answer.failed == number)
            #expect(answer.processed == nil && answer.succeeded == 1)
            var other = answer
            other.processed = 0
            #expect(other.processed == 0 && other != answer)
            other.processed = nil
            #expect(other == answer)
            for passing in [Int.max - 1, 7] {
                other.total = passing
                #expect(other.total == passing && other.failed == number && other != answer)
            }
            other.total = number
            #expect(other == answer)
        }
    }

    @Test func `Progress is kept as the vendor gave it, whatever it is`() throws {
        for count in [0, -1, Int.min, Int.max] {
            var item = try Self.item()
            item.progress = [ProgressPoint(at: Self.start, processed: count)]
            #expect(item.progress == [ProgressPoint(at: Self.start, processed: count)])
        }
    }

    @Test func `What is remembered of the progress does not grow without end`() throws {
        var item = try Self.item()
        for count in 1...50 {
            _ = item.take(
                .success(Self.answer(processed: count)), at: Self.start + .seconds(count))
        }
        #expect(item.progress.map(\.processed) == Array(31...50))
        #expect(item.progress.map(\.at) == (31...50).map { Self.start + .seconds($0) })
    }

    @Test func `A count that no vendor can mean is kept, and goes as the others do`() throws {
        var item = try Self.item()
        for count in [-5, Int.max, Int(Int32.min), Int(Int32.max), Int.min] {
            _ = item.take(.success(Self.answer(processed: count)), at: Self.start)
        }
        #expect(
            item.progress.map(\.processed)
                == [-5, Int.max, Int(Int32.min), Int(Int32.max), Int.min])
        for count in 1...20 {
            _ = item.take(
                .success(Self.answer(processed: count)), at: Self.start + .seconds(count))
        }
        #expect(item.progress.map(\.processed) == Array(1...20))
    }

    @Test func `Work that has ended has no rate, and one that goes on again begins anew`() throws {
        var item = try Self.item()
        for count in 1...3 {
            _ = item.take(
                .success(Self.answer(processed: count)), at: Self.start + .seconds(count))
        }
        _ = item.take(
            .success(Self.answer(.completed, processed: 100)), at: Self.start + .seconds(4))
        #expect(item.progress == [])
        _ = item.take(.success(Self.answer(processed: 7)), at: Self.start + .seconds(5))
        #expect(item.progress == [ProgressPoint(at: Self.start + .seconds(5), processed: 7)])
    }

    // MARK: Flags

    @Test func `Overdue and stuck begin after their limits, not at them`() throws {
        let cadence = Cadence.standard(for: .reap)
        var item = try Self.item()
        _ = item.take(.success(Self.answer(processed: 1)), at: Self.start)
        func flags(after seconds: Int) -> Set<Flag> {
            item.checkedAt = Self.start + .seconds(seconds)
            return item.flags(at: Self.start + .seconds(seconds), cadence: cadence)
        }
        #expect(flags(after: 15 * 60) == [])
        #expect(flags(after: 15 * 60 + 1) == [.stuck])
        #expect(flags(after: 30 * 60) == [.stuck])
        #expect(flags(after: 30 * 60 + 1) == [.stuck, .overdue])
    }

    @Test func `An answer older than three intervals is stale, with the interval in force`() throws
    {
        let cadence = Cadence.standard(for: .reap)
        var item = try Self.item()
        _ = item.take(.success(Self.answer(processed: 1)), at: Self.start)
        #expect(!item.flags(at: Self.start + .seconds(90), cadence: cadence).contains(.stale))
        #expect(item.flags(at: Self.start + .seconds(91), cadence: cadence).contains(.stale))
        // Overdue work is asked about every five minutes.
        item.snapshot?.createdAt = Self.start - .seconds(3600)
        #expect(!item.flags(at: Self.start + .seconds(900), cadence: cadence).contains(.stale))
        #expect(item.flags(at: Self.start + .seconds(901), cadence: cadence).contains(.stale))
        // Asking in vain does not make an answer fresh.
        _ = item.take(.failure(Self.failure), at: Self.start + .seconds(900))
        #expect(item.flags(at: Self.start + .seconds(901), cadence: cadence).contains(.stale))
    }

    @Test func `An item that was never answered grows stale from its tracking on`() throws {
        let cadence = Cadence.standard(for: .reap)
        let item = try Self.item()
        #expect(item.flags(at: Self.start + .seconds(90), cadence: cadence) == [])
        #expect(item.flags(at: Self.start + .seconds(91), cadence: cadence) == [.stale])
    }

    @Test func `Finished work is never late, but its contradictions stay`() throws {
        var item = try Self.item()
        var done = Self.answer(.failed, processed: 120)
        done.contradictions = ["More processed than there are."]
        _ = item.take(.success(done), at: Self.start)
        let muchLater = Self.start + .seconds(1_000_000)
        #expect(item.flags(at: muchLater, cadence: .standard(for: .reap)) == [.inconsistent])
    }

    // MARK: Pace

    @Test func `The rate and the time left come from the counts that were seen`() throws {
        var item = try Self.item()
        _ = item.take(.success(Self.answer(processed: 20)), at: Self.start)
        #expect(item.pace == nil)
        _ = item.take(.success(Self.answer(processed: 45)), at: Self.start + .seconds(120))
        #expect(item.pace == Pace(ratePerMinute: 12.5, etaSeconds: 264))
    }

    @Test func `A count that fell starts the rate anew`() throws {
        var item = try Self.item()
        for (seconds, processed) in [(0, 80), (60, 10), (120, 16)] {
            _ = item.take(
                .success(Self.answer(processed: processed)), at: Self.start + .seconds(seconds))
        }
        #expect(item.pace?.ratePerMinute == 6)
        _ = item.take(.success(Self.answer(processed: 3)), at: Self.start + .seconds(180))
        #expect(item.pace == nil)
    }

    @Test func `There is no time left to tell without a total, past it, or once it is over`() throws
    {
        for total in [nil, 45, 30] {
            var item = try Self.item()
            for (seconds, processed) in [(0, 20), (60, 45)] {
                _ = item.take(
                    .success(Self.answer(processed: processed, total: total)),
                    at: Self.start + .seconds(seconds))
            }
            #expect(item.pace == Pace(ratePerMinute: 25, etaSeconds: nil))
            _ = item.take(
                .success(Self.answer(.completed, processed: 50)), at: Self.start + .seconds(90))
            #expect(item.pace == nil)
        }
    }

    @Test func `Numbers that no batch has stop nothing`() throws {
        var item = try Self.item()
        for (seconds, processed) in [(0, Int.min), (60, Int.max), (61, -1)] {
            var answer = Self.answer(.completed, processed: processed, total: Int.max)
            _ = item.take(.success(answer), at: Self.start + .seconds(seconds))
            _ = (answer.unaccounted, item.pace)
            answer.state = .inProgress
            _ = item.take(.success(answer), at: Self.start + .seconds(seconds))
            _ = item.pace
        }
        #expect(item.snapshot?.total == Int.max)
    }

    // MARK: Unaccounted

    @Test func `Rows the vendor never accounted for are counted once the work is over`() {
        #expect(Self.answer(.inProgress, processed: 45).unaccounted == nil)
        #expect(Self.answer(.completed, processed: 97).unaccounted == 3)
        #expect(Self.answer(.completed, processed: 101).unaccounted == -1)
        #expect(Self.answer(.completed, processed: nil).unaccounted == nil)
        #expect(Self.answer(.completed, processed: 5, total: nil).unaccounted == nil)
    }

    @Test func `Stamps outside the three groups are counted at any time`() {
        func group(_ count: Int) -> StampGroups.Group { .init(count: count, stamps: []) }
        var order = Self.answer(.inProgress, processed: 7, total: 10)
        order.groups = StampGroups(pending: group(2), available: group(4), failed: group(3))
        #expect(order.unaccounted == 1)
    }

    @Test func `A demo runs every cadence faster and none to nothing`() {
        let cadences = Cadences().scaled(by: 20)
        #expect(cadences[.reap].every == .milliseconds(1500))
        #expect(cadences[.reap].overdueAfter == .seconds(90))
        #expect(Cadences().scaled(by: 1e12)[.reap].every == .milliseconds(1))
    }
}
