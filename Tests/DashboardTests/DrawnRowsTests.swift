import Domain
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

/// Rows that the last frame drew are put into the next one as they are.
@Suite struct DrawnRowsTests {
    /// Draws with what was drawn before and without it; both must be the same to the last cell.
    private func expectSame(_ state: State, _ rows: inout DrawnRows, _ after: String) {
        let (fresh, freshTick) = presentation(of: state)
        let (reused, reusedTick) = presentation(of: state, reusing: &rows)
        let isSame = reused == fresh
        // Not the frames themselves: a failure would print every cell.
        #expect(isSame, "after \(after): \(reused.rows) for \(fresh.rows)")
        #expect(reusedTick == freshTick, "after \(after)")
    }

    @Test func `A frame is the same whatever was drawn before it`() throws {
        var rows = DrawnRows()
        let palette = try #require(Base16((0..<16).map { $0 * 0x0A0A0A }))
        var state = dashboard(
            120, 24, varied, themes: [Theme(name: "grey", palette: palette), .plain])
        expectSame(state, &rows, "the start")
        var random = SeededGenerator(seed: 7)
        let keys: [Key] = [
            .down, .down, .up, .end, .home, .pageDown, .character("s"), .character("S"),
            .character("T"), .character(" "), .character("b"), .character("2"), .character("1"),
            .character("?"), .escape, .enter,
        ]
        for step in 0..<300 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                var item = varied[step % varied.count]
                item.snapshot?.processed = step
                item.checkedAt = state.now
                _ = update(&state, .itemChanged(item))
            case 1: _ = update(&state, .clockTicked(state.now + .seconds(step % 45)))
            case 2: _ = update(&state, .clockTicked(state.now - .seconds(step % 3)))
            case 3:
                let size = Size(width: 60 + step % 90, height: 12 + step % 30)
                _ = update(&state, .input(.resized(size)))
            case 4:
                _ = update(&state, .notesFound(step % 2 == 0 ? [] : [varied[0].key]))
            default: state.press(keys[step % keys.count])
            }
            expectSame(state, &rows, "step \(step)")
        }
    }

    @Test func `An age that grows is drawn anew`() {
        var rows = DrawnRows()
        var state = dashboard(120, 24, [item(.reap, 1, "One", moving(500), checked: "4s")])
        #expect(presentation(of: state, reusing: &rows).frame.rows[3].contains(" now"))
        _ = update(&state, .clockTicked(state.now + .seconds(7)))
        #expect(presentation(of: state, reusing: &rows).frame.rows[3].contains(" 10s"))
    }

    private func moving(_ processed: Int) -> Snapshot {
        Snapshot(state: .inProgress, total: 1000, processed: processed, failed: 0)
    }
}
