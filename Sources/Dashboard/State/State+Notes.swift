import Domain
import TerminalUI

extension State {
    /// Opens the line for a note on the selected item.
    mutating func openNote() {
        guard let item = selectedItem else { return }
        overlays.append(.note(NotePrompt(on: item)))
    }

    mutating func take(_ input: InputEvent, by prompt: NotePrompt) -> [Effect] {
        var prompt = prompt
        switch prompt.handle(input) {
        case .stay: overlays[overlays.count - 1] = .note(prompt)
        case .close: overlays.removeLast()
        case .note(let text):
            overlays.removeLast()
            return [.note(prompt.key, text: text)]
        }
        return []
    }
}
