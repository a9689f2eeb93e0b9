import Domain
import TerminalUI

extension KYCForm {
    /// The rows of one field: name, box, hint or fault, and the options of a choice.
    func rows(
        of field: KYCField, fault: String?, _ columns: FormColumns
    ) -> [FormLine] {
        let isFocused = focus == .field(field)
        let target = FormLine.Target.focus(.field(field))
        let name = FormLine.Piece(
            x: columns.isStacked ? 0 : 2, text: label(of: field),
            role: isFocused ? .title : .fieldName,
            width: columns.isStacked ? columns.width : columns.valueX - 4)
        var lines: [FormLine] = []
        var first = FormLine(pieces: [], target: target, isFocused: isFocused)
        if columns.isStacked {
            lines.append(FormLine(pieces: [name], target: target, isFocused: isFocused))
        } else {
            first.pieces.append(name)
        }
        first.pieces += gutter(isFocused, x: 0)
        addValue(of: field, isFocused: isFocused, fault, columns, to: &first)
        lines.append(first)
        let firstIndex = lines.count - 1

        let note = note(of: field, fault: fault, isFocused: isFocused, columns)
        // Only the edited field's fault is told at length, so that the others stay in view.
        let texts =
            isFocused
            ? Wrapping.rows(of: note.text, columns: columns.noteWidth)
            : [TextWidth.fit(note.text, in: columns.noteWidth, ellipsis: cutMark)]
        for (index, text) in texts.enumerated() where !text.isEmpty {
            let piece = FormLine.Piece(
                x: columns.noteX ?? columns.valueX, text: text, role: note.role,
                width: columns.noteWidth)
            if columns.noteX != nil, index == 0 {
                lines[firstIndex].pieces.append(piece)
            } else {
                lines.append(FormLine(pieces: [piece], target: target, isFocused: isFocused))
            }
        }
        if isFocused { lines += optionRows(of: field, columns) + calendarRows(columns) }
        return lines
    }

    func gutter(_ isFocused: Bool, x: Int) -> [FormLine.Piece] {
        guard isFocused else { return [] }
        let mark = glyphs == .unicode ? "▸" : ">"
        return [FormLine.Piece(x: x, text: mark, role: .title, width: 1)]
    }

    /// The box with the value: in clear and scrolled to the cursor where it is being edited.
    private func addValue(
        of field: KYCField, isFocused: Bool, _ fault: String?, _ columns: FormColumns,
        to line: inout FormLine
    ) {
        let room = columns.valueWidth
        let role = isFocused ? Role.activeField : .field
        func add(_ text: String, _ role: Role, at x: Int = 0, isBox: Bool = false) {
            line.pieces.append(
                FormLine.Piece(
                    x: columns.valueX + x, text: text, role: role, width: room - x, isBox: isBox))
        }
        add("", role, isBox: true)
        let window = edited(field).window(columns: room)
        if isFocused, field != .selfieVerificationStatus {
            line.cursor = columns.valueX + window.cursorColumn
        }
        if isFocused, !edited(field).isEmpty {
            add(window.text, role, at: window.isCutBefore ? 1 : 0)
            if window.isCutBefore { add(glyphs == .unicode ? "‹" : "<", .muted) }
            if window.isCutAfter { add(glyphs == .unicode ? "›" : ">", .muted, at: room - 1) }
            return
        }
        let shown = shownText(of: field)
        if shown.isEmpty, !isFocused, columns.noteX == nil {
            let note = emptyNote(of: field, fault: fault)
            add(TextWidth.fit(note.text, in: room, ellipsis: cutMark), note.role)
        } else {
            add(TextWidth.fit(shown, in: room, ellipsis: cutMark), role)
        }
    }

    /// The text that keys change in a field.
    private func edited(_ field: KYCField) -> TextField {
        switch field {
        case .customerID: customer.query
        case .documentType: documentType.query
        case .selfieVerificationStatus: TextField()
        default: texts[field] ?? TextField()
        }
    }

    var cutMark: String { glyphs == .unicode ? "…" : "~" }

    /// The value as it may be seen beside the field being edited.
    private func shownText(of field: KYCField) -> String {
        switch field {
        case .customerID: customer.chosen == nil ? customer.query.text : customer.label
        case .documentType: documentType.label
        case .selfieVerificationStatus: isSelfieVerified ? "[x] verified" : "[ ] not verified"
        default: dotted(field.masked(text(of: field)))
        }
    }

