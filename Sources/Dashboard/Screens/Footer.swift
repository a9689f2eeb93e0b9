import Domain
import TerminalUI

/// The two rows at the bottom: messages, filter and position; the keys that work.
struct Footer {
    let state: State

    private typealias Hint = KeyHints.Hint

    func draw(on canvas: inout Canvas, _ layout: Layout) {
        if let line = layout.line { drawLine(on: &canvas, y: line) }
        drawHints(on: &canvas, y: state.size.height - 1)
    }

    /// The keys that work while the screen is locked.
    func drawLocked(on canvas: inout Canvas) {
        let hints = [
            Hint(key: "Enter", label: "unlock", target: nil),
            Hint(key: "Esc", label: "begin again", target: nil),
        ]
        KeyHints(all: hints, kept: 0).draw(on: &canvas, y: state.size.height - 1)
    }

    // MARK: Messages

    private func drawLine(on canvas: inout Canvas, y: Int) {
        let width = state.size.width
        let row = Rect(x: 0, y: y, width: width, height: 1)
        if let notice = state.notice {
            if notice.isFault {
                canvas.fill(row, .text)
                canvas.put(
                    Span(" \(canvas.symbols.flag) \(notice.text) ", .failed), x: 0, y: y)
            } else {
                let text = Span(" \(notice.text) ", .notice)
                canvas.fill(Rect(x: 0, y: y, width: min(width, text.width), height: 1), .notice)
                canvas.put(text, x: 0, y: y)
            }
            return
        }
        guard state.detail == nil, state.overlays.isEmpty else { return }
        guard state.view != .vendors else { return }
        if state.view == .stamps, let search = state.stampSearch {
            return draw(search, on: &canvas, y: y)
        }
        let shown = state.view == .activity ? state.activity.shown.count : state.rows.count
        let all = state.countBeforeFilter(of: state.view)
        let hasFilter = state.isFiltering || !state.filterText.isEmpty
        let index = (state.cursors[state.view]?.index ?? 0) + 1
        let position =
            hasFilter
            ? "\(Numbers.grouped(shown)) of \(Numbers.grouped(all))"
            : shown == 0 ? "" : "\(Numbers.grouped(index))/\(Numbers.grouped(shown))"
        let end =
            state.range == nil
            ? nil : state.options.keys.name(of: .markRange, in: canvas.symbols.glyphs)
        let marks =
            state.hasMarks
            ? "\(Numbers.grouped(state.marked.count)) selected\(end.map { ", \($0) ends" } ?? "")  "
            : ""
        canvas.put(
            [Span(marks, .title), Span(position, .muted)], endingAt: width - 1, y: y)
        guard hasFilter else { return }
        let room = width - position.utf8.count - marks.utf8.count - 4
        canvas.fill(Rect(x: 0, y: y, width: room + 1, height: 1), .filter)
        let start = canvas.put(Span(" / ", .filter), x: 0, y: y)
        canvas.put(
            state.filters[state.view] ?? TextField(), .filter,
            in: Rect(x: start, y: y, width: room - start, height: 1),
            isEdited: state.isFiltering && state.overlays.isEmpty)
    }

    private func draw(_ search: StampSearch, on canvas: inout Canvas, y: Int) {
        let lists = state.stampLists ?? []
        let shown = lists.reduce(0) { $0 + $1.count }
        let all = lists.reduce(0) { $0 + $1.countBeforeSearch }
        let position = "\(Numbers.grouped(shown)) of \(Numbers.grouped(all)) ids"
        canvas.put([Span(position, .muted)], endingAt: state.size.width - 1, y: y)
        let room = state.size.width - position.utf8.count - 4
        canvas.fill(Rect(x: 0, y: y, width: room + 1, height: 1), .filter)
        let start = canvas.put(Span(" / ", .filter), x: 0, y: y)
        canvas.put(
            search.field, .filter, in: Rect(x: start, y: y, width: room - start, height: 1),
            isEdited: search.isTyping && state.overlays.isEmpty)
    }

    // MARK: Keys

    private func drawHints(on canvas: inout Canvas, y: Int) {
        let kept =
            state.overlays.isEmpty && !state.isFiltering && !state.isSearchingStamps ? 2 : 0
        let hints = KeyHints(all: hints(in: canvas.symbols.glyphs), kept: kept)
        let known = canvas.drawn.keys
        let band = canvas.drawBand(y..<(y + 1), last: known?.says == hints ? known?.band : nil) {
            hints.draw(on: &$0, y: y)
        }
        canvas.drawn.keys = (hints, band)
    }

