import Domain
import TerminalUI

extension State {
    /// The three lists of the selected order as they are shown: pending, available, failed.
    var stampLists: [StampList]? {
        guard let groups = selectedItem?.snapshot?.groups else { return nil }
        let found = stampSearch?.found
        return groups.inOrder.enumerated().map { place, group in
            StampList(group.stamps, found: found?[place])
        }
    }

    /// Whether keys go into the search among the ids.
    var isSearchingStamps: Bool {
        view == .stamps && detail == nil && stampSearch?.isTyping == true
    }

    /// Begins to look for an id, or goes on with what was looked for.
    mutating func openStampSearch() {
        var search = stampSearch ?? StampSearch()
        search.isTyping = true
        stampSearch = search
    }

    /// Takes a key while the search is typed; false for keys that mean the same as ever.
    mutating func takeSearchKey(_ key: Key) -> Bool {
        switch key {
        case .enter: stampSearch?.isTyping = false
        case .escape: stampSearch = nil
        case .backspace where stampSearch?.field.isEmpty == true: stampSearch = nil
        case .up, .down, .pageUp, .pageDown: return false
        default: searchStamps { _ = $0.handle(key) }
        }
        return true
    }

    /// Changes what is looked for. What it then shows is new, so the cursors begin at the top.
    mutating func searchStamps(_ change: (inout TextField) -> Void) {
        guard var search = stampSearch else { return }
        let before = search.field.text
        change(&search.field)
        stampSearch = search
        if search.field.text != before { groupCursors = [Cursor(), Cursor(), Cursor()] }
    }

    /// The most bytes that are copied at once: of a longer text some terminals keep a part and
    /// others nothing, and none says so (hterm and others stop at 100,000 bytes of Base64).
    static let copyLimit = 74_000

    /// Copies every id of the group that the cursor is in, one a line, as it is shown.
    mutating func copyGroup() -> [Effect] {
        guard let place = stampsFocus, let item = selectedItem else { return [] }
        guard let list = stampLists?[place] else {
            notice = Notice(OrderPanel.noAnswer, isFault: true)
            return []
        }
        let group = ["pending", "available", "failed"][place]
        guard list.count > 0 else {
            notice = Notice("There is no id here to copy.", isFault: true)
            return []
        }
        guard let text = list.text(atMost: Self.copyLimit) else {
            notice = Notice(
                "\(Numbers.grouped(list.count)) ids are too many for a terminal's clipboard: "
                    + "vigil stamps \(item.key.shortID) --group \(group)", isFault: true)
            return []
        }
        notice = Notice("Copied \(Numbers.count(list.count, "\(group) id")), one a line.")
        return [.copy(text)]
    }
}
