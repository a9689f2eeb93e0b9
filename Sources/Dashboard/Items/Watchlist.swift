import Domain

/// Everything that is tracked, judged at one moment, with the lists of the views and the counts.
/// A change of one item touches that item alone; nothing is recomputed for drawing.
struct Watchlist: Equatable, Sendable {
    /// Every row by its item.
    private(set) var rows = ItemTable<Row>()
    /// When the first of the rows can have other flags, or earlier: an answer puts a row's moment
    /// off, and the others are not looked at for that. Nil when none ever has.
    private(set) var nextFlagChange: Timestamp?
    /// The lists of Batches, Stamps and KYC.
    private var lists: [View: RowList] = [
        .batches: RowList(), .stamps: RowList(of: .stamps),
        .kyc: RowList(of: .kyc, by: Sort(column: .submission)),
    ]
    /// How wide the columns of the Batches table are.
    private(set) var contents = BatchColumn.Contents()
    /// What the items tell of each vendor.
    private(set) var answers = Self.noAnswers
    private var counts = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, Counts()) })
    /// What is wrong with vendors that do not answer.
    private var outages: [Vendor: Row.Outage] = [:]
    private var now: Timestamp
    private var cadences: Cadences

    /// A list of nothing.
    init(now: Timestamp, cadences: Cadences) {
        self.now = now
        self.cadences = cadences
    }

    /// The item of a key, when it is tracked.
    subscript(key: ItemKey) -> TrackedItem? { rows[key]?.item }

    /// The rows that a view shows, in its order.
    func rows(of view: View) -> ShownRows { lists[view]?.rows ?? ShownRows() }

    /// Where a view shows an item.
    func index(of key: ItemKey, in view: View) -> Int? {
        rows[key].flatMap { lists[view]?.index(of: $0) }
    }

    /// How the items of some kinds stand; of all when none is named.
    func counts(of kinds: [Kind] = Kind.allCases) -> Counts {
        kinds.reduce(into: Counts()) { $0.add(counts[$1] ?? Counts()) }
    }

    /// Filters and sorts a view in another way; nil keeps the order.
    mutating func arrange(_ view: View, filter: Filter, by sort: Sort? = nil) {
        guard let list = lists[view] else { return }
        lists[view]?.arrange(filter, by: sort ?? list.sort, from: rows.values)
    }

    /// Keeps the row that a view shows at an index there, while the others move; nil lets go.
    mutating func hold(at index: Int?, in view: View) {
        lists[view]?.hold(at: index)
    }

    /// Begins again with these items.
    mutating func replaceAll(_ items: [TrackedItem]) {
        rows = ItemTable()
        rows.reserve(items.count)
        for item in items { rows[item.key] = row(item) }
        recount()
    }

    /// Takes in an item that is new or changed.
    mutating func put(_ item: TrackedItem) { replace(item.key, by: row(item)) }

    /// Forgets an item.
    mutating func remove(_ key: ItemKey) { replace(key, by: nil) }

    /// Judges the rows by other cadences.
    mutating func go(by cadences: Cadences) {
        self.cadences = cadences
        replaceAll(rows.values.map(\.item))
    }

    /// Takes in how a vendor stands; its rows say so once their answers have grown old.
    mutating func mark(_ vendor: Vendor, _ condition: VendorCondition) {
        guard condition.outage != outages[vendor] else { return }
        outages[vendor] = condition.outage
        for old in rows.values where old.key.kind.vendor == vendor { rows[old.key] = row(old.item) }
        recount()
    }

    /// Judges the rows at another moment and gives those that are judged anew. Nothing happens
    /// until the first flag changes.
    @discardableResult
    mutating func pass(to moment: Timestamp) -> [Row] {
        let isBack = moment < now
        now = moment
        if isBack {
            replaceAll(rows.values.map(\.item))
            return []
        }
        guard let nextFlagChange, nextFlagChange <= moment else { return [] }
        let due = rows.values.filter { row in
            row.nextFlagChange.map { $0 <= moment } ?? false
        }
        if due.count > max(16, rows.count / 16) {
            for old in due { rows[old.item.key] = row(old.item) }
            recount()
        } else {
            for old in due { put(old.item) }
            self.nextFlagChange = rows.values.lazy.compactMap(\.nextFlagChange).min()
        }
        return due.compactMap { rows[$0.item.key] }
    }

    /// Whether two lists are the same whatever led to them; the moment at which they look at their
    /// flags again is not part of that.
    static func == (left: Watchlist, right: Watchlist) -> Bool {
        left.rows == right.rows && left.lists == right.lists && left.counts == right.counts
            && left.contents == right.contents && left.answers == right.answers
            && left.now == right.now && left.cadences == right.cadences
    }

    private static let noAnswers = Dictionary(
        uniqueKeysWithValues: Vendor.allCases.map { ($0, VendorAnswers()) })

    private func row(_ item: TrackedItem) -> Row {
        Row(
            item, at: now, cadence: cadences[item.key.kind],
            outage: outages[item.key.kind.vendor])
    }

    private mutating func replace(_ key: ItemKey, by new: Row?) {
        let old = rows[key]
        rows[key] = new
        for view in [View.batches, .stamps, .kyc] {
            switch (old, new) {
            case (let old?, let new?): lists[view]?.replace(old, by: new)
            case (let old?, nil): lists[view]?.remove(old)
            case (nil, let new?): lists[view]?.insert(new)
            case (nil, nil): break
            }
        }
        if let old { count(old, -1) }
        if let new { count(new) }
        let vendor = key.kind.vendor
        if answers[vendor]?.needsRecount == true {
            answers[vendor] = VendorAnswers(
                rows.values.lazy.filter { $0.item.key.kind.vendor == vendor })
        }
        if let first = new?.nextFlagChange {
            nextFlagChange = min(nextFlagChange ?? first, first)
        }
    }

    private mutating func recount() {
        for view in [View.batches, .stamps, .kyc] { lists[view]?.rebuild(from: rows.values) }
        for kind in Kind.allCases { counts[kind] = Counts() }
        contents = BatchColumn.Contents()
        answers = Self.noAnswers
        for row in rows.values { count(row) }
        nextFlagChange = rows.values.lazy.compactMap(\.nextFlagChange).min()
    }

    private mutating func count(_ row: Row, _ step: Int = 1) {
        let kind = row.item.key.kind
        counts[kind, default: Counts()].add(row, step)
        contents.add(row, step)
        answers[kind.vendor, default: VendorAnswers()].add(row, step)
    }
}

extension VendorCondition {
    /// What is wrong with the vendor; nil while it answers or will soon.
    fileprivate var outage: Row.Outage? {
        switch self {
        case .ok, .waiting: nil
        case .failing: .failing
        case .refused: .refused
        }
    }
}