    private func hints(in glyphs: Glyphs) -> [Hint] {
        switch state.overlays.last {
        case .help:
            return [
                Hint(key: "Esc", label: "close", target: .dialogKey(.escape)),
                Hint(key: glyphs == .unicode ? "↑ ↓" : "Up Down", label: "scroll", target: nil),
            ]
        case .question(let question):
            return [
                Hint(key: "y", label: question.yes, target: .dialogKey(.character("y"))),
                Hint(key: "n", label: "no", target: .dialogKey(.character("n"))),
            ]
        case .track:
            return [
                Hint(key: "Enter", label: "track", target: .dialogKey(.enter)),
                Hint(key: "Esc", label: "cancel", target: .dialogKey(.escape)),
                Hint(key: "Tab", label: "next field", target: .dialogKey(.tab)),
            ]
        case .note:
            return [
                Hint(key: "Enter", label: "keep", target: .dialogKey(.enter)),
                Hint(key: "Esc", label: "cancel", target: .dialogKey(.escape)),
            ]
        case .reveal:
            return [
                Hint(key: "Enter", label: "show 10 s", target: .dialogKey(.enter)),
                Hint(key: "Esc", label: "cancel", target: .dialogKey(.escape)),
            ]
        case .record(let form):
            return form.hints.map {
                Hint(key: $0.key, label: $0.label, target: .dialogKey($0.press))
            }
        case .themes: return ThemeChooser.hints(in: glyphs)
        case .palette:
            return [
                Hint(key: "Enter", label: "do it", target: .dialogKey(.enter)),
                Hint(key: "Esc", label: "close", target: .dialogKey(.escape)),
                Hint(key: glyphs == .unicode ? "↑ ↓" : "Up Down", label: "choose", target: nil),
            ]
        case .alerts:
            let isMuted = state.alerts.isMuted(at: state.now)
            let hints = [
                Hint(
                    key: "Space", label: "acknowledge", target: .dialogKey(.character(" "))),
                Hint(key: "A", label: "all", target: .dialogKey(.character("A"))),
                Hint(key: "Enter", label: "go to it", target: .dialogKey(.enter)),
                Hint(
                    key: "m", label: isMuted ? "unmute" : "mute",
                    target: .dialogKey(.character("m"))),
                Hint(key: "Esc", label: "close", target: .dialogKey(.escape)),
            ]
            return state.alerts.open.isEmpty ? Array(hints.suffix(2)) : hints
        case .columns:
            return [
                Hint(key: "Space", label: "show, hide", target: .dialogKey(.character(" "))),
                Hint(key: "J K", label: "move", target: nil),
                Hint(key: "r", label: "all, in order", target: .dialogKey(.character("r"))),
                Hint(key: "Esc", label: "close", target: .dialogKey(.escape)),
            ]
        case .mute:
            return [
                Hint(key: "1 2 3", label: "mute", target: nil),
                Hint(key: "Esc", label: "cancel", target: .dialogKey(.escape)),
            ]
        case .upload(let prompt) where prompt.run != nil:
            return prompt.run?.ending == nil
                ? [Hint(key: "Esc", label: "stop", target: .dialogKey(.escape))]
                : [Hint(key: "Enter", label: "close", target: .dialogKey(.enter))]
        case .upload(let prompt) where prompt.verdict != nil:
            let isGood = prompt.verdict?.faults.isEmpty == true
            let send = Hint(key: "y", label: "upload", target: .dialogKey(.character("y")))
            return (isGood ? [send] : [])
                + [Hint(key: "Esc", label: "back", target: .dialogKey(.escape))]
        case .upload(let prompt):
            return [
                Hint(key: "Enter", label: "check", target: .dialogKey(.enter)),
                Hint(key: "Esc", label: "cancel", target: .dialogKey(.escape)),
                Hint(key: "Tab", label: "complete", target: .dialogKey(.tab)),
            ]
                + (prompt.kinds.count > 1
                    ? [
                        Hint(key: "Ctrl-T", label: "vendor", target: .dialogKey(.control("t")))
                    ] : [])
        case .kyc(let form):
            return form.hints.map {
                Hint(
                    key: $0.key, label: $0.label,
                    target: KeyName.key($0.key).map { .dialogKey($0) })
            }
        case nil: break
        }
        if state.isSearchingStamps {
            return [
                Hint(key: "Enter", label: "keep", target: .dialogKey(.enter)),
                Hint(key: "Esc", label: "clear", target: .dialogKey(.escape)),
            ]
        }
        if state.isFiltering {
            return [
                Hint(key: "Enter", label: "keep", target: .dialogKey(.enter)),
                Hint(key: "Esc", label: "clear", target: .dialogKey(.escape)),
                Hint(key: "!word", label: "without", target: nil),
                Hint(key: "state:failed", label: "one field", target: nil),
            ]
        }
        let isQuiet = state.alerts.open.isEmpty
        return state.options.keys.bindings
            .filter { $0.isInFooter && state.can($0.action) }
            .filter { $0.action != .alerts || !isQuiet }
            .map {
                Hint(
                    key: $0.name(in: glyphs), label: label(of: $0), target: .action($0.action))
            }
    }

    private func label(of binding: KeyBinding) -> String {
        if binding.action == .filter, state.view == .stamps, state.stampsFocus != nil {
            return "search ids"
        }
        if binding.action == .pause, state.isPaused { return "go on" }
        if binding.action == .back, state.hasMarks { return "unselect" }
        if binding.action == .back, state.detail == nil, state.stampsFocus == nil {
            return "clear filter"
        }
        return binding.label
    }
}
