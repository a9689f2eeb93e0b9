import Domain
import TerminalUI

/// The frame of a dialog in the middle of the screen.
struct Dialog {
    let title: String
    let width: Int
    let height: Int

    /// Draws the frame and gives the room inside it.
    func draw(on canvas: inout Canvas) -> Rect {
        let screen = canvas.frame.size
        var width = min(width + 4, screen.width - 2)
        // Of a few columns beside it nobody could read anything.
        if screen.width - width < 10 { width = screen.width }
        let height = min(height + 2, screen.height - 2)
        let area = Rect(
            x: (screen.width - width) / 2, y: max(1, (screen.height - height) / 2),
            width: width, height: height)
        canvas.fill(area, .dialog)
        canvas.aim(area, at: .nothing)
        let line = canvas.symbols.horizontal
        let corners = canvas.symbols.corners
        let middle = String(repeating: line, count: max(0, width - 2))
        canvas.put(Span(corners.0 + middle + corners.1, .border), x: area.x, y: area.y)
        canvas.put(
            Span(corners.2 + middle + corners.3, .border), x: area.x, y: area.bottom - 1)
        for y in (area.y + 1)..<max(area.y + 1, area.bottom - 1) {
            canvas.put(Span(canvas.symbols.vertical, .border), x: area.x, y: y)
            canvas.put(Span(canvas.symbols.vertical, .border), x: area.right - 1, y: y)
        }
        canvas.put(
            Span(" \(title) ", .title, .bold), x: area.x + 2, y: area.y, limit: width - 4)
        return area.inset(columns: 2, rows: 1)
    }

    /// Says on the lower line of a frame how much of a list is below what it shows.
    static func tell(_ below: Int, below inside: Rect, on canvas: inout Canvas) {
        guard below > 0 else { return }
        canvas.put(
            [Span(" \(Numbers.grouped(below)) more ", .muted)], endingAt: inside.right,
            y: inside.bottom)
    }
}

extension Question {
    /// Draws the question over the view.
    func draw(on canvas: inout Canvas) {
        let room = min(60, canvas.frame.size.width - 8)
        let rows = lines.flatMap { Wrapping.rows(of: $0, columns: room) }
        let heads = name.isEmpty ? [] : Wrapping.rows(of: name, columns: room)
        let width = max(
            24, TextWidth.of(title) + 2, (rows + heads).map { TextWidth.of($0) }.max() ?? 0)
        let inside = Dialog(
            title: title, width: width, height: rows.count + heads.count + 2
        ).draw(on: &canvas)
        var y = inside.y
        for head in heads {
            canvas.put(Span(head, .title), x: inside.x, y: y, limit: inside.width)
            y += 1
        }
        for row in rows where y < inside.bottom - 1 {
            canvas.put(Span(row, .muted), x: inside.x, y: y, limit: inside.width)
            y += 1
        }
        var x = inside.x
        for (key, label) in [(Character("y"), yes), (Character("n"), "no")] {
            let start = x
            x += canvas.put(Span(String(key), .key), x: x, y: inside.bottom - 1)
            x += canvas.put(Span(" \(label)", .text), x: x, y: inside.bottom - 1)
            canvas.aim(
                Rect(x: start, y: inside.bottom - 1, width: x - start, height: 1),
                at: .dialogKey(.character(key)))
            x += 3
        }
    }
}

extension TrackPrompt {
    /// Draws the prompt over the view.
    func draw(on canvas: inout Canvas) {
        let screen = canvas.frame.size
        let room = min(68, screen.width - 6)
        let faults = fault.map { Wrapping.rows(of: $0, columns: room) } ?? []
        let help = Wrapping.rows(of: "Looks like: \(kind.idForm)", columns: room)
        let below = faults.isEmpty ? help : faults
        let inside = Dialog(title: "Track", width: room, height: 3 + below.count)
            .draw(on: &canvas)
        draw("Kind", .kind, on: &canvas, inside, y: inside.y)
        draw("Id", .id, on: &canvas, inside, y: inside.y + 1)
        draw("Label", .label, on: &canvas, inside, y: inside.y + 2)
        for (place, text) in below.enumerated() where inside.y + 3 + place < inside.bottom {
            canvas.put(
                Span(text, faults.isEmpty ? .muted : .failed), x: inside.x,
                y: inside.y + 3 + place, limit: inside.width)
        }
    }

    private func draw(
        _ name: String, _ which: Field, on canvas: inout Canvas, _ area: Rect, y: Int
    ) {
        guard y < area.bottom else { return }
        let isActive = which == field
        canvas.put(Span(name, .fieldName), x: area.x, y: y)
        let box = Rect(x: area.x + 6, y: y, width: area.width - 6, height: 1)
        if which == .kind {
            var x = box.x
            let all = kinds.reduce(0) { $0 + $1.rawValue.count + 2 }
            for choice in all <= box.width ? kinds : [kind] {
                let isChosen = choice == kind
                let role: Role = isChosen ? (isActive ? .activeTab : .selection) : .muted
                let text = isChosen ? "[\(choice.rawValue)]" : " \(choice.rawValue) "
                if isChosen {
                    canvas.fill(Rect(x: x, y: y, width: text.count, height: 1), role)
                }
                x += canvas.put(Span(text, role), x: x, y: y, limit: box.right - x)
            }
            return
        }
        let role: Role = isActive ? .activeField : .field
        canvas.fill(box, role)
        canvas.put(which == .id ? id : label, role, in: box, isEdited: isActive)
    }
}
