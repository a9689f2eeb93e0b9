import Domain
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

/// What the last frame drew is put into the next one as it is.
@Suite struct DrawnTests {
    /// Draws with what was drawn before and without it; both must be the same to the last cell
    /// and the last click.
    private func expectSame(_ state: State, _ drawn: inout Drawn, _ after: String) {
        let (fresh, freshTick) = presentation(of: state)
        #expect(draw(state, reusing: drawn).targets == draw(state).targets, "after \(after)")
        let (reused, reusedTick) = presentation(of: state, reusing: &drawn)
        let isSame = reused == fresh
        // Not the frames themselves: a failure would print every cell.
        #expect(isSame, "after \(after): \(reused.rows) for \(fresh.rows)")
        #expect(reusedTick == freshTick, "after \(after)")
    }

    @Test func `A frame is the same whatever was drawn before it`() throws {
        var drawn = Drawn()
        let palette = try #require(Base16((0..<16).map { $0 * 0x0A0A0A }))
        var state = dashboard(
            120, 24, varied, themes: [Theme(name: "grey", palette: palette), .plain])
        expectSame(state, &drawn, "the start")
        var random = SeededGenerator(seed: 7)
        let keys: [Key] = [
            .down, .down, .up, .end, .home, .pageDown, .character("s"), .character("S"),
            .character("T"), .character(" "), .character("b"), .character("2"), .character("1"),
            .character("?"), .escape, .enter, .character("p"), .character("3"), .character("!"),
        ]
        for step in 0..<600 {
            switch Int.random(in: 0..<11, using: &random) {
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
            case 5:
                let conditions: [VendorCondition] = [
                    .ok, .refused(since: state.now), .failing(since: state.now),
                    .waiting(until: state.now + .seconds(step % 200)),
                ]
                let vendor = Vendor.allCases[step % Vendor.allCases.count]
                _ = update(&state, .vendorChanged(vendor, conditions[step / 4 % 4]))
            case 6:
                let presences = (0..<(step % 3)).map {
                    Presence(
                        process: "p\($0)", number: $0, operatorName: "mira", terminal: nil,
                        host: "h", startedAt: noon, seenAt: noon, isPolling: true, isSelf: $0 == 0)
                }
                _ = update(&state, .pollingShared(presences: presences, budgets: [:]))
            case 7:
                let offset = step % 3 * 90
                _ = update(&state, .zoneChanged(utcOffsetMinutes: offset))
            default: state.press(keys[step % keys.count])
            }
            expectSame(state, &drawn, "step \(step)")
        }
    }

    @Test func `An age that grows is drawn anew`() {
        var drawn = Drawn()
        var state = dashboard(120, 24, [item(.reap, 1, "One", moving(500), checked: "4s")])
        #expect(presentation(of: state, reusing: &drawn).frame.rows[3].contains(" now"))
        _ = update(&state, .clockTicked(state.now + .seconds(7)))
        #expect(presentation(of: state, reusing: &drawn).frame.rows[3].contains(" 10s"))
    }

    private func moving(_ processed: Int) -> Snapshot {
        Snapshot(state: .inProgress, total: 1000, processed: processed, failed: 0)
    }
}
