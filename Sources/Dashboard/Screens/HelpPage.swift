import TerminalUI

/// The help for where the operator is: the keys that mean something here, and the signs.
struct HelpPage {
    private let state: State
    private let lines: [[Span]]
    private let scroll: Int

    init(_ state: State) {
        self.state = state
        if case .help(let scroll) = state.overlays.last {
            self.scroll = scroll
        } else {
            scroll = 0
        }
        let groups = KeyBinding.Group.allCases.map { Self.lines(of: $0, state) }
            .filter { !$0.isEmpty }
        let signs = Self.signs(state)
        lines = Array((groups + [signs]).joined(separator: [[]]))
    }

    /// How far it can be scrolled.
    var scrollLimit: Int { max(0, lines.count - room) }

    private var room: Int { min(lines.count, state.size.height - 4) }

    func draw(on canvas: inout Canvas) {
        let place = state.detail != nil ? "an item" : state.view.title
        let inside = Dialog(
            title: "Keys: \(place)", width: min(70, state.size.width - 6), height: room
        ).draw(on: &canvas)
        for (row, line) in lines.dropFirst(scroll).prefix(inside.height).enumerated() {
            canvas.put(line, x: inside.x, y: inside.y + row, limit: inside.width)
        }
        let below = lines.count - scroll - inside.height
        if below > 0 {
            canvas.put(
                [Span(" +\(below) ", .muted)], endingAt: inside.right, y: inside.bottom)
        }
    }

    private static func lines(of group: KeyBinding.Group, _ state: State) -> [[Span]] {
        let bindings = KeyTable.bindings.filter { $0.group == group && state.applies($0.action) }
        guard !bindings.isEmpty else { return [] }
        return [[Span(group.rawValue, .title, .bold)]]
            + bindings.map { binding in
                let name = KeyTable.name(of: binding, in: state.glyphs).padded(to: 11)
                var spans = [Span(name, .key), Span(binding.label)]
                if let why = state.whyNot(binding.action) {
                    spans = [Span(name, .muted), Span(binding.label, .muted)]
                    spans.append(Span("  \(why)", .muted))
                }
                return spans
            }
    }

    private static func signs(_ state: State) -> [[Span]] {
        let symbols = Symbols(glyphs: state.glyphs)
        func sign(_ sign: String, _ role: Role, _ text: String) -> [Span] {
            [Span(sign.padded(to: 11), role), Span(text)]
        }
        return [[Span("Signs", .title, .bold)]]
            + Standing.allCases.map {
                sign(
                    symbols.of($0), $0.role,
                    $0 == .completedWithFailures
                        ? "completed, but not all passed" : $0.word.lowercased())
            } + [
                sign(symbols.flag, .warning, "overdue, stuck, stale or inconsistent"),
                sign(symbols.failing, .warning, "the last check failed; the age is the good one's"),
            ]
    }
}
