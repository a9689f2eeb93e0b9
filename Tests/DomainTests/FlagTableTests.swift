import Domain
import Testing

/// When which flag is there, to the millisecond.
struct FlagTableTests {
    private static let start = Timestamp(milliseconds: 1_760_000_000_000)
    private static let limit = Duration.milliseconds(1)

    private func item(_ kind: Kind, state: WorkState = .inProgress) throws -> TrackedItem {
        let id =
            switch kind {
            case .reap, .kyc: "f208a887-9fa6-4447-a52b-c1d6e089536f"
            case .deepvue: "f208a8879fa64447a52bc1d6e089536f"
            case .stamps: "bulk_stamp_v2_A"
            case .report: "bulk_stamper_order_usage_report_A"
            }
        let key = try #require(ItemKey(kind: kind, id: id))
        var item = TrackedItem(key: key, trackedAt: Self.start)
        _ = item.take(.success(Snapshot(state: state)), at: Self.start)
        return item
    }

    @Test(arguments: Kind.allCases) func `Each flag begins just past its limit`(kind: Kind) throws {
        let cadence = Cadence.standard(for: kind)
        var item = try item(kind)
        func has(_ flag: Flag, after duration: Duration) -> Bool {
            item.flags(at: Self.start + duration, cadence: cadence).contains(flag)
        }
        #expect(!has(.stale, after: cadence.every * 3))
        #expect(has(.stale, after: cadence.every * 3 + Self.limit))
        #expect(!has(.overdue, after: cadence.overdueAfter))
        #expect(has(.overdue, after: cadence.overdueAfter + Self.limit))
        #expect(!has(.stuck, after: cadence.stuckAfter))
        #expect(has(.stuck, after: cadence.stuckAfter + Self.limit))
        // Overdue, the current interval is the longer one.
        let late = cadence.overdueAfter + .seconds(1)
        _ = item.take(.success(Snapshot(state: .inProgress)), at: Self.start + late)
        #expect(!has(.stale, after: late + cadence.thenEvery * 3))
        #expect(has(.stale, after: late + cadence.thenEvery * 3 + Self.limit))
    }

    @Test(arguments: [
        (Duration.seconds(-3600), false), (.zero, false), (.seconds(1800), false),
        (.seconds(1801), true),
    ])
    func `Overdue counts from the vendor's own time, else from tracking`(
        age: Duration, isOverdue: Bool
    ) throws {
        var item = try item(.reap)
        item.snapshot?.createdAt = Self.start - .seconds(86_400)
        let created = Self.start - .seconds(86_400)
        #expect(
            item.isOverdue(at: created + age, cadence: .standard(for: .reap)) == isOverdue)
        item.snapshot?.createdAt = nil
        #expect(
            item.isOverdue(at: Self.start + age, cadence: .standard(for: .reap)) == isOverdue)
    }

    @Test(arguments: WorkState.allCases)
    func `Only work that goes on can be late`(state: WorkState) throws {
        let flags = try item(.kyc, state: state).flags(
            at: Self.start + .seconds(10_000_000), cadence: .standard(for: .kyc))
        #expect(flags.isEmpty == state.isFinal)
    }

    @Test func `A failed check makes nothing fresh and counts as no movement`() throws {
        var item = try item(.stamps)
        let cadence = Cadence.standard(for: .stamps)
        for minute in 1...400 {
            _ = item.take(
                .failure(CheckFailure(.network, message: "away")),
                at: Self.start + .seconds(60 * minute))
        }
        let flags = item.flags(at: Self.start + .seconds(60 * 400), cadence: cadence)
        #expect(flags == [.stale, .stuck])
    }
}
