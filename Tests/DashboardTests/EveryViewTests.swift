import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// Every view in every size with nothing, one, very many and hostile items.
@Suite struct EveryViewTests {
    private static let hostile: [TrackedItem] = {
        let bad = "\u{1B}[2J\u{7}\u{202E}三月👩‍👩‍👧" + String(repeating: "e\u{301}", count: 300)
        return Kind.allCases.enumerated().map { number, kind in
            var snapshot = Snapshot(
                state: .unknown, total: .max, processed: -5, failed: .max, createdAt: .ago("3d"))
            snapshot.vendorState = bad
            snapshot.failureReason = bad
            snapshot.contradictions = [bad]
            snapshot.facts = [.init(name: bad, value: bad)]
            return item(kind, number, bad, snapshot).failing(.vendor, bad, since: "3d")
        }
    }()
    private static let many = (0..<10_000).map { number in
        item(
            Kind.allCases[number % 5], number, "Item \(number)",
            number % 5 == 2 ? order(40, 9, 27, 2) : counts(.inProgress, 1000, number % 1000, 3))
    }
    private static let sizes = [(80, 24), (120, 40), (200, 60), (40, 10)]

    @Test(arguments: View.allCases)
    func `The summary, the keys and clean text are there whatever is tracked`(_ view: View) {
        for items in [[], [varied[0]], Self.hostile, Self.many] {
            var state = dashboard(80, 24, items, view: view)
            for (width, height) in Self.sizes {
                _ = update(&state, .input(.resized(Size(width: width, height: height))))
                state.press(.escape, .escape)
                let overlays: [[Key]] = [
                    [], [.enter], [.escape, .character(":")], [.escape, .character("A")],
                    [.escape, .character("m")], [.escape, .character("c")],
                    [.escape, .character("b"), .down],
                ]
                for keys in overlays.prefix(items.count > 100 ? 3 : overlays.count) {
                    for key in keys { state.press(key) }
                    let frame = screen(state)
                    let rows = frame.rows
                    #expect(rows[0].hasPrefix(" VIGIL") && rows[0].contains("14:05"))
                    #expect(!rows[height - 1].isEmpty)
                    if !items.isEmpty { #expect(!rows[1].isEmpty) }
                    for row in rows {
                        #expect(TextWidth.of(row) <= width)
                        #expect(
                            row.unicodeScalars.allSatisfy {
                                $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
                                    && $0.value != 0x202E
                            })
                    }
                }
            }
        }
    }
}
