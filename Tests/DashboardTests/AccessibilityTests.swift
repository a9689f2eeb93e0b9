import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// What people need who see no colours, little, or nothing of the screen.
struct AccessibilityTests {
    /// One item for every way in which work can stand or be remarkable.
    private static let ways: [(name: String, item: TrackedItem)] = [
        ("pending", item(.reap, 1, "Work", counts(.pending, 100, 50, 0))),
        ("in progress", item(.reap, 1, "Work", counts(.inProgress, 100, 50, 0))),
        ("with failures", item(.reap, 1, "Work", counts(.inProgress, 100, 50, 10))),
        ("completed", item(.reap, 1, "Work", counts(.completed, 100, 100, 0))),
        ("completed, some failed", item(.reap, 1, "Work", counts(.completed, 100, 100, 50))),
        ("unaccounted", item(.reap, 1, "Work", counts(.completed, 100, 50, 0))),
        ("failed", item(.reap, 1, "Work", counts(.failed, 100, 50, 0))),
        ("unknown", item(.reap, 1, "Work", counts(.unknown, 100, 50, 0))),
        (
            "overdue",
            item(.reap, 1, "Work", counts(.inProgress, 100, 50, 0).created("45m"), tracked: "45m")
        ),
        ("stuck", item(.reap, 1, "Work", counts(.inProgress, 100, 50, 0), moved: "20m")),
        ("stale", item(.reap, 1, "Work", counts(.inProgress, 100, 50, 0), checked: "9m")),
        (
            "unanswered",
            item(.reap, 1, "Work", counts(.inProgress, 100, 50, 0))
                .failing(.network, "no route", since: "1m")
        ),
        (
            "refused",
            item(.reap, 1, "Work", counts(.inProgress, 100, 50, 0))
                .failing(.auth, "no route", since: "1m")
        ),
    ]

    @Test(arguments: [(40, 10), (80, 24), (120, 40)], Glyphs.allCases)
    func `Without any colour every state is another text`(size: (Int, Int), glyphs: Glyphs) {
        var seen: [String: String] = [:]
        for (name, item) in Self.ways {
            let text = dashboard(size.0, size.1, [item], glyphs: glyphs).text
            let other = seen.updateValue(name, forKey: text)
            #expect(other == nil, "\(name) looks like \(other ?? "")")
        }
    }

    @Test func `Without any colour the groups of an order are another text each`() {
        let texts = [
            order(10, 4, 6, 0), order(10, 6, 4, 0), order(10, 4, 0, 6), order(10, 0, 6, 0),
            order(10, 0, 0, 0),
        ].map { dashboard(80, 24, [item(.stamps, 1, "Work", $0)], view: .stamps).text }
        #expect(Set(texts).count == texts.count)
    }

    @Test(arguments: View.allCases)
    func `The terminal's cursor follows the selection`(view: View) throws {
        var state = dashboard(80, 24, view: view)
        if view == .activity {
            _ = update(
                &state,
                .activityLoaded(
                    (1...5).map {
                        ActivityEntry(
                            at: .ago("\($0)m"), event: .uploaded, key: nil, text: "Entry \($0)")
                    }))
        }
        let first = try #require(screen(state).cursor)
        state.press(.down)
        let second = try #require(screen(state).cursor)
        #expect(second.y > first.y)
        let mark = screen(state).rows[second.y]
        #expect(mark.contains("›"))
    }

    @Test func `In a dialog the cursor is the dialog's, in a field the field's`() throws {
        let palette = try #require(Base16((0..<16).map { $0 * 0x0A0A0A }))
        var state = dashboard(
            80, 24, themes: [1, 2].map { Theme(name: "theme-\($0)", palette: palette) })
        state.press(.character("t"), .down)
        let row = try #require(screen(state).cursor?.y)
        #expect(screen(state).rows[row].contains("› theme-2"))
        state.press(.escape, .character("/"))
        #expect(screen(state).cursor == Position(x: 3, y: 22))
    }
}

extension Snapshot {
    /// The same, accepted by the vendor so long ago.
    fileprivate func created(_ ago: String) -> Snapshot {
        var copy = self
        copy.createdAt = .ago(ago)
        return copy
    }
}
