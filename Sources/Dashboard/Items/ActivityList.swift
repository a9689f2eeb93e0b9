import Domain

/// The activity record, newest first, and what of it passes the filter.
struct ActivityList: Equatable, Sendable {
    /// Everything kept.
    private(set) var all: [ActivityEntry] = []
    /// What passes the filter.
    private(set) var shown: [ActivityEntry] = []
    private var filter = Filter("")

    /// The most entries kept.
    static let limit = 2000

    /// Begins again with these entries.
    mutating func replaceAll(_ entries: [ActivityEntry]) {
        all = Array(entries.prefix(Self.limit))
        shown = all.filter(filter.matches)
    }

    /// Shows what passes another filter.
    mutating func arrange(_ filter: Filter) {
        guard filter != self.filter else { return }
        self.filter = filter
        shown = all.filter(filter.matches)
    }

    /// Takes in what happened last; true when it is shown.
    mutating func put(_ entry: ActivityEntry) -> Bool {
        all.insert(entry, at: 0)
        if all.count > Self.limit, let last = all.popLast(), filter.matches(last) {
            shown.removeLast()
        }
        guard filter.matches(entry) else { return false }
        shown.insert(entry, at: 0)
        return true
    }
}
