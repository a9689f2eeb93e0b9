import Domain

extension State {
    /// What is typed into the open view's filter.
    var filterText: String { filters[view]?.text ?? "" }

    /// The rows of the open view, filtered and in order.
    var rows: ShownRows { watchlist.rows(of: view) }

    /// How many items a view holds before its filter.
    func countBeforeFilter(of view: View) -> Int {
        switch view {
        case .batches: watchlist.rows.count
        case .stamps: watchlist.counts { $0 == .stamps }.all
        case .kyc: watchlist.counts { $0 == .kyc }.all
        case .activity: activity.all.count
        case .vendors: Vendor.allCases.count
        }
    }

    /// Filters and sorts the lists as the operator wants them now.
    mutating func arrange() {
        let wanted = Arrangement(filters: filters, sort: sort)
        guard wanted != arrangement else { return }
        arrangement = wanted
        func filter(_ view: View) -> Filter { Filter(filters[view]?.text ?? "") }
        watchlist.arrange(.batches, filter: filter(.batches), by: sort)
        watchlist.arrange(.stamps, filter: filter(.stamps))
        watchlist.arrange(.kyc, filter: filter(.kyc))
        activity.arrange(filter(.activity))
    }

    /// The item that keys act on.
    var selectedItem: TrackedItem? { selectedKey.flatMap { watchlist[$0] } }

    /// The item that keys act on, tracked or, in the activity record, once tracked.
    var selectedKey: ItemKey? {
        if let detail { return detail.key }
        switch view {
        case .batches, .stamps, .kyc: return cursors[view]?.key
        case .activity:
            let index = cursors[.activity]?.index ?? 0
            return activity.shown.indices.contains(index) ? activity.shown[index].key : nil
        case .vendors: return nil
        }
    }

    /// The stamp that the cursor is on while a group has it.
    var selectedStamp: String? {
        guard view == .stamps, detail == nil, let stampsFocus,
            let stamps = stampLists?[stampsFocus]
        else { return nil }
        let index = groupCursors[stampsFocus].index
        return index < stamps.count ? stamps[index] : nil
    }
}

extension StampGroups {
    /// Pending, available, failed.
    var inOrder: [Group] { [pending, available, failed] }
}
