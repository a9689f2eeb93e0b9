import Domain
import TerminalUI

extension UploadPrompt {
    /// Draws the prompt over the view.
    func draw(on canvas: inout Canvas) {
        let screen = canvas.frame.size
        let room = min(76, screen.width - 6)
        let rows = max(1, min(10, screen.height - 9))
        let inside = Dialog(title: "Upload", width: room, height: rows + 3).draw(on: &canvas)
        if let run {
            draw(run, on: &canvas, in: inside)
            return
        }
        let what = kind == .kyc ? "KYC submissions" : kind.words
        let name = "\(kind.vendor.title), \(what)"
        canvas.put(Span("Kind", .fieldName), x: inside.x, y: inside.y)
        canvas.put(Span(name, .text), x: inside.x + 6, y: inside.y, limit: inside.width - 6)
        canvas.put(Span("File", .fieldName), x: inside.x, y: inside.y + 1)
        let box = Rect(x: inside.x + 6, y: inside.y + 1, width: inside.width - 6, height: 1)
        canvas.fill(box, verdict == nil ? .activeField : .field)
        canvas.put(
            path, verdict == nil ? .activeField : .field, in: box, isEdited: verdict == nil)
        for (place, line) in lines(rows, inside.width).enumerated() {
            canvas.put(line, x: inside.x, y: inside.y + 3 + place, limit: inside.width)
        }
    }

    private func lines(_ rows: Int, _ width: Int) -> [Span] {
        if let verdict {
            guard !verdict.faults.isEmpty else {
                let count = verdict.rows == 1 ? "1 row" : "\(verdict.rows) rows"
                let next =
                    needsFourEyes
                    ? "y prepares it for another login."
                    : kind == .kyc
                        ? "y sends each once to \(kind.vendor.title)."
                        : "y uploads it once to \(kind.vendor.title)."
                return [Span("\(count), nothing wrong. \(next)", .title)]
            }
            let count = verdict.faults.count
            let head = count == 1 ? "1 fault" : "\(count) faults"
            return [Span("\(head): nothing can be sent like this.", .failed)]
                + verdict.faults.dropFirst(scroll).prefix(rows - 1).map { Span($0, .text) }
        }
        if checked != nil { return [Span("Looking at it.", .muted)] }
        if let restoredFrom {
            return [Span("Chosen at \(restoredFrom) and not uploaded yet.", .title)]
        }
        let names = matches
        guard !names.isEmpty else {
            return [Span(folder == nil ? "" : "No such file here.", .muted)]
        }
        let start = max(0, min((highlighted ?? 0) - rows / 2, names.count - rows))
        return names.indices.dropFirst(start).prefix(rows).map { index in
            Span(PlainText.of(names[index]), index == highlighted ? .title : .text)
        }
    }
}
