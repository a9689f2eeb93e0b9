import Domain
import TerminalUI

extension State {
    /// Brings cursors and scrolling back into what there is to show.
    mutating func settle() {
        arrange()
        if let detail, watchlist[detail.key] == nil {
            self.detail = nil
            isFiltering = false
        }
        let layout = Layout(self)
        var cursor = cursors[view] ?? Cursor()
        switch view {
        case .batches, .stamps, .kyc:
            cursor.settle(in: watchlist, view, page: layout.page)
            if view == .batches {
                settleGroupHeads(&cursor, layout.page)
                settleRange(to: cursor)
            }
            watchlist.hold(at: cursor.isChosen && cursor.key != nil ? cursor.index : nil, in: view)
        case .activity: cursor.settle(count: activity.shown.count, page: layout.page)
        case .vendors: cursor.settle(count: Vendor.allCases.count, page: layout.page)
        }
        if view == .stamps, cursor.key != cursors[view]?.key {
            groupCursors = [Cursor(), Cursor(), Cursor()]
            stampSearch = nil
            if cursor.key == nil { stampsFocus = nil }
        }
        cursors[view] = cursor
        if view == .stamps { settleGroups(layout) }
        settleScroll(layout)
    }

    /// Heads of groups take rows too: the list moves on until the cursor is on the screen.
    private func settleGroupHeads(_ cursor: inout Cursor, _ page: Int) {
        guard sort.grouping != .none else { return }
        while cursor.index >= cursor.offset + rowsFitting(from: cursor.offset, page: page) {
            cursor.offset += 1
        }
    }

    /// How many rows of the Batches table fit on a page from one on, with the heads of groups.
    func rowsFitting(from offset: Int, page: Int) -> Int {
        guard sort.grouping != .none else { return page }
        var used = 0
        var count = 0
        var group: Int?
        for row in watchlist.rows(of: .batches).dropFirst(offset) {
            let own = sort.grouping.place(of: row)
            used += own == group ? 1 : 2
            if used > page { break }
            group = own
            count += 1
        }
        return max(1, count)
    }

    private mutating func settleGroups(_ layout: Layout) {
        // An order without an answer keeps the place of the cursor and the search for its ids.
        guard let groups = selectedItem?.snapshot?.groups else { return }
        stampSearch?.settle(in: groups)
        for (place, list) in (stampLists ?? []).enumerated() {
            groupCursors[place].settle(count: list.count, page: layout.groupRows(of: list.count))
        }
    }

    private mutating func settleScroll(_ layout: Layout) {
        if let detail {
            let lines = DetailPage(self, width: layout.body.width).lines.count
            self.detail?.scroll = min(max(0, detail.scroll), max(0, lines - layout.body.height))
        }
        if case .help(let scroll) = overlays.last {
            let help = HelpPage(self)
            overlays[overlays.count - 1] = .help(scroll: min(max(0, scroll), help.scrollLimit))
        }
        settleOverlay()
    }
}
