import Domain
public import TerminalUI

extension KYCForm {
    /// Draws the form into a part of a screen; from 40 columns by 8 rows everything can be reached.
    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        frame.fill(rect, style: theme[.dialog])
        let layout = layout(in: rect)
        let inner = layout.body
        let pen = Pen(theme: theme)
        pen.write(
            TextWidth.fit(title, in: inner.width, ellipsis: ""), role: .title, x: inner.x,
            y: rect.y, width: inner.width, into: &frame)
        for (index, row) in layout.status.enumerated() {
            pen.write(
                row, role: status.role, x: inner.x, y: rect.y + 1 + index, width: inner.width,
                into: &frame)
        }
        if layout.hasRule {
            let rule = String(repeating: glyphs == .unicode ? "─" : "-", count: inner.width)
            pen.write(
                rule, role: .border, x: inner.x, y: inner.y - 1, width: inner.width, into: &frame)
        }
        frame.cursor = nil
        for (index, line) in layout.visible.enumerated() {
            let y = inner.y + index
            for piece in line.pieces {
                let width = max(0, min(piece.width, inner.width - piece.x))
                if piece.isBox {
                    frame.fill(
                        Rect(x: inner.x + piece.x, y: y, width: width, height: 1),
                        style: theme[piece.role])
                }
                pen.write(
                    piece.text, role: piece.role, x: inner.x + piece.x, y: y, width: width,
                    into: &frame)
            }
            if let column = line.cursor, !isAskingToDiscard, calendar == nil {
                frame.cursor = Position(x: inner.x + column, y: y)
            }
        }
        drawMoreMarks(layout, pen, into: &frame)
    }

    /// Marks at the right side that rows are hidden above or below; in the review one at the left
    /// too, for the row that the arrows are on and whose value can be asked for.
    private func drawMoreMarks(_ layout: Layout, _ pen: Pen, into frame: inout Frame) {
        let body = layout.body
        guard body.height > 0 else { return }
        let (above, below) = glyphs == .unicode ? ("↑", "↓") : ("^", "v")
        if phase != .editing, layout.lines.count > body.height || canReveal,
            let row = layout.visible.firstIndex(where: \.isFocused)
        {
            let mark = glyphs == .unicode ? "▸" : ">"
            pen.write(
                mark, role: .title, x: body.x - 1, y: body.y + row - layout.offset, width: 1,
                into: &frame)
        }
        if layout.offset > 0 {
            pen.write(above, role: .muted, x: body.right, y: body.y, width: 1, into: &frame)
        }
        if layout.offset + body.height < layout.lines.count {
            pen.write(
                below, role: .muted, x: body.right, y: body.bottom - 1, width: 1, into: &frame)
        }
    }

    /// Whether a value of the review can be shown in clear.
    private var canReveal: Bool {
        if case .reviewing = phase { isMasking } else { false }
    }

    private var title: String {
        let step = glyphs == .unicode ? " › " : " > "
        var parts = ["KYC", purpose.title]
        switch phase {
        case .editing: break
        case .reviewing: parts.append("Review")
        case .sending: parts.append("Sending")
        case .accepted, .unknown: parts.append("Answer")
        case .prepared: parts.append("Prepared")
        }
        return parts.joined(separator: step)
    }

    // MARK: Layout

    /// Where everything is in a rectangle.
    struct Layout {
        /// The rows of the status sentence.
        var status: [String]
        /// Whether a line parts the head from the body.
        var hasRule: Bool
        /// Where the body is; one column to its right is free.
        var body: Rect
        /// All rows of the body.
        var lines: [FormLine]
        /// How many of them are above the first visible one.
        var offset: Int

        /// The rows that are in view.
        var visible: ArraySlice<FormLine> { lines.dropFirst(offset).prefix(body.height) }
    }

    func layout(in rect: Rect) -> Layout {
        let margin = rect.width >= 60 ? 2 : 1
        let width = max(1, rect.width - 2 * margin)
        let rows = Wrapping.rows(of: statusMark + status.text, columns: width)
        let status = Array(rows.prefix(max(1, min(rows.count, rect.height - 4))))
        let hasRule = rect.height >= 16
        let top = min(rect.height, 1 + status.count + (hasRule ? 1 : 0))
        let body = Rect(
            x: rect.x + margin, y: rect.y + top, width: width, height: rect.height - top)
        let lines = lines(width: width, height: body.height)
        return Layout(
            status: status, hasRule: hasRule, body: body, lines: lines,
            offset: Self.offset(lines, height: body.height))
    }

    /// Keeps the focused rows in view, in the middle where that is possible.
    private static func offset(_ lines: [FormLine], height: Int) -> Int {
        guard let first = lines.firstIndex(where: \.isFocused),
            let last = lines.lastIndex(where: \.isFocused)
        else { return 0 }
        let middle = (first + last + 1) / 2 - height / 2
        // Never above the field's own row when its options are many.
        let wanted = min(middle, first)
        return max(0, min(wanted, lines.count - height))
    }

    private var statusMark: String {
        switch status.role {
        case .failed: "\(crossMark) "
        case .warning: "! "
        case .completed: glyphs == .unicode ? "✓ " : "ok: "
        case .unknown: "? "
        default: ""
        }
    }

    // MARK: Mouse

    mutating func click(_ mouse: Mouse, in rect: Rect) -> Outcome {
        switch mouse.action {
        case .scrollUp: return handle(.key(.up))
        case .scrollDown: return handle(.key(.down))
        case .press, .doubleClick: break
        }
        let layout = layout(in: rect)
        guard layout.body.contains(mouse.position) else { return .stay }
        let index = layout.offset + mouse.position.y - layout.body.y
        guard layout.lines.indices.contains(index) else { return .stay }
        switch layout.lines[index].target {
        case .focus(.review): return openReview()
        case .focus(let target): return setFocus(target)
        case .option(let option): return take(option: option)
        case .week(let monday, let x):
            take(day: mouse.position.x - layout.body.x - x, from: monday)
            return .stay
        case nil: return .stay
        }
    }

    private mutating func take(option index: Int) -> Outcome {
        switch focus {
        case .field(.customerID) where customer.matches.indices.contains(index):
            return choose(customer: customer.matches[index].value)
        case .field(.documentType) where documentType.matches.indices.contains(index):
            documentType.choose(documentType.matches[index].value)
            return .stay
        default: return .stay
        }
    }
}

/// Writes in a role's ink on whatever ground is there.
private struct Pen {
    let theme: Theme

    func write(
        _ text: String, role: Role, x: Int, y: Int, width: Int, into frame: inout Frame
    ) {
        guard width > 0 else { return }
        var style = theme[role]
        if !Self.ownGround.contains(role) { style.background = nil }
        frame.put(text, x: x, y: y, style: style, limit: width)
    }

    /// Roles that bring their ground with them.
    private static let ownGround: Set<Role> = [.field, .activeField, .selection, .activeTab, .tab]
}
