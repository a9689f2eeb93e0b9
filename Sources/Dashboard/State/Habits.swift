public import Domain

/// How the operator left the dashboard, for the next start: words and ids alone, no label, no
/// name of a person.
public struct Habits: Equatable, Sendable {
    /// The open view.
    public var view: View?
    /// The column that sorts, as `sortColumns` names it.
    public var sort: String?
    /// Whether the order is turned round.
    public var isReversed = false
    /// What stands together: `none`, `vendor` or `state`.
    public var grouping: String?
    /// The columns of the Batches table, in order.
    public var columns: [String] = []
    /// What is typed into the filters; of those of KYC and Activity only what names nobody.
    public var filters: [View: String] = [:]
    /// The selected items.
    public var selection: [View: ItemKey] = [:]
    /// Filters that were kept in the palette.
    public var savedFilters: [SavedFilter] = []
    /// Alerts that nobody has acknowledged.
    public var alerts: [Alert] = []
    /// Until when alerts do not reach out.
    public var mutedUntil: Timestamp?

    /// No habits yet.
    public init() {}
}

extension State {
    /// How the operator leaves the dashboard now.
    public var habits: Habits {
        var habits = Habits()
        habits.view = view
        habits.sort = sort.column.rawValue
        habits.isReversed = sort.isReversed
        habits.grouping = sort.grouping.rawValue
        habits.columns = columns.map(\.rawValue)
        for view in View.allCases {
            guard var text = filters[view]?.text else { continue }
            if view == .kyc || view == .activity { text = Filter.impersonal(text) }
            if !text.isEmpty { habits.filters[view] = text }
        }
        for view in [View.batches, .stamps, .kyc] {
            if let cursor = cursors[view], cursor.isChosen, let key = cursor.key {
                habits.selection[view] = key
            }
        }
        if !isLoaded { habits.selection = awaited.selection }
        habits.savedFilters = ownFilters
        habits.alerts = isLoaded ? alerts.open : awaited.alerts
        habits.mutedUntil = alerts.mutedUntil
        return habits
    }

    /// Goes on as the operator left it. What is not known any more is passed over.
    public mutating func adopt(_ habits: Habits, keepingView: Bool) {
        if let view = habits.view, !keepingView { self.view = view }
        sort.column = habits.sort.flatMap { SortColumn(rawValue: $0) } ?? sort.column
        sort.isReversed = habits.isReversed
        sort.grouping = habits.grouping.flatMap { Grouping(rawValue: $0) } ?? .none
        let known = habits.columns.compactMap { BatchColumn(rawValue: $0) }
        if known.contains(.batch), Set(known).count == known.count { columns = known }
        for (view, text) in habits.filters { filters[view] = TextField(text) }
        ownFilters = habits.savedFilters
        alerts.mute(until: habits.mutedUntil)
        awaited = habits
    }

    /// Everything that is tracked is known for the first time: alerts begin here, and the cursors
    /// go where they were.
    mutating func begin(with items: [TrackedItem]) {
        alerts.begin(with: items, open: awaited.alerts, at: now, cadences: cadences)
        dropAcknowledged()
        for (view, key) in awaited.selection where watchlist[key] != nil {
            var cursor = Cursor()
            cursor.key = key
            cursor.isChosen = true
            cursors[view] = cursor
        }
    }
}
