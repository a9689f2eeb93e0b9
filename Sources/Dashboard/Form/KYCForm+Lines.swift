import Domain
import TerminalUI

extension KYCForm {
    /// The rows of the body at a width, of which this many are seen at once.
    func lines(width: Int, height: Int) -> [FormLine] {
        if case .editing = phase {
            editingLines(width: width, height: height)
        } else {
            previewLines(width: width)
        }
    }

    private func editingLines(width: Int, height: Int) -> [FormLine] {
        let labels = fields.map { TextWidth.of(label(of: $0)) }
        let columns = FormColumns(
            width: width, height: height, labelWidth: min(labels.max() ?? 0, 30))
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
        lines.append(
            FormLine(
                pieces: gutter(isFocused, x: columns.valueX - 2) + [button],
                target: .focus(.review), isFocused: isFocused))
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
    func label(of field: KYCField) -> String {
        if case .additional(let name) = field { name } else { field.rawValue }
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
                dotted(shown(fact)), in: max(1, width - valueX), ellipsis: cutMark)
            let value = FormLine.Piece(x: valueX, text: text, role: .text, width: width - valueX)
            return isStacked
                ? [
                    FormLine(pieces: [name], isFocused: isFocused),
                    FormLine(pieces: [value]),
                ] : [FormLine(pieces: [name, value], isFocused: isFocused)]
        }
    }

    /// The masking dots as stars where only ASCII can be shown.
    func dotted(_ text: String) -> String {
        glyphs == .unicode ? text : String(text.map { $0 == "•" ? "*" : $0 })
    }
}
