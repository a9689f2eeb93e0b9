import Domain
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

/// Everything that can be on the screen, in every size, with nothing, one, very many and hostile
/// items.
@Suite(.ownThread) struct EveryScreenTests {
    /// Something that can be opened from a view, by the keys that open it.
    struct Sight: CustomTestStringConvertible {
        let name: String
        let keys: [Key]
        /// Whether it stands over the view, so that no selection of the view is in sight.
        let isOver: Bool

        init(_ name: String, _ keys: Key..., isOver: Bool = true) {
            (self.name, self.keys, self.isOver) = (name, keys, isOver)
        }

        var testDescription: String { name }
    }

    static let sights = [
        Sight("the view", isOver: false), Sight("its last row", .end, isOver: false),
        Sight("a page down", .pageDown, isOver: false),
        Sight("grouped", .character("b"), isOver: false),
        Sight("a filter", .character("/"), .character("e"), isOver: false),
        Sight("a detail", .enter), Sight("the end of a detail", .enter, .end),
        Sight("the help", .character("?")), Sight("the end of the help", .character("?"), .end),
        Sight("the palette", .character(":")),
        Sight("the palette, something typed", .character(":"), .character("s")),
        Sight("the alerts", .character("A")), Sight("the muting", .character("m")),
        Sight("the columns", .character("c")), Sight("the themes", .character("t")),
        Sight("tracking", .character("a")), Sight("untracking", .character("d")),
        Sight("uploading", .character("u")), Sight("a submission", .character("n")),
        Sight("a submission's end", .character("n"), .backTab),
        Sight("a correction", .character("e")), Sight("a new customer", .character("N")),
        Sight("an order of stamps", .character("O")),
    ]

    private static let hostileText =
        "\u{1B}[2J\u{7}\u{202E}\u{2066}\u{200F}三月👩‍👩‍👧" + String(repeating: "e\u{301}", count: 300)

    private static let hostile: [TrackedItem] = Kind.allCases.enumerated().map { number, kind in
        var snapshot = Snapshot(
            state: .unknown, total: .max, processed: -5, failed: .max, createdAt: .ago("3d"))
        snapshot.vendorState = hostileText
        snapshot.failureReason = hostileText
        snapshot.contradictions = [hostileText]
        snapshot.facts = [.init(name: hostileText, value: hostileText)]
        if kind == .stamps {
            snapshot.groups = StampGroups(
                pending: .init(count: 2, stamps: [hostileText, "\u{1B}]52;c;eA==\u{7}"]),
                available: .init(count: -1, stamps: []), failed: .init(count: 1, stamps: ["日本"]))
        }
        return item(kind, number, hostileText, snapshot).failing(.vendor, hostileText, since: "3d")
    }

    private static let scripts: [TrackedItem] = Scripts.names.enumerated().map { number, name in
        item(Kind.allCases[number % 5], number, name, counts(.inProgress, 1000, 450, 12))
    }

    private static let many = (0..<10_000).map { number in
        item(
            Kind.allCases[number % 5], number, "Item \(number)",
            number % 5 == 2 ? order(40, 9, 27, 2) : counts(.inProgress, 1000, number % 1000, 3))
    }

    private static let sizes = [(80, 24), (120, 40), (200, 60), (40, 10), (39, 10), (40, 9)]
        .map { Size(width: $0.0, height: $0.1) }

    /// A dashboard on some items, with something in its activity and an alert.
    private static func start(
        _ items: [TrackedItem], _ view: View, _ glyphs: Glyphs = .unicode
    ) -> State {
        var state = dashboard(80, 24, items, glyphs: glyphs, view: view)
        _ = update(
            &state,
            .activityLoaded(
                items.prefix(50).map {
                    ActivityEntry(
                        at: .ago("5m"), event: .uploaded, key: $0.key, text: $0.label ?? "",
                        operatorName: $0.label)
                }))
        return state
    }

    private func check(_ start: State, _ sight: Sight, _ size: Size, _ what: String) {
        var state = start
        _ = update(&state, .input(.resized(size)))
        for key in sight.keys { state.press(key) }
        let frame = screen(state)
        let broken = FrameLaws.broken(frame, of: state)
        let place = "\(what), \(state.view), \(size.width)x\(size.height)"
        #expect(broken.isEmpty, "\(place): \(broken.prefix(3))")
        // What is the program's own is ASCII where that is all that can be shown.
        if what == "in ASCII" {
            let isPlain = frame.cells.joined().allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } }
            #expect(isPlain, "\(place)")
        }
        guard Layout.isLargeEnough(size), !sight.isOver, !state.isFiltering,
            state.view == .activity ? !state.activity.shown.isEmpty : !state.rows.isEmpty
        else { return }
        // The selection is in sight: the terminal's cursor stands on its mark.
        let mark = state.glyphs == .unicode ? "›" : ">"
        let cursor = frame.cursor
        #expect(
            cursor.map { frame[$0.x, $0.y].glyph } == mark,
            "\(place): \(String(describing: cursor))")
    }

    @Test(arguments: sights)
    func `The laws hold with nothing, one, every script and hostile text`(sight: Sight) {
        for view in View.allCases {
            let small = Self.sizes.prefix(sight.isOver ? 2 : 4)
            for (what, items, sizes) in [
                ("nothing", [], small), ("one", [varied[0]], small),
                ("scripts", Self.scripts, small),
                ("one of each", varied, Self.sizes.prefix(4)),
                ("hostile", Self.hostile, Self.sizes[...]),
            ] {
                let start = Self.start(items, view)
                for size in sizes { check(start, sight, size, what) }
            }
            let ascii = Self.start(varied, view, .ascii)
            for size in Self.sizes.prefix(2) { check(ascii, sight, size, "in ASCII") }
        }
    }

    @Test(arguments: View.allCases)
    func `The laws hold with ten thousand items`(view: View) {
        let start = Self.start(Self.many, view)
        for sight in Self.sights.prefix(6) where sight.name != "grouped" {
            for size in Self.sizes.prefix(4) { check(start, sight, size, "many") }
        }
    }

    @Test func `The laws hold on a first start, with a vendor missing, and behind the lock`() {
        for view in View.allCases {
            for vendors: Set<Vendor> in [[], [.reap]] {
                for sight in Self.sights {
                    for size in Self.sizes.prefix(1) + Self.sizes[3...3] {
                        let start = dashboard(80, 24, [], vendors: vendors, view: view)
                        check(start, sight, size, "\(vendors.count) vendors")
                    }
                }
            }
            var locked = Self.start(Self.hostile + varied, view)
            _ = update(&locked, .locked)
            for size in Self.sizes {
                _ = update(&locked, .input(.resized(size)))
                let broken = FrameLaws.broken(screen(locked), of: locked)
                #expect(broken.isEmpty, "locked, \(view), \(size): \(broken.prefix(3))")
            }
        }
    }

    @Test(arguments: View.allCases)
    func `The laws hold on the wall`(view: View) {
        for items in [[], [varied[0]], varied, Self.hostile, Self.scripts] {
            var state = Self.start(items, view)
            state.show(Wall(every: .seconds(15), isCalm: true))
            for size in Self.sizes {
                _ = update(&state, .input(.resized(size)))
                let broken = FrameLaws.broken(screen(state), of: state)
                #expect(broken.isEmpty, "\(view), \(size), \(items.count): \(broken.prefix(3))")
            }
        }
    }
}
