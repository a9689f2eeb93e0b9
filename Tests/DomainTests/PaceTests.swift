import Domain
import Testing

/// How fast an item moves, by what was seen.
struct PaceTests {
    private static let start = Timestamp(milliseconds: 1_760_000_000_000)

    /// An item that was seen with these counts, one each minute.
    private func item(_ counts: [Int], total: Int? = 1000) throws -> TrackedItem {
        let key = try #require(
            ItemKey(kind: .reap, id: "f208a887-9fa6-4447-a52b-c1d6e089536f"))
        var item = TrackedItem(key: key, trackedAt: Self.start)
        for (minute, count) in counts.enumerated() {
            _ = item.take(
                .success(Snapshot(state: .inProgress, total: total, processed: count)),
                at: Self.start + .seconds(60 * minute))
        }
        return item
    }

    @Test(arguments: [
        ([10, 20, 30, 40], 10.0),
        // One jump, up or at the beginning, does not bend it.
        ([10, 20, 30, 730, 740, 750], 10.0),
        ([0, 500, 510, 520, 530], 10.0),
        // A pause in the middle.
        ([10, 20, 20, 30, 40], 10.0),
        // Mostly nothing, now and then a lot.
        ([0, 0, 0, 60, 60, 60, 120], 20.0),
        // What fell begins anew.
        ([900, 5, 15, 25], 10.0),
    ])
    func `The rate is what is usual, not what happened once`(counts: [Int], rate: Double) throws {
        #expect(try item(counts).pace?.ratePerMinute == rate)
    }

    @Test(arguments: [[], [5], [5, 5, 5], [50, 5], [50, 40, 30]])
    func `Without movement forward there is no rate`(counts: [Int]) throws {
        #expect(try item(counts).pace == nil)
    }

    @Test func `The time left is never negative and unknown without a total`() throws {
        #expect(try item([10, 20, 30]).pace?.etaSeconds == 97 * 60)
        #expect(try item([10, 20, 30], total: nil).pace?.etaSeconds == nil)
        #expect(try item([10, 20, 30], total: 20).pace?.etaSeconds == nil)
        #expect(try item([10, 20, 30], total: .max).pace?.etaSeconds == nil)
        #expect(try item([.min, .max]).pace?.ratePerMinute ?? 0 > 0)
    }

    @Test func `The failure rate needs numbers that make sense`() throws {
        var item = try item([10])
        for (failed, processed, rate) in [
            (5, 100, 0.05), (0, 3, 0), (3, 3, 1), (nil, 3, nil), (1, nil, nil), (0, 0, nil),
            (4, 3, nil), (-1, 3, nil),
        ] as [(Int?, Int?, Double?)] {
            item.snapshot = Snapshot(state: .inProgress, processed: processed, failed: failed)
            #expect(item.failureRate == rate)
        }
    }

    @Test func `Without movement is counted from the last change of a number or a word`() throws {
        let item = try item([10, 20, 20, 20])
        #expect(item.withoutMovement(at: Self.start + .seconds(300)) == .seconds(240))
        #expect(item.withoutMovement(at: Self.start) == .zero)
    }
}
