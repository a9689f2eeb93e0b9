import Domain

extension State {
    /// Everything tracked, with its flags now, in no order.
    var allRows: [Row] {
        items.values.map { Row($0, at: now, cadence: cadences[$0.key.kind]) }
    }

    /// What is typed into the open view's filter.
    var filterText: String { filters[view] ?? "" }

    /// The rows of the open view, filtered and in order.
    var rows: [Row] { rows(of: view, among: allRows) }

    /// The rows of a view, filtered and in order.
    func rows(of view: View, among all: [Row]) -> [Row] {
        let filter = Filter(filters[view] ?? "")
        switch view {
        case .batches: return sort.sorted(all.filter(filter.matches))
        case .stamps:
            return Sort().sorted(all.filter { $0.item.key.kind == .stamps && filter.matches($0) })
        case .kyc:
            return Sort().sorted(all.filter { $0.item.key.kind == .kyc && filter.matches($0) })
                .enumerated().sorted { left, right in
                    (Self.kycUrgency(left.element), left.offset)
                        < (Self.kycUrgency(right.element), right.offset)
                }.map(\.element)
        case .activity, .vendors: return []
        }
    }

    /// How many items a view holds before its filter.
    func countBeforeFilter(of view: View) -> Int {
        switch view {
        case .batches: items.count
        case .stamps: items.keys.count { $0.kind == .stamps }
        case .kyc: items.keys.count { $0.kind == .kyc }
        case .activity: activity.count
        case .vendors: Vendor.allCases.count
        }
    }

    /// The entries of the activity record that pass the filter, newest first.
    var entries: [ActivityEntry] {
        let filter = Filter(filters[.activity] ?? "")
        return activity.filter(filter.matches)
    }

    /// The item that keys act on.
    var selectedItem: TrackedItem? { selectedKey.flatMap { items[$0] } }

    /// The item that keys act on, tracked or, in the activity record, once tracked.
    var selectedKey: ItemKey? {
        if let detail { return detail.key }
        switch view {
        case .batches, .stamps, .kyc: return cursors[view]?.key
        case .activity:
            let entries = entries
            let index = cursors[.activity]?.index ?? 0
            return entries.indices.contains(index) ? entries[index].key : nil
        case .vendors: return nil
        }
    }

    /// The stamp that the cursor is on while a group has it.
    var selectedStamp: String? {
        guard view == .stamps, detail == nil, let stampsFocus,
            let stamps = selectedItem?.snapshot?.groups?.inOrder[stampsFocus].stamps
        else { return nil }
        let index = groupCursors[stampsFocus].index
        return stamps.indices.contains(index) ? stamps[index] : nil
    }

    /// People wait: what failed or is flagged, then whose data is still to be submitted.
    private static func kycUrgency(_ row: Row) -> Int {
        if row.urgency < 2 { return row.urgency }
        return row.standing == .pending ? 2 : row.urgency + 1
    }
}

extension StampGroups {
    /// Pending, available, failed.
    var inOrder: [Group] { [pending, available, failed] }
}
