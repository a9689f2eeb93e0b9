import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct VendorsTests {
    /// Reap refuses, Surepass answers, Deepvue fails, DollarPe asked for a pause.
    private func troubled(_ width: Int = 80, _ height: Int = 24, view: View = .vendors) -> State {
        var items = varied
        items[0] = items[0].failing(
            .auth, "Reap refused the API key (HTTP 401)", since: "3m", last: "2s", status: 401)
        items[5] = items[5].failing(.vendor, "Deepvue answers HTTP 502", since: "2m", last: "1s")
        var state = dashboard(width, height, items, view: view)
        _ = update(&state, .vendorChanged(.reap, .refused(since: .ago("3m"))))
        _ = update(&state, .vendorChanged(.deepvue, .failing(since: .ago("2m"))))
        _ = update(&state, .vendorChanged(.dollarpe, .waiting(until: noon + .seconds(90))))
        return state
    }

    @Test func `Vendors at 80x24`() {
        #expect(
            troubled().text == """
                 VIGIL  1  2  3  4  5 Vendors                           !2   ↯ Reap   14:05 UTC
                  Reap refuses the credentials ✗ 2  ! 1  ↯ 3  ! 2  ± 1  ? 1  ◐ 6  ○ 3  ✓ 3
                ▌› Reap       ↯ credentials refused    last good answer just now
                     7 items  ✗ 1  ↯ 2  ! 2  ± 1  ◐ 3  ○ 1  ✓ 1
                     since 14:02: Reap refused the API key (HTTP 401)
                     Check the credentials; r on one of its items tries again.

                   Surepass   ✓ answering              last good answer just now
                     3 items  ◐ 1  ○ 1  ✓ 1



                ▌  Deepvue    ↯ failing                last good answer just now
                     2 items  ! 1  ↯ 1  ? 1  ◐ 1
                     since 14:03: Deepvue answers HTTP 502
                     One check at a time tries it; r on one of its items tries now.

                ▌  DollarPe   ↯ rate limited           last good answer just now
                     4 items  ✗ 1  ◐ 1  ○ 1  ✓ 1
                     not asked until 14:07:00
                     Vigil waits as it was asked to, then goes on by itself.


                 Enter open  a track  : commands  p pause  A alerts  ? help  q quit
                """)
    }

    @Test func `Vendors at 40x10`() {
        #expect(
            troubled(40, 10).text == """
                 VIGIL 1  2  3  4  5 Vendors    ↯ Reap
                  Reap refuses the credentials ✗ 2 ! 1
                ▌› Reap       ↯ credentials refused
                     last good answer just now
                     since 14:02: Reap refused the API…
                     r on one of its items tries again.

                   Surepass   ✓ answering
                     last good answer just now
                 Enter open  a track  ? help  q quit
                """)
    }

    @Test(arguments: View.allCases)
    func `Refused credentials are said on every screen`(_ view: View) {
        for width in [40, 50, 64, 80, 99, 120, 200] {
            for glyphs in [Glyphs.unicode, .ascii] {
                var state = troubled(width, 24, view: view)
                state.glyphs = glyphs
                let head = screen(state).rows.prefix(2).joined()
                #expect(head.contains("Reap refuses the credentials"), "\(width)")
            }
        }
    }

    @Test func `Refused credentials are the loudest thing in the header`() throws {
        let state = troubled(120, 40)
        let x = try #require(screen(state).rows[0].firstRange(of: "Reap refuses"))
        let column = TextWidth.of(screen(state).rows[0][..<x.lowerBound])
        #expect(screen(state)[column, 0].style.attributes.contains([.reverse, .bold]))
    }

    @Test func `A pause that the vendor asked for ends by itself`() throws {
        var state = dashboard(80, 24, [varied[1]], view: .vendors)
        let end = noon + .seconds(90)
        _ = update(&state, .vendorChanged(.reap, .waiting(until: end)))
        #expect(state.text.contains("not asked until 14:07:00"))
        var ticks = 0
        while state.now < end, ticks < 20 {
            _ = update(&state, .clockTicked(try #require(state.nextTick)))
            ticks += 1
        }
        #expect(state.now == end)
        #expect(!state.text.contains("rate limited"))
        #expect(state.text.contains("answering"))
    }

    @Test func `That vendors answer is in sight while work goes on, and not said of silence`() {
        let march = item(.reap, 1, "March", counts(.inProgress, 9, 1, 0))
        let upi = item(.deepvue, 2, "UPI", Snapshot(state: .inProgress))
        let done = item(.kyc, 3, "Otto Test", Snapshot(state: .completed))
        func head(_ items: [TrackedItem], _ change: (inout State) -> Void = { _ in }) -> String {
            var state = dashboard(120, 40, items)
            change(&state)
            return screen(state).rows[0]
        }
        #expect(head([march, upi, done]).contains("✓ 2 vendors answering  polling  14:05"))
        #expect(!head([march, item(.deepvue, 2, "UPI", nil)]).contains("answering"))
        #expect(!head([done]).contains("answering"))
        #expect(!head([march]) { $0.press(.character("p")) }.contains("answering"))
        let failing = head([march, upi]) {
            _ = update(&$0, .vendorChanged(.reap, .failing(since: .ago("2m"))))
        }
        #expect(!failing.contains("answering") && failing.contains("Reap"))
    }

    @Test func `Enter on a vendor shows its items, r on one of them asks`() {
        var state = troubled()
        state.press(.enter)
        #expect(state.view == .batches)
        #expect(Set(state.rows.map(\.item.key.kind)) == [.reap])
        #expect(state.press(.character("r")).count == 1)
    }

    @Test func `Latency, budget left and the credential's end are told where they are known`() {
        var state = dashboard(100, 30, varied, view: .vendors)
        #expect(!state.text.contains("answers in"))
        _ = update(
            &state,
            .vendorsMeasured([
                .reap: VendorMeasure(latency: .milliseconds(84)),
                .surepass: VendorMeasure(
                    latency: .milliseconds(1250),
                    credentialEnd: CredentialEnd(at: noon + .seconds(86_400), isRenewed: false)),
                .deepvue: VendorMeasure(
                    latency: .milliseconds(300),
                    credentialEnd: CredentialEnd(at: noon + .seconds(3600), isRenewed: true)),
            ]))
        let limit = RateLimit(50, in: .seconds(60))
        _ = update(
            &state,
            .pollingShared(
                presences: [],
                budgets: [
                    .deepvue: [RateBudget.Standing(limit: limit, used: 3, refillsAt: noon)]
                ]))
        #expect(state.text.contains("answers in 84 ms, credential's end not known"))
        #expect(state.text.contains("answers in 1.2 s, credential ends "))
        #expect(state.text.contains("answers in 300 ms, session until "))
        #expect(state.text.contains("budget left 47 of 50 a minute"))
        // One that has ended and is refused says so beside the refusal.
        _ = update(
            &state,
            .vendorsMeasured([
                .surepass: VendorMeasure(
                    credentialEnd: CredentialEnd(at: noon - .seconds(60), isRenewed: false))
            ]))
        _ = update(&state, .vendorChanged(.surepass, .refused(since: .ago("1m"))))
        #expect(state.text.contains("the credential ended "))
    }
}
