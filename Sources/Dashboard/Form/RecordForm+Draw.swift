import Domain
import TerminalUI

extension RecordForm {
    /// Draws the form over the view; rows that do not fit scroll with the field being edited.
    func draw(on canvas: inout Canvas) {
        let screen = canvas.frame.size
        let width = min(76, screen.width - 6)
        // On a small screen what the footer says too leaves its room to the fields.
        let isSmall = screen.height < 14
        let status =
            isSmall && self.status.role == .muted
            ? [] : Wrapping.rows(of: self.status.text, columns: width)
        let head = status.isEmpty ? 0 : status.count + 1
        let left = min(32, width / 2)
        let body = lines(room: width - left, symbols: canvas.symbols)
        let height = min(body.count, max(1, screen.height - 5 - head))
        let inside = Dialog(title: title, width: width, height: head + height)
            .draw(on: &canvas)
        for (place, row) in status.enumerated() {
            canvas.put(
                Span(row, self.status.role), x: inside.x, y: inside.y + place,
                limit: inside.width)
        }
        let current = body.firstIndex { $0.isFocused } ?? 0
        let start = max(0, min(current - (isSmall ? 0 : height / 2), body.count - height))
        let rows = Rect(x: inside.x, y: inside.y + head, width: inside.width, height: height)
        drawMoreMarks(start, body.count, in: rows, on: &canvas)
        for (place, line) in body.dropFirst(start).prefix(height).enumerated() {
            let y = inside.y + head + place
            if let target = line.target {
                canvas.aim(Rect(x: inside.x, y: y, width: inside.width, height: 1), at: target)
            }
            let box = Rect(x: inside.x + left, y: y, width: inside.width - left, height: 1)
            canvas.put(
                Span(line.name, line.isFocused ? .title : .fieldName), x: inside.x, y: y,
                limit: left - 1)
            if line.isFocused, phase == .editing {
                canvas.fill(box, .activeField)
                let choice = choices[focus]
                canvas.put(
                    choice?.query ?? texts[focus] ?? TextField(), .activeField, in: box,
                    isEdited: !isAskingToDiscard)
                if let choice, choice.query.isEmpty, choice.chosen != nil {
                    canvas.put(
                        Span(PlainText.of(choice.label), .activeField), x: box.x, y: y,
                        limit: box.width)
                }
            } else {
                canvas.put(Span(line.value, line.role), x: box.x, y: y, limit: box.width)
                if line.isCurrent {
                    canvas.put(Span(canvas.symbols.cursor, .title), x: box.x - 2, y: y)
                }
            }
        }
    }

    /// Marks beside the border that rows are hidden above or below.
    private func drawMoreMarks(
        _ start: Int, _ body: Int, in rows: Rect, on canvas: inout Canvas
    ) {
        let (above, below) = canvas.symbols.glyphs == .unicode ? ("↑", "↓") : ("^", "v")
        if start > 0 { canvas.put(Span(above, .muted), x: rows.right, y: rows.y) }
        if start + rows.height < body {
            canvas.put(Span(below, .muted), x: rows.right, y: rows.bottom - 1)
        }
    }

    /// The keys that do something now, the most important first.
    var hints: [(key: String, label: String, press: Key)] {
        switch phase {
        case .editing where isAskingToDiscard:
            [("y", "discard", .character("y")), ("n", "keep", .character("n"))]
        case .editing:
            [
                ("Tab", "next", .tab), ("Ctrl-S", "review", .control("s")),
                ("Esc", "close", .escape),
            ] + (kept?.draft == nil ? [] : [("Ctrl-X", "discard", .control("x"))])
                + (choices[focus] == nil
                    ? [("Alt-u", "undo", .alt("u"))]
                    : [("Down", "choose", .down), ("Enter", "take", .enter)])
                + (texts[focus]?.canRedo == true ? [("Alt-r", "redo", .alt("r"))] : [])
        case .reviewing:
            [
                ("Enter", needsFourEyes ? "prepare" : "send", .enter),
                ("Esc", "go back", .escape), ("v", "show a value", .character("v")),
            ]
        case .sending: []
        case .answered: [("Enter", "close", .enter)]
        }
    }

    private struct Line {
        var name: String
        var value: String
        var role: Role
        var isFocused = false
        /// Whether it is the option that the arrows are on.
        var isCurrent = false
        /// What a click on it means.
        var target: Target?
    }

