import Domain
import TerminalUI

/// One view as it hangs on a wall, from the top: what it is and the time, what is wrong, the
/// figures, the work or what happened, and how fresh all of it is.
struct WallScreen {
    let state: State
    let wall: Wall
    let health: PerVendor<VendorHealth>

    func draw(on canvas: inout Canvas) {
        canvas.note(wall.nextTurn)
        let size = state.size
        var area = Rect(x: 0, y: 0, width: size.width, height: size.height - 1)
        area = drawTitle(on: &canvas, area)
        area = WallAlarms(alarms: WallAlarm.all(state, health), isCalm: wall.isCalm)
            .draw(on: &canvas, area)
        let work = WallWork(state: state)
        let figures = WallFigure.all(of: state.view, state, health)
        let rows = work.rows
        let share = rows == 0 ? area.height : max(min(4, area.height), area.height * 2 / 5)
        let rest = WallFigures(figures: figures).draw(
            on: &canvas, Rect(x: 0, y: area.y, width: area.width, height: share),
            isCentred: rows == 0)
        if rows > 0 {
            work.draw(
                on: &canvas,
                Rect(x: 2, y: rest, width: size.width - 4, height: area.bottom - rest))
        }
        drawFoot(on: &canvas, y: size.height - 1)
    }

    /// The view's name and the time of day; gives what is left below.
    private func drawTitle(on canvas: inout Canvas, _ area: Rect) -> Rect {
        let time = canvas.clock.timeOfDay
        canvas.note(time.until)
        let title = state.view.title
        let gap = 4
        let scale = BigFont.scale(
            for: title, in: Size(width: area.width / 2, height: area.height / 8),
            canvas.symbols.glyphs)
        guard let scale, BigFont.width(of: title + time.text, scale) + gap < area.width - 4 else {
            canvas.fill(Rect(x: 0, y: 0, width: area.width, height: 1), .tab)
            let x = canvas.put(Span(" VIGIL ", .title, .bold), x: 0, y: 0)
            let tab = Span(" \(title) ", .activeTab)
            canvas.fill(Rect(x: x, y: 0, width: tab.width, height: 1), .activeTab)
            canvas.put(tab, x: x, y: 0)
            canvas.put([Span(time.text, .title, .bold)], endingAt: area.width - 1, y: 0)
            return Rect(x: 0, y: 1, width: area.width, height: area.height - 1)
        }
        canvas.putBig(title, .title, x: 2, y: 1, scale)
        let x = area.width - 2 - BigFont.width(of: time.text, scale)
        canvas.putBig(time.text, .muted, x: x, y: 1, scale)
        let used = scale.rows + 2
        return Rect(x: 0, y: used, width: area.width, height: area.height - used)
    }

    /// Which view this is, and how old the newest answer is.
    private func drawFoot(on canvas: inout Canvas, y: Int) {
        let width = state.size.width
        canvas.fill(Rect(x: 0, y: y, width: width, height: 1), .keyLabel)
        var x = 1
        for view in View.allCases {
            let isOpen = view == state.view
            let word = width < 80 ? "\(view.digit)" : view.title
            x += canvas.put(
                Span(isOpen ? "[\(word)]" : " \(word) ", isOpen ? .title : .muted), x: x, y: y)
        }
        if wall.isHeld { x += canvas.put(Span(" held", .warning), x: x, y: y) }
        if state.isPaused { x += canvas.put(Span(" paused", .warning), x: x, y: y) }
        let newest = state.watchlist.rows.values.compactMap(\.item.checkedAt).max()
        let said: Span =
            if let newest {
                Span(canvas.clock.ago(newest), .keyLabel).prefixed("newest answer ")
            } else {
                Span("no answer yet", .warning)
            }
        canvas.put([said], endingAt: width - 1, y: y, limit: width - x - 2)
    }
}

extension Span {
    /// The same with words before it.
    func prefixed(_ words: String) -> Span {
        var copy = self
        copy.text = words + text
        return copy
    }
}

extension Clock {
    /// The time of day, `14:05`, and when it is another.
    var timeOfDay: Timed {
        let minute: Int64 = 60_000
        let next = (now.milliseconds / minute + 1) * minute
        return Timed(text: short(now).text, until: Timestamp(milliseconds: next))
    }
}
