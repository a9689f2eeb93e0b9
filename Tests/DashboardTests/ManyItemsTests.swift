import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// Ten thousand items under change.
@Suite struct ManyItemsTests {
    private static let many: [TrackedItem] = (0..<10_000).map { number in
        let done = number % 97
        let state: WorkState = number % 50 == 0 ? .failed : .inProgress
        return item(
            .reap, number, "Batch \(number)", counts(state, 100, done, done / 10),
            checked: "\(number % 30)s")
    }

    /// The rows of two frames that differ.
    private func changed(_ before: Frame, _ after: Frame) -> [Int] {
        (0..<before.size.height).filter { y in
            (0..<before.size.width).contains { before[$0, y] != after[$0, y] }
        }
    }

    @Test func `One answer changes its own row and the summary, nothing else`() throws {
        var state = dashboard(120, 40, Self.many)
        state.press(.down, .down, .down)
        for view in [View.batches] {
            state.view = view
            let before = screen(state)
            let row = state.rows[10]
            var answered = row.item
            answered.snapshot?.processed = 98
            _ = update(&state, .itemChanged(answered))
            let y = try #require(
                before.rows.firstIndex { $0.contains("\(row.item.name) ") })
            #expect(Set(changed(before, screen(state))).isSubset(of: [0, 1, y]))
        }
    }

    @Test func `A key touches two rows and the position`() {
        var state = dashboard(120, 40, Self.many)
        state.press(.down)
        let before = screen(state)
        state.press(.down)
        #expect(changed(before, screen(state)).count <= 3)
    }

    @Test func `Answers pour in while the operator works, and every key is answered`() {
        var state = dashboard(120, 40, Self.many)
        var generator = SeededNumbers(state: 5)
        let keys: [Key] = [
            .down, .pageDown, .character("G"), .character("g"), .up, .enter, .escape,
        ]
        let start = ContinuousClock.now
        var slowest = Duration.zero
        for round in 0..<60 {
            for _ in 0..<10 {
                var item = Self.many[Int(generator.next() % 10_000)]
                item.snapshot?.processed = Int(generator.next() % 100)
                if generator.next() % 20 == 0 { item.snapshot?.state = .failed }
                _ = update(&state, .itemChanged(item))
            }
            let pressed = ContinuousClock.now
            let key = keys[round % keys.count]
            let selected = state.selectedKey
            state.press(key)
            #expect(screen(state).rows[0].hasPrefix(" VIGIL"))
            if key == .escape { #expect(state.selectedKey == selected) }
            slowest = max(slowest, ContinuousClock.now - pressed)
        }
        #expect(state.rows.count == 10_000)
        // Generous, because nothing here is optimised and other tests run beside it.
        #expect(slowest < .seconds(2), "\(slowest) of \(ContinuousClock.now - start)")
    }
}

/// Numbers that look random and are the same each time.
private struct SeededNumbers {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
