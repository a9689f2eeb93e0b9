import TerminalUI

/// The list of themes: the one under the cursor is shown at once, and kept or given back.
struct ThemeChooser: Equatable, Sendable {
    /// The theme from before, by its place in `State.themes`.
    var kept: Int

    /// The keys at the foot.
    static func hints(in glyphs: Glyphs) -> [KeyHints.Hint] {
        [
            KeyHints.Hint(key: "Enter", label: "keep", target: .dialogKey(.enter)),
            KeyHints.Hint(key: "Esc", label: "as before", target: .dialogKey(.escape)),
            KeyHints.Hint(
                key: glyphs == .unicode ? "↑ ↓" : "Up Down", label: "try another", target: nil),
        ]
    }

    /// Draws the list over the view, each name with its state colours.
    func draw(_ state: State, on canvas: inout Canvas) {
        let names = state.themes.map { TextWidth.of($0.name) }.max() ?? 0
        let rows = min(state.themes.count, max(1, canvas.frame.size.height - 6))
        let width = min(names, 32) + 2 + 2 * Self.swatch.count + 1
        let inside = Dialog(title: "Theme", width: max(24, width), height: rows)
            .draw(on: &canvas)
        let current = state.themeIndex % state.themes.count
        let first = min(max(0, current - inside.height / 2), state.themes.count - inside.height)
        for (line, place) in (max(0, first)..<state.themes.count).prefix(inside.height).enumerated()
        {
            let theme = state.themes[place]
            let row = Rect(x: inside.x, y: inside.y + line, width: inside.width, height: 1)
            let swatchX = row.right - 2 * Self.swatch.count
            let mark = place == current ? canvas.symbols.cursor : " "
            canvas.put(
                Span("\(mark) \(theme.name)", place == current ? .title : .text), x: row.x,
                y: row.y, limit: swatchX - row.x - 1)
            if place == current { canvas.select(row) }
            canvas.aim(row, at: .row(place))
            for (step, role) in Self.swatch.enumerated() {
                let sign = canvas.symbols.of(role.standing)
                var style = theme[role.role]
                style.background = theme[.text].background
                let x = swatchX + 2 * step
                canvas.draw { $0.put(" \(sign)", x: x, y: row.y, style: style) }
            }
        }
        Dialog.tell(
            state.themes.count - max(0, first) - inside.height, below: inside, on: &canvas)
    }

    private static let swatch: [(standing: Standing, role: Role)] = [
        (.failed, .failed), (.completedWithFailures, .warning), (.inProgress, .inProgress),
        (.pending, .pending), (.completed, .completed),
    ]
}

extension State {
    /// Shows another theme while the list is open, keeps it, or goes back to the one before.
    mutating func take(_ input: InputEvent, choosing chooser: ThemeChooser) {
        func move(to place: Int) { themeIndex = min(max(0, place), themes.count - 1) }
        switch input {
        case .mouse(let mouse):
            guard case .row(let place) = draw(self).target(at: mouse.position) else { return }
            move(to: place)
            if mouse.action == .doubleClick { overlays.removeLast() }
        case .key(.up), .key(.character("k")): move(to: themeIndex - 1)
        case .key(.down), .key(.character("j")): move(to: themeIndex + 1)
        case .key(.character("T")), .key(.character("t")), .key(.tab):
            themeIndex = (themeIndex + 1) % themes.count
        case .key(.pageUp): move(to: themeIndex - 10)
        case .key(.pageDown): move(to: themeIndex + 10)
        case .key(.home), .key(.character("g")): move(to: 0)
        case .key(.end), .key(.character("G")): move(to: themes.count - 1)
        case .key(.enter): overlays.removeLast()
        case .key(.escape), .key(.character("q")):
            themeIndex = chooser.kept
            overlays.removeLast()
        default: break
        }
    }
}
