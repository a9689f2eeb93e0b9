import Domain
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

@Suite struct WatchlistTests {
    /// Any item in any state, with times around noon.
    private func anyItem(_ random: inout SeededGenerator) -> TrackedItem {
        let number = Int.random(in: 1...40, using: &random)
        let kind = Kind.allCases[number % Kind.allCases.count]
        func moment() -> Timestamp { noon - .seconds(Int.random(in: 0...5000, using: &random)) }
        var item = TrackedItem(
            key: key(kind, number), label: Bool.random(using: &random) ? "Item \(number)" : nil,
            trackedAt: moment())
        guard Int.random(in: 0..<8, using: &random) > 0 else { return item }
        let total = Int.random(in: 1...50, using: &random)
        item.snapshot = Snapshot(
            state: WorkState.allCases.randomElement(using: &random) ?? .pending, total: total,
            processed: Int.random(in: 0...total, using: &random),
            failed: Int.random(in: 0...3, using: &random))
        item.checkedAt = moment()
        item.movedAt = moment()
        item.attemptedAt = item.checkedAt
        if Int.random(in: 0..<4, using: &random) == 0 {
            item.failure = CheckFailure(.network, message: "no route")
        }
        return item
    }

    @Test(arguments: 1...12)
    func `Changes one by one lead to the same screen and state as loading everything`(
        _ seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        var state = dashboard(120, 40, [])
        var known: [ItemKey: TrackedItem] = [:]
        state.sort = Sort(
            column: [.attention, .batch, .progress, .checked][Int(seed % 4)],
            isReversed: seed.isMultiple(of: 3))
        state.filters[.batches] = TextField(
            ["", "item", "!flag:stale", "state:failed"][Int(seed / 4)])
        for step in 0..<400 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                if let key = known.keys.sorted().randomElement(using: &random) {
                    known[key] = nil
                    _ = update(&state, .itemRemoved(key))
                }
            case 1:
                let way = Int.random(in: 0..<12, using: &random) == 0 ? -300 : 40
                _ = update(&state, .clockTicked(state.now + .seconds(way)))
            default:
                let item = anyItem(&random)
                known[item.key] = item
                _ = update(&state, .itemChanged(item))
            }
            guard step % 20 == 19 else { continue }
            var fresh = state
            _ = update(&fresh, .itemsLoaded(known.values.sorted { $0.key < $1.key }))
            #expect(fresh.watchlist == state.watchlist)
            #expect(screen(fresh) == screen(state))
            #expect(state.rows.count <= known.count)
        }
    }

    @Test(arguments: 1...12)
    func `What was looked at while the rest was read leads to the same lists`(_ seed: UInt64) {
        func empty(at now: Timestamp) -> State {
            State(
                now: now, size: Size(width: 120, height: 40), vendors: Set(Vendor.allCases))
        }
        var random = SeededGenerator(seed: seed)
        let numbers = 1...60
        var items = numbers.map { _ in anyItem(&random) }.sorted { $0.key < $1.key }
        items = zip(items, items.dropFirst()).filter { $0.key != $1.key }.map(\.0)
        var state = empty(at: noon)
        var part = items.startIndex
        while part < items.endIndex {
            let end = min(items.endIndex, part + Int.random(in: 1...20, using: &random))
            _ = update(&state, .itemsRead(Array(items[part..<end])))
            #expect(state.rows.isEmpty)
            part = end
            // What was judged may be judged otherwise by the time that all is there.
            let later = Int.random(in: -40...400, using: &random)
            _ = update(&state, .clockTicked(state.now + .seconds(later)))
            if Int.random(in: 0..<8, using: &random) == 0 {
                _ = update(&state, .vendorChanged(.reap, .failing(since: noon)))
            }
        }
        // Another process may have changed what was read first.
        if seed.isMultiple(of: 4), let changed = items.indices.randomElement(using: &random) {
            items[changed].label = "Changed"
        }
        if seed.isMultiple(of: 5) { items.removeLast() }
        var fresh = empty(at: state.now)
        if state.conditions[.reap] != nil {
            _ = update(&fresh, .vendorChanged(.reap, .failing(since: noon)))
        }
        _ = update(&state, .itemsLoaded(items))
        _ = update(&fresh, .itemsLoaded(items))
        #expect(fresh.watchlist == state.watchlist)
        #expect(state.rows.count == items.count)
    }

    @Test func `Flags come by themselves when their time has come`() throws {
        let moving = item(.reap, 1, "March import", counts(.inProgress, 300, 90, 1))
        var state = dashboard(120, 40, [moving])
        var seen: Set<Flag> = []
        for _ in 0..<2000 where seen.count < 3 {
            guard let tick = state.nextTick else { break }
            _ = update(&state, .clockTicked(tick))
            seen.formUnion(state.rows[0].flags)
            #expect(
                state.rows[0].flags
                    == Row(moving, at: state.now, cadence: .standard(for: .reap)).flags)
        }
        #expect(seen == [.stale, .overdue, .stuck])
        #expect(state.text.contains("! 1 overdue"))
    }
}
