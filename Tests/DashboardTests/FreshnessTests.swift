import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct FreshnessTests {
    private let answered = item(
        .reap, 1, "March import", counts(.inProgress, 300, 90, 1), checked: "12m")

    @Test func `A failed check shows the age of the last good answer and the error's class`() {
        let row = answered.failing(.network, "Reap could not be reached", since: "11m", last: "1s")
        var state = dashboard(80, 24, [row])
        #expect(state.text.contains("!network"))
        #expect(state.text.contains("↯ 12m"))
        #expect(!state.text.contains("  now"))
        #expect(state.text.contains("↯ Reap unreachable"))
        state.press(.enter)
        #expect(state.text.contains("network: Reap could not be reached"))
        #expect(state.text.contains("As of           2025-10-08 13:53:30 UTC  12m ago"))
        #expect(state.text.contains("Failing since   2025-10-08 13:54:30 UTC  11m ago"))
    }

    @Test func `Without a good answer for three intervals the age is marked`() {
        let state = dashboard(120, 40, [answered])
        #expect(state.text.contains("!stale"))
        #expect(state.text.contains("! 12m"))
    }

    @Test func `A pace seen long ago promises nothing`() {
        var old = answered
        old.progress = [
            ProgressPoint(at: .ago("14m"), processed: 30),
            ProgressPoint(at: .ago("12m"), processed: 90),
        ]
        #expect(!dashboard(120, 40, [old]).text.contains("/m"))
        old.checkedAt = .ago("2s")
        #expect(dashboard(120, 40, [old]).text.contains("30/m"))
    }

    @Test func `An answer from the future, after the clock was set back, is not called new`() {
        var odd = answered
        odd.checkedAt = noon + .seconds(3600)
        let text = dashboard(120, 40, [odd]).text
        #expect(text.contains("in 60m"))
        #expect(!text.contains("  now"))
    }

    @Test func `Only the clock's minute wakes anybody when all is final and from another day`() {
        let minute = Timestamp(iso8601: "2025-10-08T14:06:00Z")
        let done = [
            item(.reap, 1, "One", counts(.completed, 9, 9, 0), checked: "2d"),
            item(.reap, 2, "Two", counts(.failed, 9, 9, 9), checked: "2d"),
        ]
        for view in [View.batches, .stamps, .kyc, .activity, .vendors] {
            let state = dashboard(80, 24, done, view: view)
            #expect(state.nextTick == minute, "\(view)")
        }
        #expect(dashboard(80, 24, []).nextTick == minute)
    }

    @Test func `A time of day turns into a date at the operator's midnight`() throws {
        let done = item(.reap, 1, "One", counts(.completed, 9, 9, 0), checked: "2h")
        var state = dashboard(80, 24, [done])
        _ = update(&state, .zoneChanged(utcOffsetMinutes: 330))
        #expect(state.text.contains("17:35"))
        let midnight = try #require(Timestamp(iso8601: "2025-10-08T18:30:00Z"))
        _ = update(&state, .clockTicked(midnight - .milliseconds(1)))
        #expect(state.nextTick == midnight)
        #expect(!state.text.contains("8 Oct"))
        _ = update(&state, .clockTicked(midnight))
        #expect(state.text.contains("8 Oct"))
    }

    @Test func `The screen stays the same until the next tick and changes then`() {
        for view in View.allCases {
            for height in [10, 24] {
                var state = dashboard(100, height, view: view)
                for _ in 0..<40 {
                    guard let tick = state.nextTick else { break }
                    let before = screen(state)
                    var early = state
                    _ = update(&early, .clockTicked(tick - .milliseconds(1)))
                    #expect(screen(early) == before, "\(view) before \(tick.iso8601)")
                    _ = update(&state, .clockTicked(tick))
                }
            }
        }
    }
}