    // MARK: Below the value

    /// The hint or the fault that goes beside or below the box.
    private func note(
        of field: KYCField, fault: String?, isFocused: Bool, _ columns: FormColumns
    ) -> Banner {
        if let refusal, refusal.field == field {
            return Banner(text: "\(crossMark) \(refusal.text)", role: .failed)
        }
        if !isFocused, shownText(of: field).isEmpty {
            let nothing = Banner(text: "", role: .muted)
            return columns.noteX == nil ? nothing : emptyNote(of: field, fault: fault)
        }
        if let fault { return Banner(text: "\(crossMark) \(fault)", role: .failed) }
        return Banner(
            text: isFocused || columns.noteX != nil ? hint(of: field) : "", role: .muted)
    }

    /// What to say of a field with nothing in it: its form, and that it is missing once that is
    /// a fault. Short, because a form just begun has many of them.
    private func emptyNote(of field: KYCField, fault: String?) -> Banner {
        fault == nil
            ? Banner(text: hint(of: field), role: .muted)
            : Banner(text: "\(crossMark) missing: \(hint(of: field))", role: .failed)
    }

    var crossMark: String { glyphs == .unicode ? "✗" : "x" }

    private func hint(of field: KYCField) -> String {
        switch field {
        case .customerID: "choose one, or type a whole UUID"
        case .documentType where !documentType.options.isEmpty: "choose one, or type to find it"
        case .documentNumber where documentType.value == "AADHAAR": "12 digits"
        case .dateOfBirth where focus == .field(field),
            .registeredDate where focus == .field(field):
            calendar == nil
                ? "\(field.form); Space opens a calendar"
                : "the arrows walk, Enter takes the day"
        case .documentNumber where documentType.value == "PASSPORT":
            "the file number, not the passport number"
        case .selfieVerificationStatus: "Space switches"
        case .additional(let name): additionalHint(name)
        default: field.form
        }
    }

    private func additionalHint(_ name: String) -> String {
        guard let known = knownRequirements,
            let field = known.additionalFields.first(where: { $0.name == name })
        else { return "" }
        let form = field.isURL ? "https link" : "text"
        if case .anyOf(let least) = known.rule, !field.isRequired {
            return "\(form); at least \(least) of the extra fields"
        }
        return form
    }

    /// The options under a choice, a few at a time around the highlighted one.
    private func optionRows(of field: KYCField, _ columns: FormColumns) -> [FormLine] {
        let choice: ChoiceField
        switch field {
        case .customerID: choice = customer
        case .documentType: choice = documentType
        default: return []
        }
        let matches = choice.matches
        let current = choice.highlighted ?? matches.firstIndex { $0.value == choice.chosen }
        let room = columns.isStacked ? 3 : 5
        let start = max(0, min((current ?? 0) - room / 2, matches.count - room))
        let shown = matches.indices.dropFirst(start).prefix(room)
        let labelWidth = min(
            shown.map { TextWidth.of(matches[$0].label) }.max() ?? 0, columns.valueWidth - 4)
        var lines = shown.map { index in
            let isCurrent = index == current
            let role = isCurrent ? Role.selection : .text
            let mark = isCurrent ? (glyphs == .unicode ? "▸ " : "> ") : "  "
            var line = FormLine(target: .option(index), isFocused: isCurrent || current == nil)
            line.pieces = [
                FormLine.Piece(
                    x: columns.valueX, text: mark, role: role, width: columns.valueWidth,
                    isBox: isCurrent),
                FormLine.Piece(
                    x: columns.valueX + 2,
                    text: TextWidth.fit(matches[index].label, in: labelWidth, ellipsis: cutMark),
                    role: role, width: labelWidth),
                FormLine.Piece(
                    x: columns.valueX + labelWidth + 4, text: matches[index].detail,
                    role: isCurrent ? .selection : .muted,
                    width: columns.valueWidth - labelWidth - 4),
            ]
            return line
        }
        if matches.count > shown.count {
            let more = "  \(matches.count - shown.count) more"
            lines.append(
                FormLine(pieces: [
                    FormLine.Piece(
                        x: columns.valueX, text: more, role: .muted, width: columns.valueWidth)
                ]))
        }
        return lines
    }
}
