import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// The Stamps view: orders, groups, the search among the ids, copying.
struct StampsTests {
    private func stamps(
        _ width: Int = 120, _ height: Int = 40, _ snapshot: Snapshot = order(40, 9, 27, 2),
        themes: [Theme] = [.plain]
    ) -> State {
        dashboard(
            width, height, [item(.stamps, 1, "Delhi", snapshot)], themes: themes, view: .stamps)
    }

    @Test func `A bar has a part for each group and for what is unaccounted`() {
        func bar(_ available: Int, _ failed: Int, _ pending: Int, _ missing: Int) -> String {
            let bar = StampBar(
                available: available, failed: failed, pending: pending, missing: missing)
            let symbols = bar.cells(width: 10).map {
                $0.symbol(.unicode, isSettled: bar.isSettled, hasColor: false)
            }
            return String(String.UnicodeScalarView(symbols))
        }
        #expect(bar(50, 20, 30, 0) == "█████▒▒░░░")
        #expect(bar(1000, 1, 1, 1) == "███████▒░?")
        #expect(bar(10, 0, 0, 0) == "━━━━━━━━━━")
        #expect(bar(0, 3, 0, 0) == "▒▒▒▒▒▒▒▒▒▒")
        #expect(bar(0, 0, 0, 0) == "")
        #expect(bar(.max, -5, .max, .min) == "█████░░░░░")
        #expect(
            StampBar(available: 1, failed: 1, pending: 1, missing: 1).cells(width: 2).count == 2)
    }

    @Test func `The groups stand side by side, or as tabs where there is no room`() {
        let wide = stamps(120, 40).text
        #expect(wide.contains("○ Pending 9") && wide.contains("stamp_v2_a1"))
        #expect(wide.contains("stamp_v2_f1") && wide.contains("stamp_v2_p1"))
        var narrow = stamps(40, 12)
        #expect(narrow.text.contains("stamp_v2_f1") && !narrow.text.contains("stamp_v2_a1"))
        narrow.press(.right, .right)
        #expect(narrow.text.contains("stamp_v2_a1") && !narrow.text.contains("stamp_v2_f1"))
    }

    @Test func `Keys that go into an order before its first answer are not lost`() {
        let unasked = item(.stamps, 1, "Delhi", nil)
        for width in [40, 120] {
            var state = dashboard(width, 12, [unasked], view: .stamps)
            state.press(.right, .right, .right)
            #expect(state.text.contains("✗ Failed –") || state.text.contains("✗ –"))
            #expect(state.text.contains("No answer about this order yet."))
            #expect(state.press(.character("Y")).isEmpty)
            #expect(state.notice?.text == "No answer about this order yet.")
            state.press(.character("/"))
            state.type("f2")
            _ = update(&state, .itemChanged(item(.stamps, 1, "Delhi", order(40, 9, 27, 2))))
            state.press(.enter)
            #expect(state.selectedStamp == "stamp_v2_f2", "\(state.text)")
            #expect(state.press(.character("Y")) == [.copy("stamp_v2_f2\n")])
        }
    }

    @Test func `Ids as long as the vendor's are whole beside groups that have none`() {
        let id = "stamp_v2_gheIMPMUCrpwrDumjWOe"
        func shown(_ pending: Int, _ available: Int, _ failed: Int) -> String {
            var snapshot = order(pending + available + failed, pending, available, failed)
            let groups: [WritableKeyPath<StampGroups, StampGroups.Group>] = [
                \.pending, \.available, \.failed,
            ]
            for group in groups {
                guard let count = snapshot.groups?[keyPath: group].count else { continue }
                snapshot.groups?[keyPath: group].stamps = StampIDs(
                    Array(repeating: id, count: count))
            }
            return stamps(120, 40, snapshot).text
        }
        for text in [shown(0, 0, 25), shown(25, 0, 0), shown(9, 9, 0), shown(0, 9, 9)] {
            #expect(text.contains(id) && !text.contains("…"), "\(text)")
        }
        // Where all three have some, the telling end is whole.
        #expect(shown(9, 9, 9).contains("…gheIMPMUCrpwrDumjWOe"))
    }

    @Test func `Slash inside the ids looks for one while it is typed`() {
        var state = stamps()
        state.press(.right, .right, .character("/"))
        state.type("A2")
        // stamp_v2_a2 and a20 to a27.
        #expect(state.text.contains("9 of 38 ids"))
        #expect(state.text.contains("stamp_v2_a27") && !state.text.contains("stamp_v2_a3 "))
        #expect(state.text.contains("none has that"))
        state.type("7")
        #expect(state.text.contains("1 of 38 ids") && state.selectedStamp == "stamp_v2_a27")
        #expect(screen(state).cursor?.y == 38)
        state.press(.enter)
        #expect(state.press(.character("y")) == [.copy("stamp_v2_a27")])
        state.press(.character("/"), .backspace)
        #expect(state.text.contains("9 of 38 ids"))
        state.press(.escape)
        #expect(!state.text.contains("of 38 ids"))
        #expect(state.stampsFocus == 1)
        state.press(.escape)
        #expect(state.stampsFocus == nil)
    }

    @Test func `A search holds through a new answer and ends with another order`() {
        var state = dashboard(
            120, 40,
            [
                item(.stamps, 1, "Delhi", order(40, 9, 27, 2)),
                item(.stamps, 2, "Mumbai", order(40, 9, 27, 2)),
            ], view: .stamps)
        state.press(.right, .right, .character("/"))
        state.type("a28")
        #expect(state.text.contains("0 of 38 ids"))
        _ = update(&state, .itemChanged(item(.stamps, 1, "Delhi", order(40, 8, 28, 2))))
        #expect(state.text.contains("1 of 38 ids"))
        state.press(.enter, .left, .left, .down)
        #expect(state.selectedItem?.label == "Mumbai")
        #expect(!state.text.contains("of 38 ids"))
    }

    @Test func `A hundred thousand ids are scrolled and searched to the last`() {
        var large = order(100_000, 0, 100_000, 0)
        var ids = Array(large.groups?.available.stamps ?? [])
        ids[99_999] = "stamp_v2_Needle"
        large.groups?.available.stamps = StampIDs(ids)
        var state = stamps(80, 24, large)
        state.press(.right, .right, .end)
        #expect(state.selectedStamp == "stamp_v2_Needle")
        #expect(state.text.contains("99,989-100,000 of 100,0"))
        state.press(.character("/"))
        state.type("needle")
        #expect(state.text.contains("1 of 100,000 ids") && state.selectedStamp == "stamp_v2_Needle")
    }

    @Test func `A group is copied one id a line, and one too long for a terminal is not`() {
        var state = stamps()
        #expect(state.press(.character("Y")).isEmpty)
        #expect(
            state.press(.right, .right, .right, .character("Y"))
                == [.copy("stamp_v2_f1\nstamp_v2_f2\n")])
        #expect(state.notice == Notice("Copied 2 failed ids, one a line."))
        var large = stamps(120, 40, order(10_000, 0, 10_000, 0))
        #expect(large.press(.right, .right, .character("Y")).isEmpty)
        #expect(large.notice?.isFault == true)
        #expect(large.notice?.text.contains("vigil stamps ") == true)
        #expect(large.notice?.text.contains("--group available") == true)
    }

    @Test(arguments: [
        (100, 0, 9, 0, true), (100, 0, 10, 0, false), (100, 1, 9, 0, false), (100, 0, 0, 10, true),
        (0, 0, 0, 0, false),
    ])
    func `An order is low on stock when nothing is pending and less than a tenth is left`(
        quantity: Int, pending: Int, available: Int, failed: Int, isLow: Bool
    ) {
        let text = stamps(120, 40, order(quantity, pending, available, failed)).text
        #expect(text.contains("low stock") == isLow)
    }

    @Test(arguments: [(40, 10), (80, 24), (120, 40), (200, 60)])
    func `It holds on any screen with nothing, one, ten thousand orders and hostile ids`(
        size: (Int, Int)
    ) {
        var hostile = order(3, 1, 1, 1)
        hostile.groups?.available.stamps = ["\u{1B}]52;c;eA==\u{7}", "\u{202E}evil", "日本👩‍👩‍👧"]
        var lists = [[], [item(.stamps, 1, "one", hostile)]]
        // Without optimisation ten thousand take their time: one screen does for all.
        if size == (80, 24) {
            lists.append((1...10_000).map { item(.stamps, $0, nil, order(3, 1, 1, 1)) })
        }
        for items in lists {
            var state = dashboard(size.0, size.1, items, view: .stamps)
            for keys: [Key] in [
                [], [.right], [.right], [.end], [.character("/")], [.character("1")], [.enter],
                [.character("Y")], [.escape], [.escape], [.end], [.enter],
            ] {
                for key in keys { state.press(key) }
                let frame = screen(state)
                #expect(frame.rows[0].hasPrefix(" VIGIL"))
                for row in frame.rows {
                    #expect(
                        row.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
                }
            }
        }
    }
}
