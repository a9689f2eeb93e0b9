import Domain
import TerminalUI

extension RecordForm {
    /// Draws the form over the view; rows that do not fit scroll with the field being edited.
    func draw(on canvas: inout Canvas) {
        let screen = canvas.frame.size
        let width = min(76, screen.width - 6)
        let status = Wrapping.rows(of: status.text, columns: width)
        let body = lines
        let room = max(1, screen.height - 6 - status.count)
        let height = min(body.count, room)
        let inside = Dialog(title: title, width: width, height: status.count + 1 + height)
            .draw(on: &canvas)
        for (place, row) in status.enumerated() {
            canvas.put(
                Span(row, self.status.role), x: inside.x, y: inside.y + place,
                limit: inside.width)
        }
        let current = body.firstIndex { $0.isFocused } ?? 0
        let start = max(0, min(current - height / 2, body.count - height))
        let left = min(32, inside.width / 2)
        for (place, line) in body.dropFirst(start).prefix(height).enumerated() {
            let y = inside.y + status.count + 1 + place
            let box = Rect(x: inside.x + left, y: y, width: inside.width - left, height: 1)
            canvas.put(
                Span(line.name, line.isFocused ? .title : .fieldName), x: inside.x, y: y,
                limit: left - 1)
            if line.isFocused, phase == .editing {
                canvas.fill(box, .activeField)
                canvas.put(
                    texts[focus] ?? TextField(), .activeField, in: box,
                    isEdited: !isAskingToDiscard)
            } else {
                canvas.put(Span(line.value, line.role), x: box.x, y: y, limit: box.width)
            }
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
                ("Esc", "close", .escape), ("Alt-u", "undo", .alt("u")),
            ] + (texts[focus]?.canRedo == true ? [("Alt-r", "redo", .alt("r"))] : [])
        case .reviewing:
            [
                ("Enter", needsFourEyes ? "prepare" : "send", .enter),
                ("Esc", "go back", .escape),
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

    private var lines: [Line] {
        switch phase {
        case .editing: return sort.fields.flatMap(editing)
        case .reviewing(let record), .sending(let record), .answered(let record, _):
            return record.masked.map { Line(name: $0.name, value: $0.value, role: .text) }
        }
    }

    /// A field, what is wrong with it, and what can be chosen for it.
    private func editing(_ field: RecordField) -> [Line] {
        let value = texts[field]?.text ?? ""
        let hint = field.isRequired ? field.form : "\(field.form); may be left out"
        var lines = [
            Line(
                name: field.rawValue, value: value.isEmpty ? hint : field.masked(value),
                role: value.isEmpty ? .muted : .field, isFocused: field == focus)
        ]
        if let fault = faults[field] {
            lines.append(Line(name: "", value: fault, role: .failed))
        } else if field == focus, !value.isEmpty || matches.isEmpty {
            lines.append(Line(name: "", value: hint, role: .muted))
        }
        guard field == focus else { return lines }
        lines += matches.prefix(4).map {
            Line(name: "", value: PlainText.of($0.label), role: .text)
        }
        if matches.count > 4 {
            lines.append(
                Line(name: "", value: "\(matches.count - 4) more; type to find", role: .muted))
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
                "\(sentence) It may have been made: look at \(vendor) before it is sent again.",
                .unknown
            )
        case .answered(_, .prepared(let id)):
            return (
                "Prepared, not sent: another login runs vigil release \(id) within 24 hours.",
                .completed
            )
        case .answered(_, .rejected(let sentence)): return (sentence, .failed)
        }
    }
}
