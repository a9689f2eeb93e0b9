import Domain
import TerminalUI

/// Which of a customer's masked values is to be shown: the small list that asks.
struct RevealPrompt: Equatable, Sendable {
    /// Whose they are.
    let key: ItemKey
    /// The vendor's names of the masked values.
    let fields: [String]
    /// Which of them the arrows are on.
    private(set) var index = 0

    init(_ key: ItemKey, _ fields: [String]) {
        self.key = key
        self.fields = fields
    }

    mutating func move(by step: Int) { move(to: index + step) }

    mutating func move(to place: Int) { index = min(max(0, place), fields.count - 1) }

    func draw(on canvas: inout Canvas) {
        let title = "Show for 10 seconds, on record"
        let inside = Dialog(
            title: title, width: TextWidth.of(title) + 2,
            height: min(fields.count, canvas.frame.size.height - 6)
        ).draw(on: &canvas)
        for (place, field) in fields.prefix(inside.height).enumerated() {
            let row = Rect(x: inside.x, y: inside.y + place, width: inside.width, height: 1)
            let isCurrent = place == index
            let mark = isCurrent ? canvas.symbols.cursor : " "
            canvas.put(
                Span("\(mark) \(PlainText.of(field))", isCurrent ? .title : .text), x: row.x,
                y: row.y, limit: row.width)
            if isCurrent { canvas.select(row) }
            canvas.aim(row, at: .row(place))
        }
    }
}

/// A value that is shown in clear until a moment; printing it shows none of it.
struct ShownValue: Equatable, Sendable {
    var key: ItemKey
    /// The vendor's name of it.
    var field: String
    var value: Personal
    var until: Timestamp
}

extension State {
    /// The vendor's names of what is masked on the open customer's page.
    var maskedFields: [String] {
        selectedItem?.snapshot?.facts.filter { $0.value.hasPrefix(Personal.dots) }.map(\.name) ?? []
    }

    /// Asks which value is to be shown.
    mutating func chooseReveal() -> [Effect] {
        guard let key = selectedKey else { return [] }
        overlays.append(.reveal(RevealPrompt(key, maskedFields)))
        return []
    }

    /// Shows a value on the open page for a while and scrolls to it. Who locked the screen or left
    /// the page meanwhile does not want to see it.
    mutating func show(_ value: Personal, of field: String, _ key: ItemKey) {
        guard !lock.isLocked, detail?.key == key else { return }
        shownValue = ShownValue(
            key: key, field: field, value: value, until: now + KYCForm.revealTime)
        notice = Notice("\(PlainText.of(field)) is shown for ten seconds; that is on record.")
        let body = Layout(self).body
        let page = DetailPage(self, width: body.width)
        guard let row = page.lines.firstIndex(where: { $0.names(field) }),
            let scroll = detail?.scroll, !(scroll..<scroll + body.height).contains(row)
        else { return }
        detail?.scroll = max(0, row - body.height + 1)
    }

    mutating func take(_ input: InputEvent, by prompt: RevealPrompt) -> [Effect] {
        var prompt = prompt
        switch input {
        case .key(.up), .key(.character("k")), .key(.backTab): prompt.move(by: -1)
        case .key(.down), .key(.character("j")), .key(.tab): prompt.move(by: 1)
        case .mouse(let mouse):
            guard case .row(let place) = draw(self).target(at: mouse.position) else { return [] }
            prompt.move(to: place)
        case .key(.enter):
            overlays.removeLast()
            notice = Notice("Asking \(prompt.key.kind.vendor.title) for the value.")
            return [.reveal(field: prompt.fields[prompt.index], prompt.key)]
        case .key(.escape), .key(.character("q")):
            overlays.removeLast()
            return []
        default: break
        }
        overlays[overlays.count - 1] = .reveal(prompt)
        return []
    }
}