    private var title: String {
        let name = sort == .customer ? "New customer" : "Order stamps"
        switch phase {
        case .editing: return name
        case .reviewing: return "\(name): review"
        case .sending: return "\(name): sending"
        case .answered: return "\(name): answer"
        }
    }

    /// The rows, whose values have this many columns.
    private func lines(room: Int, symbols: Symbols) -> [Line] {
        switch phase {
        case .editing:
            return sort.fields.enumerated().flatMap { place, field in
                editing(field, room: room, cross: symbols.of(.failed)).map { line in
                    var line = line
                    line.target = line.target ?? .field(place)
                    return line
                }
            }
        case .reviewing(let record):
            return record.masked.enumerated().map { place, fact in
                Line(
                    name: fact.name, value: shown(fact, of: record), role: .text,
                    isFocused: place == reviewRow, isCurrent: place == reviewRow)
            }
        case .sending(let record), .answered(let record, _):
            return record.masked.map { Line(name: $0.name, value: $0.value, role: .text) }
        }
    }

    /// A field, what is wrong with it, and what can be chosen for it.
    private func editing(_ field: RecordField, room: Int, cross: String) -> [Line] {
        let value = choices[field]?.label ?? texts[field]?.text ?? ""
        let hint = field.isRequired ? field.form : "\(field.form); may be left out"
        if value.isEmpty, field != focus, faults[field] != nil {
            // Short, because a form just begun has many of them.
            let missing = "\(cross) missing: \(field.form)"
            return [Line(name: field.rawValue, value: missing, role: .failed)]
        }
        var lines = [
            Line(
                name: field.rawValue, value: value.isEmpty ? hint : field.masked(value),
                role: value.isEmpty ? .muted : .field, isFocused: field == focus)
        ]
        let options = field == focus ? optionLines : []
        let fault = (field == focus ? refusal : nil) ?? faults[field]
        if let fault {
            // Only the edited field's fault is told at length, so that the others stay in view.
            let text = "\(cross) \(fault)"
            let rows = field == focus ? Wrapping.rows(of: text, columns: room) : [text]
            lines += rows.map { Line(name: "", value: $0, role: .failed) }
        } else if field == focus, !value.isEmpty || options.isEmpty {
            lines.append(Line(name: "", value: hint, role: .muted))
        }
        return lines + options
    }

    /// The options of the choice being edited, a few at a time around the highlighted one.
    private var optionLines: [Line] {
        guard let choice = choices[focus] else { return [] }
        let matches = choice.matches
        let current = choice.highlighted ?? matches.firstIndex { $0.value == choice.chosen }
        let start = max(0, min((current ?? 0) - 2, matches.count - 4))
        var lines = matches.indices.dropFirst(start).prefix(4).map { index in
            Line(
                name: "", value: PlainText.of(matches[index].label),
                role: index == current ? .selection : .text, isCurrent: index == current,
                target: .option(index))
        }
        if matches.count > lines.count {
            let rest = matches.count - lines.count
            lines.append(Line(name: "", value: "\(rest) more; type to find", role: .muted))
        }
        return lines
    }

    private var status: (text: String, role: Role) {
        if isAskingToDiscard {
            return ("Discard what was typed? y discards, n keeps it.", .warning)
        }
        if let banner { return (banner, .warning) }
        let vendor = sort.vendor.title
        switch phase {
        case .editing: return ("Tab goes on, Ctrl-S reviews, Esc closes.", .muted)
        case .reviewing:
            return needsFourEyes
                ? ("Sent once another login releases it. Enter prepares, Esc goes back.", .title)
                : ("This will be sent to \(vendor). Enter sends, Esc goes back.", .title)
        case .sending: return ("Sending to \(vendor). Do not close.", .inProgress)
        case .answered(_, .accepted(let key)):
            return ("\(vendor) made it: \(key). It is tracked. Enter closes.", .completed)
        case .answered(_, .unknown(let sentence)):
            return (
                "\(sentence.asSentence) It may have been made: vigil settle looks for it at \(vendor).",
                .unknown
            )
        case .answered(_, .prepared(let id)):
            return (
                "Prepared, not sent: another login runs vigil release \(id) within 24 hours.",
                .completed
            )
        case .answered(_, .rejected(let sentence, _)): return (sentence, .failed)
        }
    }
}
