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

    private mutating func settleGroups(_ layout: Layout) {
        guard let groups = selectedItem?.snapshot?.groups else {
            stampsFocus = nil
            stampSearch = nil
            return
        }
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
    }
}
