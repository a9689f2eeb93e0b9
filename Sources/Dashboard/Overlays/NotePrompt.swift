import Domain
import TerminalUI

/// The line in which a note on one item is written.
struct NotePrompt: Equatable, Sendable {
    /// The item, fixed when the line was opened.
    let key: ItemKey
    /// What the item was called then.
    let name: String
    /// The note as typed.
    private(set) var field = TextField()
    /// Why it cannot be kept as it is.
    private(set) var fault: String?

    /// What the prompt wants after a key.
    enum Outcome: Equatable {
        case stay
        case close
        case note(String)
    }

    /// An empty line for a note on an item.
    init(on item: TrackedItem) {
        key = item.key
        name = item.name
    }

    /// Takes a key or a paste.
    mutating func handle(_ input: InputEvent) -> Outcome {
        switch input {
        case .key(.escape): return .close
        case .key(.enter): return submit()
        case .key(let key): edit { _ = $0.handle(key) }
        case .paste(let text): edit { _ = $0.insert(text) }
        case .mouse, .resized: break
        }
        return .stay
    }

    private mutating func edit(_ change: (inout TextField) -> Void) {
        fault = nil
        change(&field)
    }

    private mutating func submit() -> Outcome {
        do throws(ItemNote.Fault) {
            return .note(try ItemNote.line(of: field.text))
        } catch {
            fault = error.message
            return .stay
        }
    }
}

extension NotePrompt {
    /// Draws the prompt over the view.
    func draw(on canvas: inout Canvas) {
        let room = min(76, canvas.frame.size.width - 6)
        let below = Wrapping.rows(of: fault ?? hint, columns: room)
        let inside = Dialog(title: "Note on \(name)", width: room, height: 1 + below.count)
            .draw(on: &canvas)
        let box = Rect(x: inside.x, y: inside.y, width: inside.width, height: 1)
        canvas.fill(box, .activeField)
        canvas.put(field, .activeField, in: box, isEdited: true)
        for (place, text) in below.enumerated() where inside.y + 1 + place < inside.bottom {
            canvas.put(
                Span(text, fault == nil ? .muted : .failed), x: inside.x, y: inside.y + 1 + place,
                limit: inside.width)
        }
    }

    private var hint: String {
        let count = field.characters.count
        return count > ItemNote.limit * 3 / 4
            ? "\(count) of \(ItemNote.limit) characters."
            : "Kept with your name, shown and exported in clear: no personal data."
    }
}
