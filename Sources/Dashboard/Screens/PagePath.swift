import Domain
import TerminalUI

/// The third row on an item's page: the path to it, and which of its lines are on the screen.
struct PagePath {
    let state: State

    func draw(on canvas: inout Canvas) {
        guard let item = state.selectedItem else { return }
        let width = state.size.width
        let path = [
            Span(state.view.title, .muted), Span(" \(canvas.symbols.separator) ", .muted),
            Span(item.name, .title),
        ]
        let position = position
        canvas.put(path, x: 1, y: 2, limit: width - 4 - position.count)
        canvas.put([Span(position, .muted)], endingAt: width - 1, y: 2)
        canvas.aim(
            Rect(x: 1, y: 2, width: state.view.title.utf8.count, height: 1), at: .action(.back))
    }

    /// Which lines are on the screen, when not all are.
    private var position: String {
        guard let detail = state.detail else { return "" }
        let body = Layout(state).body
        let lines = DetailPage(state, width: body.width).lines.count
        guard lines > body.height else { return "" }
        return "\(detail.scroll + 1)-\(min(lines, detail.scroll + body.height))/\(lines)"
    }
}
