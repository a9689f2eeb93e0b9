import Domain
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

@Suite struct ScreenTests {
    @Test func `Batches at 80x24`() {
        #expect(
            dashboard().text == """
                 VIGIL  1 Batches  2 Stamps  3 KYC  4 Activity  5 Vendors    polling  14:05 UTC
                 ✗ 2 failed  ! 1 overdue  ↯ 1 unanswered  ! 2 flagged  ± 1  ? 1  ◐ 6  ○ 3  ✓ 3
                  VENDOR   BATCH          STATE                PROGRESS     DONE FAILED CHECKED
                ▌›Reap     00000004       ✗ FAILED             ▒▒▒▒▒▒▒▒▒▒    250    250   13:25
                ▌ DollarPe Asha Example   ✗ FAILED             –               –      –   13:35
                ▌ Deepvue  Bank check     ? Reviewing !overdue for 45m         –      –     now
                ▌ Reap     Night run      ◐ in progress !stuck ██▍·······    120      0     now
                ▌ Reap     May import     ◐ !network, stale    ██▒·······     90      1   ↯ 12m
                  Reap     March import   ◐ in progress        ███▒······    450     12     now
                  Deepvue  PAN check      ◐ in progress        for 10m         –      –     now
                  Surepass Delhi leases   ◐ !2 unaccounted     ██████▒···     29      2     10s
                  DollarPe Mina Muster    ◐ in progress        for 10m         –      –     now
                  Surepass Delhi report   ○ pending            for 10m         –      –     now
                  DollarPe Ravi Sample    ○ pending            for 10m         –      –     now
                  Reap     00000016       ○ pending            not asked       –      –   never
                  Reap     Retail pilot   ± !3 unaccounted     ━━━━━━━━▒·    797     31   13:05
                  Reap     April import   ✓ completed          ━━━━━━━━━━ 12,500      0   12:05
                  Surepass Mumbai leases  ✓ completed          ━━━━━━━━━━      6      0   13:15
                  DollarPe Otto Test      ✓ completed          –               –      –   14:05



                                                                                           1/16
                 Enter open  / filter  a track  r check now  s sort  : commands  ? help  q quit
                """)
    }

    @Test func `Batches at 40x10`() {
        #expect(
            dashboard(40, 10).text == """
                 VIGIL 1 Batches  2  3  4  5  14:05 UTC
                 ✗ 2 ! 1 ↯ 1 ! 2 ± 1 ? 1 ◐ 6 ○ 3 ✓ 3
                  BATCH          STATE            FAILED
                ▌›00000004       ✗ FAILED            250
                ▌ Asha Example   ✗ FAILED              –
                ▌ Bank check     ? !overdue            –
                ▌ Night run      ◐ !stuck              0
                ▌ May import     ◐ !network +1         1
                  March import   ◐ in progress        12
                 Enter open  / filter  ? help  q quit
                """)
    }

    @Test func `Batches in ASCII`() {
        #expect(
            dashboard(100, 12, glyphs: .ascii).text == """
                 VIGIL  1 Batches  2 Stamps  3 KYC  4 Activity  5 Vendors                        polling  14:05 UTC
                 X 2 failed  ! 1 overdue  % 1 unanswered  ! 2 flagged  ~ 1 with failures  ? 1  o 6  . 3  + 3
                  VENDOR   BATCH          STATE               PROGRESS          DONE FAILED  TOTAL     RATE CHECKED
                !>Reap     00000004       X FAILED            [xxxxxxxx] 100%    250    250    250        -   13:25
                ! DollarPe Asha Example   X FAILED            -                    -      -      -        -   13:35
                ! Deepvue  Bank check     ? !overdue          elapsed 45m          -      -      -        -     now
                ! Reap     Night run      o !stuck            [#.......]  24%    120      0    500        -     now
                ! Reap     May import     o !network, stale   [#x......]  30%     90      1    300        -   % 12m
                  Reap     March import   o in progress       [##x.....]  45%    450     12  1,000    120/m     now
                  Deepvue  PAN check      o in progress       elapsed 10m          -      -      -        -     now
                  Surepass Delhi leases   o !2 unaccounted    [####x...]  72%     29      2     40        -     10s
                 Enter open  / filter  a track  r check now  s sort  : commands  p pause  d untrack  ? help  q quit
                """)
    }

    @Test func `Stamps at 120x40`() {
        #expect(
            screen(dashboard(120, 40, view: .stamps)).rows.prefix(12).joined(separator: "\n")
                == """
                 VIGIL  1 Batches  2 Stamps  3 KYC  4 Activity  5 Vendors                     ✓ 4 vendors answering  polling  14:05 UTC
                 ✗ 2 failed  ! 1 overdue  ↯ 1 unanswered  ! 2 flagged  ± 1 with failures  ? 1 unknown  ◐ 6 in progress  ○ 3  ✓ 3
                  ORDER                  STAMPS      CHECKED │ Delhi leases  ◐ in progress !2 unaccounted
                 ›◐ Delhi leases         ██████▒░░?      10s │ ████████████████████████▒▒░░░░░░░░??  40 ordered · 2 unaccounted
                  ✓ Mumbai leases        ━━━━━━━━━━    13:15 │
                                                             │ ○ Pending 9              ✓ Available 27           ✗ Failed 2
                                                             │ stamp_v2_p1              stamp_v2_a1              stamp_v2_f1
                                                             │ stamp_v2_p2              stamp_v2_a2              stamp_v2_f2
                                                             │ stamp_v2_p3              stamp_v2_a3
                                                             │ stamp_v2_p4              stamp_v2_a4
                                                             │ stamp_v2_p5              stamp_v2_a5
                                                             │ stamp_v2_p6              stamp_v2_a6
                """)
    }

    @Test func `KYC at 80x24`() {
        #expect(
            screen(dashboard(view: .kyc)).rows.prefix(8).joined(separator: "\n") == """
                 VIGIL  1 Batches  2 Stamps  3 KYC  4 Activity  5 Vendors    polling  14:05 UTC
                 ✗ 2 failed  ! 1 overdue  ↯ 1 unanswered  ! 2 flagged  ± 1  ? 1  ◐ 6  ○ 3  ✓ 3
                  CUSTOMER       STATUS        REASON                            SINCE  CHECKED
                ▌›Asha Example   ✗ FAILED      Selfie does not match             13:35    13:35
                  Ravi Sample    ○ UNVERIFIED  press n to submit data              now      now
                  Mina Muster    ◐ PROCESSING                                      now      now
                  Otto Test      ✓ VERIFIED                                      14:05    14:05

                """)
    }

    @Test func `The page of a batch that moves, at 120x40`() {
        var state = dashboard(120, 40)
        state.press(.down, .down, .down, .down, .down, .enter)
        #expect(
            screen(state).rows.prefix(24).joined(separator: "\n") == """
                 VIGIL  1 Batches  2 Stamps  3 KYC  4 Activity  5 Vendors                     ✓ 4 vendors answering  polling  14:05 UTC
                 ✗ 2 failed  ! 1 overdue  ↯ 1 unanswered  ! 2 flagged  ± 1 with failures  ? 1 unknown  ◐ 6 in progress  ○ 3  ✓ 3
                 Batches › March import
                  ◐ in progress                                              Times
                  Vendor          Reap, import batch                         Created         2025-10-08 13:55:30 UTC  10m ago
                  Id              00000001-0000-4000-8000-000000000000       Tracked         2025-10-08 13:55:30 UTC  10m ago
                  Label           March import                               Last change     2025-10-08 14:05:26 UTC  just now
                  Vendor says     in_progress                                Last answer     2025-10-08 14:05:26 UTC  just now
                                                                             Next check      not planned
                  ████████████████████▒··························· 45%       Checks          3

                  Counts
                  Total           1,000
                  Processed       450
                  Succeeded       438
                  Failed          12
                  Pace            120 a minute, about 5m left

                  Progress
                                                                   1,000

                                                    ▂▂▂▂▂▂▂▄▄▄▄▄▄▆
                         ▂▂▂▂▂▂▂▄▄▄▄▄▄▄▆▆▆▆▆▆█████████████████████ 0
                  14:01:30                                14:05:00
                """)
    }

    @Test func `A failed batch is the loudest row`() throws {
        let palette = try #require(
            Base16([
                0x181818, 0x282828, 0x383838, 0x585858, 0xb8b8b8, 0xd8d8d8, 0xe8e8e8, 0xf8f8f8,
                0xab4642, 0xdc9656, 0xf7ca88, 0xa1b56c, 0x86c1b9, 0x7cafc2, 0xba8baf, 0xa16946,
            ]))
        let theme = Theme(name: "dark", palette: palette)
        let frame = screen(dashboard(themes: [theme]))
        #expect(frame[0, 3].glyph == "▌")
        #expect(frame[0, 3].style.foreground == palette[0x8])
        #expect(frame[26, 3].glyph == "✗")
        #expect(frame[26, 3].style.attributes.contains([.reverse, .bold]))
        #expect(frame[26, 3].style.background == palette[0x0], "only the name has another ground")
        #expect(frame[26, 8].style.foreground == palette[0xD])
    }

    @Test func `On the selected row a bar still shows where its parts end`() throws {
        let palette = try #require(Base16((0..<16).map { $0 * 0x10101 }))
        let half = item(.reap, 1, "Half", counts(.inProgress, 100, 45, 12))
        let theme = Theme(name: "grey", palette: palette)
        let frame = screen(dashboard(80, 24, [half], themes: [theme]))
        let start = try #require((0..<80).first { frame[$0, 3].glyph == "█" })
        let bar = (start..<(start + 10)).map { frame[$0, 3].style }
        #expect(bar.contains { $0.foreground == palette[0xB] && $0.background == palette[0x8] })
        #expect(bar.last?.background != frame[79, 3].style.background)
    }

    @Test(arguments: [View.batches, .stamps, .kyc])
    func `The selection's ground is under the name alone`(_ view: View) throws {
        let palette = try #require(Base16((0..<16).map { $0 * 0x10101 }))
        let items = [
            item(.stamps, 1, "Order", nil), item(.kyc, 2, "Order", nil),
            item(.reap, 3, "Order", nil),
        ]
        let theme = Theme(name: "grey", palette: palette)
        let state = dashboard(80, 24, items, themes: [theme], view: view)
        let frame = screen(state)
        let row = (0..<80).map { frame[$0, 3] }
        let name = try #require(
            (0..<80).first { place in
                row[place...].prefix(5).map(\.glyph).joined() == "Order"
            })
        let ground = row.map { $0.style.background == palette[0x2] }
        #expect(row[1].glyph == "›" && frame.cursor == Position(x: 1, y: 3))
        #expect(ground[name..<(name + 5)].allSatisfy { $0 })
        #expect(ground.count { $0 } == (view == .stamps ? 7 : 5), "and its sign")
    }

    @Test(.ownThread, arguments: View.allCases)
    func `No size breaks it, and below 40x10 one line says so`(_ view: View) {
        for width in [0, 1, 2, 17, 39, 40, 41, 57, 64, 79, 80, 99, 100, 119, 240] {
            for height in [0, 1, 9, 10, 11, 14, 23, 60] {
                var state = dashboard(width, height, view: view)
                for keys: [Key] in [
                    [], [.enter], [.pageDown], [.end], [.escape, .character("?")], [.end, .escape],
                    [.character("a")], [.escape, .character("d")], [.character("n")],
                    [.character("/"), .character("z")],
                ] {
                    for key in keys { state.press(key) }
                    let frame = screen(state)
                    #expect(frame.size == Size(width: width, height: height))
                    if width < 40 || height < 10 {
                        let said = frame.rows.filter { !$0.isEmpty }
                        #expect(said.count == (width > 0 && height > 0 ? 1 : 0))
                    } else {
                        #expect(frame.rows[0].hasPrefix(" VIGIL"))
                    }
                }
            }
        }
    }

    @Test func `Columns line up whatever script or control character a label holds`() {
        let labels = [
            "三月のインポート", "Straße 12", "دفعة مارس", "a\u{1B}[31mred\u{7}", "e\u{301}te\u{301}",
            "👩‍👩‍👧 family", "x\u{202E}evil", String(repeating: "long ", count: 40), "\n\t", "",
        ]
        let items = labels.enumerated().map {
            item(.reap, $0.offset + 1, $0.element, counts(.inProgress, 1000, 450, 12))
        }
        for width in [40, 60, 80, 120, 200] {
            let rows = screen(dashboard(width, 24, items)).rows
            let body = rows[3..<(3 + labels.count)]
            let marks = body.map { row in
                TextWidth.of(row[..<(row.firstIndex(of: "◐") ?? row.endIndex)])
            }
            #expect(Set(marks).count == 1, "\(width): \(marks)")
            #expect(Set(body.map { TextWidth.of($0) }).count == 1)
            for row in rows {
                #expect(row.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
            }
        }
    }

    @Test func `Absurd numbers of a vendor are shown, not a reason to stop`() {
        let numbers = [Int.max, Int.min, -1, 0, 1]
        var items: [TrackedItem] = []
        for total in numbers {
            for processed in numbers {
                for failed in numbers {
                    var odd = item(
                        .reap, items.count + 1, nil,
                        Snapshot(
                            state: .inProgress, total: total, processed: processed, failed: failed))
                    odd.progress = [
                        ProgressPoint(at: .ago("1m"), processed: 0),
                        ProgressPoint(at: noon, processed: processed),
                    ]
                    items.append(odd)
                }
            }
        }
        var state = dashboard(120, 40, items)
        for _ in items {
            state.press(.enter)
            _ = screen(state)
            state.press(.escape, .down)
            _ = screen(state)
        }
        #expect(state.rows.count == numbers.count * numbers.count * numbers.count)
    }

    @Test func `Stamp ids that do not fit show the end that tells them apart`() {
        var long = order(2, 0, 2, 0)
        long.groups?.available.stamps = [
            "stamp_v2_aaaaaaaaaaaaaaaaaaaX", "stamp_v2_aaaaaaaaaaaaaaaaaaaY",
        ]
        long.groups?.pending.stamps = ["stamp_v2_aaaaaaaaaaaaaaaaaaaP"]
        long.groups?.failed.stamps = ["stamp_v2_aaaaaaaaaaaaaaaaaaaF"]
        let text = dashboard(80, 24, [item(.stamps, 1, "Delhi", long)], view: .stamps).text
        #expect(text.contains("…aaaaaaaaaaaaaaaaaaaX"))
        #expect(text.contains("…aaaaaaaaaaaaaaaaaaaY"))
    }

    @Test func `The quit question at 80x24`() {
        var state = dashboard(view: .kyc)
        state.sending = ["someone"]
        state.press(.character("n"), .control("c"))
        let rows = screen(state).rows
        let top = rows.firstIndex { $0.contains("╭─ Quit? ") } ?? 0
        #expect(top > 0 && rows[top + 1].contains("Something is being sent"))
        #expect(rows[23] == " y quit  n no")
    }

    @Test func `Empty views say what to do next`() {
        #expect(dashboard(80, 24, []).text.contains("Press a, or run: vigil track KIND ID"))
        #expect(dashboard(80, 24, [], vendors: []).text.contains("No vendor is configured yet."))
        #expect(dashboard(80, 24, [], view: .kyc).text.contains("n for a submission"))
        #expect(
            dashboard(80, 24, [], vendors: [.reap], view: .vendors).text
                .contains("DollarPe   – not configured"))
    }

    @Test func `An order whose count and list differ says both, and what is unaccounted`() {
        var odd = order(40, 9, 27, 2)
        odd.groups?.available.count = 26
        odd.contradictions = ["available says 26 and lists 27"]
        let text = dashboard(120, 40, [item(.stamps, 1, "Delhi", odd)], view: .stamps).text
        #expect(text.contains("Available 26 !27"))
        #expect(text.contains("3 unaccounted"))
        #expect(text.contains("!inconsistent"))
    }
}
