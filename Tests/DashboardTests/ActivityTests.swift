import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct ActivityTests {
    private static func entry(
        _ event: ActivityEntry.Event, _ number: (Kind, Int)?, _ text: String, _ ago: String,
        by name: String? = nil, _ state: WorkState? = nil, failed: Int? = nil
    ) -> ActivityEntry {
        ActivityEntry(
            at: .ago(ago), event: event, key: number.map { key($0.0, $0.1) }, text: text,
            operatorName: name, state: state, failed: failed)
    }

    private static let entries: [ActivityEntry] = [
        entry(
            .stateChanged, (.reap, 1), "March import is in progress: 450 of 1,000", "4s",
            .inProgress),
        entry(
            .stateChanged, (.reap, 2), "April import is completed: 12,500 of 12,500", "20s",
            .completed, failed: 0),
        entry(
            .stateChanged, (.reap, 3), "Retail pilot is completed: 797 of 800, 31 failed", "30s",
            .completed,
            failed: 31),
        entry(
            .stateChanged, (.reap, 4), "00000004 failed: 250 of 250, 250 failed", "40s", .failed,
            failed: 250),
        entry(
            .stateChanged, (.deepvue, 7),
            "Bank check is in a state Vigil does not know “Reviewing”", "1m", .unknown),
        entry(.stateChanged, (.kyc, 13), "Ravi Sample is pending", "1m", .pending),
        entry(
            .checkFailed, (.reap, 11), "May import could not be checked: Reap is unreachable", "2m"),
        entry(.recovered, (.reap, 5), "Night run can be checked again", "3m"),
        entry(.submissionSent, (.kyc, 12), "submission sent", "4m", by: "asha"),
        entry(.submissionAccepted, (.kyc, 12), "submission accepted", "4m", by: "asha"),
        entry(.submissionRejected, (.kyc, 14), "submission rejected", "5m", by: "asha"),
        entry(.submissionUnknown, (.kyc, 15), "outcome of the submission unknown", "5m"),
        entry(.reportRequested, (.stamps, 8), "usage report requested", "6m", by: "asha"),
        entry(.tracked, (.reap, 1), "March import is tracked", "7m", by: "asha"),
        entry(
            .stateChanged, (.reap, 99), "It is pending failed is completed: 3 of 3", "8m",
            .completed),
        entry(.untracked, (.reap, 99), "Old: failed is no longer tracked", "8m", by: "asha"),
    ]

    private func activity(_ width: Int, _ height: Int, glyphs: Glyphs = .unicode) -> State {
        var state = dashboard(width, height, glyphs: glyphs, view: .activity)
        _ = update(&state, .activityLoaded(Self.entries))
        return state
    }

    @Test func `Activity at 80x24`() {
        #expect(
            activity(80, 24).text == """
                 VIGIL  1 Batches  2 Stamps  3 KYC  4 Activity  5 Vendors    polling  14:05 UTC
                 ✗ 2 failed  ! 1 overdue  ↯ 1 unanswered  ! 2 flagged  ± 1  ? 1  ◐ 6  ○ 3  ✓ 3
                  TIME        ITEM          WHAT HAPPENED
                 ›14:05:26  ◐ March import  is in progress: 450 of 1,000
                  14:05:10  ✓ April import  is completed: 12,500 of 12,500
                  14:05:00  ± Retail pilot  is completed: 797 of 800, 31 failed
                  14:04:50  ✗ 00000004      failed: 250 of 250, 250 failed
                  14:04:30  ? Bank check    is in a state Vigil does not know “Reviewing”
                  14:04:30  ○ Ravi Sample   is pending
                  14:03:30  ↯ May import    could not be checked: Reap is unreachable
                  14:02:30  ↺ Night run     can be checked again
                  14:01:30  → Asha Example  submission sent by asha
                  14:01:30  ✓ Asha Example  submission accepted by asha
                  14:00:30  ✗ Mina Muster   submission rejected by asha
                  14:00:30  ? Otto Test     outcome of the submission unknown
                  13:59:30  → Delhi leases  usage report requested by asha
                  13:58:30  + March import  is tracked by asha
                  13:57:30  ✓ 00000099      It is pending failed is completed: 3 of 3
                  13:57:30  – 00000099      Old: failed is no longer tracked by asha



                                                                                           1/16
                 Enter open  / filter  a track  r check now  : commands  p pause  ? help  q quit
                """)
    }

    @Test func `Activity at 120x40`() {
        #expect(
            screen(activity(120, 40)).rows.prefix(8).joined(separator: "\n") == """
                 VIGIL  1 Batches  2 Stamps  3 KYC  4 Activity  5 Vendors                     ✓ 4 vendors answering  polling  14:05 UTC
                 ✗ 2 failed  ! 1 overdue  ↯ 1 unanswered  ! 2 flagged  ± 1 with failures  ? 1 unknown  ◐ 6 in progress  ○ 3  ✓ 3
                  TIME        ITEM          WHAT HAPPENED                                                                  WHO
                 ›14:05:26  ◐ March import  is in progress: 450 of 1,000
                  14:05:10  ✓ April import  is completed: 12,500 of 12,500
                  14:05:00  ± Retail pilot  is completed: 797 of 800, 31 failed
                  14:04:50  ✗ 00000004      failed: 250 of 250, 250 failed
                  14:04:30  ? Bank check    is in a state Vigil does not know “Reviewing”
                """)
    }

    @Test func `Activity at 40x10 in ASCII`() {
        #expect(
            activity(40, 10, glyphs: .ascii).text == """
                 VIGIL 1  2  3  4 Activity  5 14:05 UTC
                 X 2 ! 1 % 1 ! 2 ~ 1 ? 1 o 6 . 3 + 3
                  TIME      WHAT HAPPENED
                 >14:05   o March import is in progres~
                  14:05   + April import is completed:~
                  14:05   ~ Retail pilot is completed:~
                  14:04   X 00000004 failed: 250 of 25~
                  14:04   ? Bank check is in a state V~
                  14:04   . Ravi Sample is pending
                 Enter open  / filter  ? help  q quit
                """)
    }

    @Test func `What failed is told in the look of failures, what went well is quiet`() throws {
        let palette = try #require(Base16((0..<16).map { $0 * 0x10101 }))
        var state = activity(80, 24)
        state.themes = [Theme(name: "grey", palette: palette)]
        let frame = screen(state)
        func colors(_ text: String) throws -> Set<Color?> {
            let y = try #require(frame.rows.firstIndex { $0.contains(text) })
            return Set((0..<80).map { frame[$0, y].style.foreground })
        }
        for text in ["250 failed", "could not be checked", "submission rejected"] {
            #expect(try colors(text).contains(palette[0x8]), "\(text)")
        }
        for text in ["12,500 of 12,500", "in progress", "again"] {
            #expect(try !colors(text).contains(palette[0x8]), "\(text)")
        }
    }

    @Test func `An entry of another day shows its day`() {
        var state = dashboard(80, 24, view: .activity)
        _ = update(
            &state, .activityLoaded([Self.entry(.tracked, (.reap, 1), "x", "2d")]))
        #expect(state.text.contains("6 Oct 14:05"))
    }

    @Test func `The record keeps its newest entries, and the filter what it matches`() {
        var state = activity(80, 24)
        state.press(.character("/"))
        state.type("odd")
        for number in 0..<2100 {
            let word = number.isMultiple(of: 2) ? "even" : "odd"
            _ = update(
                &state, .activityHappened(Self.entry(.tracked, nil, "\(word) \(number)", "1s")))
        }
        #expect(state.activity.all.count == 2000)
        #expect(state.activity.shown == state.activity.all.filter { $0.text.hasPrefix("odd") })
        #expect(state.text.contains("1,000 of 2,000"))
    }
}
