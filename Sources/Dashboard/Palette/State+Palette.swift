import Domain
import TerminalUI

extension State {
    mutating func take(_ input: InputEvent, by palette: Palette) -> [Effect] {
        var palette = palette
        switch input {
        case .key(.escape):
            overlays.removeLast()
            return []
        case .key(.enter): return run(palette)
        case .key(.down), .key(.control("n")): palette.move(by: 1)
        case .key(.up), .key(.control("p")): palette.move(by: -1)
        case .key(.pageDown): palette.move(by: 10)
        case .key(.pageUp): palette.move(by: -10)
        case .key(.backspace) where palette.field.text.isEmpty:
            overlays.removeLast()
            return []
        case .key(let key): palette.edit { _ = $0.handle(key) }
        case .paste(let text): palette.edit { _ = $0.insert(text) }
        case .mouse(let mouse):
            guard case .row(let row) = draw(self).target(at: mouse.position) else { return [] }
            palette.move(to: row)
            return run(palette)
        case .resized: break
        }
        overlays[overlays.count - 1] = .palette(palette)
        return []
    }

    /// Does the selected command, or says why it cannot be done and stays.
    private mutating func run(_ palette: Palette) -> [Effect] {
        let found = palette.found(in: self)
        guard found.indices.contains(palette.index) else { return [] }
        let command = found[palette.index]
        if let why = command.whyNot {
            notice = Notice(why, isFault: true)
            overlays[overlays.count - 1] = .palette(palette)
            return []
        }
        overlays.removeLast()
        switch command.deed {
        case .action(let action): return perform(action)
        case .sort(let column):
            open(.batches)
            sort.column = column
            sort.isReversed = false
        case .group(let grouping):
            open(.batches)
            group(by: grouping)
        case .filter(let text):
            open(.batches)
            filters[.batches] = TextField(text)
            cursors[.batches] = Cursor()
        case .keepFilter:
            guard let text = filters[.batches]?.text else { return [] }
            ownFilters.append(SavedFilter(text: text))
            notice = Notice("Kept the filter \(text); the palette lists it.")
        case .dropFilter(let filter): ownFilters.removeAll { $0 == filter }
        case .theme(let place):
            themeIndex = place
            notice = Notice("Theme \(theme.name).")
        case .mute(let time): return mute(for: time)
        case .acknowledgeAll: return acknowledge(alerts.open)
        }
        return []
    }
}
