import TerminalUI

extension Palette {
    /// Draws what is typed and the commands found over the view.
    func draw(_ state: State, on canvas: inout Canvas) {
        let screen = canvas.frame.size
        let found = found(in: state)
        let room = max(3, min(screen.height - 6, 16))
        let inside = Dialog(
            title: "Commands", width: min(72, screen.width - 6), height: room + 1
        ).draw(on: &canvas)
        let box = Rect(x: inside.x + 2, y: inside.y, width: inside.width - 2, height: 1)
        canvas.put(Span(":", .key), x: inside.x, y: inside.y)
        canvas.fill(box, .activeField)
        canvas.put(field, .activeField, in: box, isEdited: true)
        guard !found.isEmpty else {
            canvas.put(Span("No command has these letters.", .muted), x: inside.x, y: inside.y + 1)
            return
        }
        let rows = inside.height - 1
        let first = min(max(0, index - rows + 1), max(0, found.count - rows))
        for (row, command) in found.dropFirst(first).prefix(rows).enumerated() {
            let area = Rect(x: inside.x, y: inside.y + 1 + row, width: inside.width, height: 1)
            let isOff = command.whyNot != nil
            let key = [Span(command.key ?? "", isOff ? .muted : .key)]
            canvas.put(
                Span(command.title, isOff ? .muted : .text), x: area.x + 2, y: area.y,
                limit: area.width - 4 - key.width)
            canvas.put(key, endingAt: area.right, y: area.y)
            if let why = command.whyNot {
                let x = area.x + 4 + TextWidth.of(command.title)
                let room = area.right - x - key.width - 2
                // A few letters of a reason say nothing: Enter says it in full.
                let said = TextWidth.of(why) <= room || room >= 30 ? why : "(not now)"
                canvas.put(Span(said, .muted, .italic), x: x, y: area.y, limit: room)
            }
            if first + row == index {
                canvas.put(Span(canvas.symbols.cursor, .title), x: area.x, y: area.y)
                canvas.select(area)
            }
            canvas.aim(area, at: .row(first + row))
        }
        Dialog.tell(found.count - first - rows, below: inside, on: &canvas)
    }
}
