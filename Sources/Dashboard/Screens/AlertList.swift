import Domain
import TerminalUI

/// The alerts that nobody has acknowledged, newest first.
struct AlertList {
    let state: State
    let index: Int

    func draw(on canvas: inout Canvas) {
        let open = state.alerts.open
        let screen = canvas.frame.size
        let rows = max(1, min(open.count, screen.height - 7))
        let isMuted = state.alerts.isMuted(at: state.now)
        let inside = Dialog(
            title: open.isEmpty ? "Alerts" : Numbers.count(open.count, "alert"),
            width: min(76, screen.width - 6), height: rows + (isMuted ? 1 : 0)
        ).draw(on: &canvas)
        if isMuted, let until = state.alerts.mutedUntil {
            var text = canvas.clock.short(until)
            text.text = "muted until \(text.text)"
            text.until = until
            canvas.put(Span(text, .warning), x: inside.x, y: inside.bottom - 1)
        }
        guard !open.isEmpty else {
            canvas.put(
                Span("Nothing waits to be acknowledged.", .muted), x: inside.x, y: inside.y,
                limit: inside.width)
            return
        }
        let first = min(max(0, index - rows + 1), max(0, open.count - rows))
        for (row, alert) in open.dropFirst(first).prefix(rows).enumerated() {
            let area = Rect(x: inside.x, y: inside.y + row, width: inside.width, height: 1)
            let time = canvas.put(
                Span(canvas.clock.short(alert.at), .muted), x: area.x + 2, y: area.y)
            let x = area.x + 2 + max(7, time + 1)
            let isBad = alert.cause == .failed || alert.cause == .refused
            // What is wrong is said in full, whatever the name.
            let cause = Span(" \(alert.cause.words)", isBad ? .failed : .warning)
            let room = area.right - x - cause.width
            let name = canvas.put(
                Span(name(of: alert, in: room), .text, .bold), x: x, y: area.y, limit: room)
            canvas.put(cause, x: x + name, y: area.y)
            if first + row == index {
                canvas.put(Span(canvas.symbols.cursor, .title), x: area.x, y: area.y)
                canvas.select(area)
            }
            canvas.aim(area, at: .row(first + row))
        }
        Dialog.tell(open.count - first - rows, below: inside, on: &canvas)
    }

    /// The vendor and the label, or the label alone where both do not fit.
    private func name(of alert: Alert, in room: Int) -> String {
        guard let key = alert.key, let label = state.watchlist[key]?.label else {
            return alert.anonymousName
        }
        let whole = "\(key.kind.vendor.title) \(label)"
        return TextWidth.of(whole) <= room ? whole : label
    }
}

/// For how long alerts are to be silent.
struct MuteChooser {
    func draw(on canvas: inout Canvas) {
        let inside = Dialog(title: "Mute alerts for", width: 24, height: State.muteTimes.count)
            .draw(on: &canvas)
        for (row, time) in State.muteTimes.enumerated() {
            let area = Rect(x: inside.x, y: inside.y + row, width: inside.width, height: 1)
            canvas.put(
                [Span(String(time.key), .key), Span("  \(time.label)")], x: area.x, y: area.y,
                limit: area.width)
            canvas.aim(area, at: .dialogKey(.character(time.key)))
        }
    }
}
