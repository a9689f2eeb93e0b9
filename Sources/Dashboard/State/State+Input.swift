import Domain
import TerminalUI

extension State {
    /// Takes in what the operator or the terminal did: the overlay on top is asked first, then
    /// the filter while it is typed, then the key table.
    mutating func take(_ input: InputEvent) -> [Effect] {
        if case .resized(let size) = input {
            self.size = size
            if case .kyc(let form) = overlays.last { return take(input, by: form) }
            return []
        }
        lock.lastInputAt = now
        if lock.isLocked { return takeLocked(input) }
        if lock.isClosing { return [] }
        notice = nil
        switch input {
        case .key(.control("c")): return perform(.quit)
        case .key(.control(let letter)):
            // These two work whatever lies over the view.
            let action = options.keys.action(for: .control(letter))
            if action == .suspend || action == .repaint { return perform(action ?? .repaint) }
        default: break
        }
        if wall != nil { return takeOnWall(input) }
        guard Layout.isLargeEnough(size) else {
            guard case .key(let key) = input, options.keys.action(for: key) == .quit else {
                return []
            }
            return perform(.quit)
        }
        if let top = overlays.last { return take(input, by: top) }
        switch input {
        case .mouse(let mouse): return take(mouse)
        case .paste(let text):
            if isSearchingStamps {
                searchStamps { _ = $0.insert(text) }
            } else if isFiltering {
                edit { _ = $0.insert(text) }
            }
            return []
        case .key(let key):
            if isSearchingStamps, takeSearchKey(key) { return [] }
            if isFiltering, takeFilterKey(key) { return [] }
            if let action = options.keys.action(for: key) { return perform(action) }
            return []
        case .resized: return []
        }
    }

    /// Takes a key while the filter is typed; false for keys that mean the same as ever.
    private mutating func takeFilterKey(_ key: Key) -> Bool {
        switch key {
        case .enter: isFiltering = false
        case .escape:
            isFiltering = false
            edit { $0 = TextField() }
        case .backspace where filterText.isEmpty: isFiltering = false
        case .up, .down, .pageUp, .pageDown: return false
        default: edit { _ = $0.handle(key) }
        }
        return true
    }

    /// Changes the filter. What it then shows is new, so the cursor begins at the top again.
    private mutating func edit(_ change: (inout TextField) -> Void) {
        let before = filterText
        change(&filters[view, default: TextField()])
        if filterText != before { cursors[view] = Cursor() }
    }

    private mutating func take(_ mouse: Mouse) -> [Effect] {
        let target = draw(self).target(at: mouse.position)
        switch mouse.action {
        case .scrollUp: scroll(by: -3, over: target)
        case .scrollDown: scroll(by: 3, over: target)
        case .press: return press(target)
        case .doubleClick:
            let effects = press(target)
            guard case .row = target else { return effects }
            settle()
            return effects + perform(.open)
        }
        return []
    }

    private mutating func scroll(by lines: Int, over target: Target?) {
        if detail != nil {
            detail?.scroll += lines
        } else if case .group(let group) = target {
            stampsFocus = group
            move(by: lines)
        } else {
            stampsFocus = nil
            move(by: lines)
        }
    }

    private mutating func press(_ target: Target?) -> [Effect] {
        switch target {
        case .action(let action): return perform(action)
        case .row(let row):
            stampsFocus = nil
            cursors[view, default: Cursor()].move(to: row)
        case .column(let column): sort(by: column)
        case .group(let group): stampsFocus = group
        case .dialogKey(let key): return take(.key(key))
        case .field, .option, .nothing, nil: break
        }
        return []
    }

    mutating func sort(by column: SortColumn) {
        sort.isReversed = sort.column == column && !sort.isReversed
        sort.column = column
    }
}
