import TerminalUI

/// The help for where the operator is: the keys that mean something here, and the signs.
struct HelpPage {
    private let state: State
    private let lines: [[Span]]
    private let scroll: Int
    private let width: Int

    /// The help as it is open on this screen.
    init(_ state: State) {
        self.state = state
        if case .help(let scroll) = state.overlays.last {
            self.scroll = scroll
        } else {
            scroll = 0
        }
        width = min(78, state.size.width - 6)
        let groups = KeyBinding.Group.allCases.map { Self.lines(of: $0, state) }
        let signs = Self.signs(state)
        if width >= 70 {
            let left = Self.joined([groups[0], groups[1], groups[3]])
            let right = Self.joined([groups[2], groups[4], signs])
            lines = Self.beside(left, right, at: width / 2)
        } else {
            lines = Self.joined(groups + [signs])
        }
    }

    /// How far it can be scrolled.
    var scrollLimit: Int { max(0, lines.count - room) }

    private var room: Int { min(lines.count, state.size.height - 4) }

    /// Draws the help over the view.
    func draw(on canvas: inout Canvas) {
        let place = state.detail != nil ? "an item" : state.view.title
        let inside = Dialog(title: "Keys: \(place)", width: width, height: room)
            .draw(on: &canvas)
        for (row, line) in lines.dropFirst(scroll).prefix(inside.height).enumerated() {
            canvas.put(line, x: inside.x, y: inside.y + row, limit: inside.width)
        }
        Dialog.tell(lines.count - scroll - inside.height, below: inside, on: &canvas)
    }

    private static func joined(_ groups: [[[Span]]]) -> [[Span]] {
        Array(groups.filter { !$0.isEmpty }.joined(separator: [[]]))
    }

    private static func beside(
        _ left: [[Span]], _ right: [[Span]], at column: Int
    ) -> [[Span]] {
        (0..<max(left.count, right.count)).map { row in
            let first = left.indices.contains(row) ? left[row] : []
            guard right.indices.contains(row) else { return first }
            let gap = String(repeating: " ", count: max(1, column - first.width))
            return first + [Span(gap)] + right[row]
        }
    }

    /// A key that cannot be used now says so; pressing it says why.
    private static func lines(of group: KeyBinding.Group, _ state: State) -> [[Span]] {
        let bindings = state.options.keys.bindings.filter {
            $0.group == group && state.applies($0.action)
        }
        guard !bindings.isEmpty else { return [] }
        return [[Span(group.rawValue, .title, .bold)]]
            + bindings.map { binding in
                let name = binding.name(in: state.glyphs).padded(to: 10)
                if state.can(binding.action) {
                    return [Span(name, .key), Span(binding.label)]
                }
                return [Span(name, .muted), Span("\(binding.label) (not now)", .muted)]
            }
    }

    private static func signs(_ state: State) -> [[Span]] {
        let symbols = Symbols(glyphs: state.glyphs)
        func sign(_ sign: String, _ role: Role, _ text: String) -> [Span] {
            [Span(sign.padded(to: 4), role), Span(text)]
        }
        return [[Span("Signs", .title, .bold)]]
            + Standing.allCases.map {
                sign(
                    symbols.of($0), $0.role,
                    $0 == .completedWithFailures
                        ? "completed, not all passed" : $0.word.lowercased())
            } + [
                sign(symbols.flag, .warning, "needs a look; a word says why"),
                sign(symbols.failing, .warning, "check fails; age of last answer"),
                sign(symbols.note, .muted, "somebody wrote a note"),
            ]
    }
}
