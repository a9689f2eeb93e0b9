import Domain
import TerminalUI

/// What an empty list says: why it is empty and what to do next.
struct EmptyText {
    let state: State

    private var lines: [String] {
        if state.countBeforeFilter(of: state.view) > 0 {
            return ["Nothing matches the filter.", "Esc clears it."]
        }
        switch state.view {
        case _ where state.vendors.isEmpty && state.view != .activity:
            return ["No vendor is configured yet.", "vigil config init writes a file to fill in."]
        case .batches: return ["Nothing is tracked yet.", "Press a, or run: vigil track KIND ID"]
        case .stamps: return ["No e-stamp order is tracked.", "Press a to enter an order id."]
        case .kyc where state.isReadOnly || !state.vendors.contains(.dollarpe):
            return ["No customer is tracked.", "vigil track kyc CUSTOMER adds one."]
        case .kyc:
            return ["No customer is tracked.", "Press a to track one, n for a submission."]
        case .activity: return ["Nothing has happened yet.", "What Vigil does is listed here."]
        case .vendors: return []
        }
    }

    func draw(on canvas: inout Canvas, in area: Rect) {
        let top = area.y + max(0, (area.height - lines.count) / 2)
        for (place, line) in lines.enumerated() {
            let x = area.x + max(1, (area.width - TextWidth.of(line)) / 2)
            canvas.put(
                Span(line, place == 0 ? .title : .muted), x: x, y: top + place,
                limit: area.right - x)
        }
    }
}
