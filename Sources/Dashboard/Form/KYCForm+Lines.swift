import Domain
import TerminalUI

/// The columns of the form's body at one width.
struct FormColumns: Equatable {
    /// All of them.
    let width: Int
    /// Where values begin.
    let valueX: Int
    /// How wide a value's box is.
    let valueWidth: Int
    /// Where hints and faults stand beside the values; nil puts them below.
    let noteX: Int?
    /// Whether names stand above the values.
    let isStacked: Bool

    init(width: Int, labelWidth: Int) {
        self.width = width
        isStacked = width < labelWidth + 32
        valueX = isStacked ? 2 : labelWidth + 4
        let rest = max(1, width - valueX)
        noteX = rest >= 78 ? valueX + 42 : nil
        valueWidth = noteX == nil ? min(rest, 48) : 40
    }

    /// How wide a hint or a fault may be.
    var noteWidth: Int { width - (noteX ?? valueX) }
}

extension KYCForm {
    /// The rows of the body at a width.
    func lines(width: Int) -> [FormLine] {
        if case .editing = phase { editingLines(width: width) } else { previewLines(width: width) }
    }

    private func editingLines(width: Int) -> [FormLine] {
        let labels = fields.map { TextWidth.of(label(of: $0)) }
        let columns = FormColumns(width: width, labelWidth: min(labels.max() ?? 0, 30))
        let faults = visibleFaults
        var lines: [FormLine] = []
        for field in fields {
            if !columns.isStacked, opensSection(field) {
                lines.append(FormLine())
            }
            lines += rows(of: field, fault: faults[field], columns)
        }
        if !columns.isStacked { lines.append(FormLine()) }
        let isFocused = focus == .review
        let button = FormLine.Piece(
            x: columns.valueX, text: "[ Review ]", role: isFocused ? .activeTab : .tab,
            width: columns.valueWidth)
        let mark = gutter(isFocused, columns).map { piece in
            var piece = piece
            piece.x = columns.valueX - 2
            return piece
        }
        lines.append(
            FormLine(
                pieces: mark + [button], target: .focus(.review),
                isFocused: isFocused))
        return lines
    }

    /// Whether a little room goes before this field.
    private func opensSection(_ field: KYCField) -> Bool {
        switch field {
        case .fullName, .documentType, .selfieURL: true
        case .additional(let name): name == knownRequirements?.additionalFields.first?.name
        default: false
        }
    }

    /// The name in the form: the vendor's, without the objects it is inside of.
    private func label(of field: KYCField) -> String {
        if case .additional(let name) = field { name } else { field.rawValue }
    }

    // MARK: One field

    private func rows(
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
        first.pieces += gutter(isFocused, columns)
        addValue(of: field, isFocused: isFocused, columns, to: &first)
        lines.append(first)
        let firstIndex = lines.count - 1

        let note = note(of: field, fault: fault, isFocused: isFocused, columns)
        // Only the edited field's fault is told at length, so that the others stay in view.
        let texts =
            isFocused
            ? wrapped(note.text, columns: columns.noteWidth)
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
        if isFocused { lines += optionRows(of: field, columns) }
        return lines
    }

    private func gutter(_ isFocused: Bool, _ columns: FormColumns) -> [FormLine.Piece] {
        guard isFocused else { return [] }
        let mark = glyphs == .unicode ? "▸" : ">"
        return [FormLine.Piece(x: 0, text: mark, role: .title, width: 1)]
    }

    private func addValue(
        of field: KYCField, isFocused: Bool, _ columns: FormColumns, to line: inout FormLine
    ) {
        let typed: TextField
        var shown = shownText(of: field)
        switch field {
        case .customerID: typed = customer.query
        case .documentType: typed = documentType.query
        case .selfieVerificationStatus: typed = TextField()
        default: typed = texts[field] ?? TextField()
        }
        let role = isFocused ? Role.activeField : .field
        let room = columns.valueWidth
        let window = typed.window(columns: room)
        if isFocused, !typed.isEmpty || shown.isEmpty { shown = window.text }
        let isPlaceholder = shown.isEmpty && columns.noteX == nil && !isFocused
        if isPlaceholder { shown = hint(of: field) }
        let isClear = isFocused && !typed.isEmpty
        let lead = isClear && window.isCutBefore ? 1 : 0
        let text = isClear ? shown : TextWidth.fit(shown, in: room, ellipsis: cutMark)
        line.pieces.append(
            FormLine.Piece(x: columns.valueX, text: "", role: role, width: room, isBox: true))
        line.pieces.append(
            FormLine.Piece(
                x: columns.valueX + lead, text: text, role: isPlaceholder ? .muted : role,
                width: room - lead))
        if lead > 0 { line.pieces.append(mark("‹", "<", x: columns.valueX)) }
        if isClear, window.isCutAfter {
            line.pieces.append(mark("›", ">", x: columns.valueX + room - 1))
        }
        if isFocused, field != .selfieVerificationStatus {
            line.cursor = columns.valueX + window.cursorColumn
        }
    }

    private func mark(_ unicode: String, _ ascii: String, x: Int) -> FormLine.Piece {
        FormLine.Piece(
            x: x, text: glyphs == .unicode ? unicode : ascii, role: .muted, width: 1)
    }

    private var cutMark: String { glyphs == .unicode ? "…" : "~" }

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

    private func note(
        of field: KYCField, fault: String?, isFocused: Bool, _ columns: FormColumns
    ) -> Banner {
        if overfull == field {
            return Banner(
                text: "\(crossMark) More than \(TextField.limit) characters: nothing was put in.",
                role: .failed)
        }
        if let fault { return Banner(text: "\(crossMark) \(fault)", role: .failed) }
        return Banner(
            text: isFocused || columns.noteX != nil ? hint(of: field) : "", role: .muted)
    }

    var crossMark: String { glyphs == .unicode ? "✗" : "x" }

    private func hint(of field: KYCField) -> String {
        switch field {
        case .customerID: "choose one, or type a whole UUID"
        case .documentType where !documentType.options.isEmpty: "choose one, or type to find it"
        case .documentNumber where documentType.value == "AADHAAR": "12 digits"
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

    // MARK: The review

    private func previewLines(width: Int) -> [FormLine] {
        let facts = preview
        let labels = facts.map { TextWidth.of($0.name) }.max() ?? 0
        let isStacked = width < labels + 28
        let nameX = isStacked ? 0 : 2
        let valueX = isStacked ? 2 : labels + 4
        return facts.enumerated().flatMap { index, fact in
            let isFocused = index == reviewRow
            let name = FormLine.Piece(
                x: nameX, text: fact.name, role: .fieldName, width: width - nameX)
            let text = TextWidth.fit(
                dotted(fact.value), in: max(1, width - valueX), ellipsis: cutMark)
            let value = FormLine.Piece(x: valueX, text: text, role: .text, width: width - valueX)
            return isStacked
                ? [
                    FormLine(pieces: [name], isFocused: isFocused),
                    FormLine(pieces: [value]),
                ] : [FormLine(pieces: [name, value], isFocused: isFocused)]
        }
    }

    /// The masking dots as stars where only ASCII can be shown.
    private func dotted(_ text: String) -> String {
        glyphs == .unicode ? text : String(text.map { $0 == "•" ? "*" : $0 })
    }
}
