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
    private var lists = [
        RowList(), RowList(of: .stamps), RowList(of: .kyc, by: Sort(column: .submission)),
    ]
    /// What the items tell of each vendor.
    private(set) var answers = PerVendor(VendorAnswers())
    private var sums = Sums()
    /// The rows of items that are about to be loaded, and their sums.
    private var prepared = (rows: ItemTable<Row>(), sums: Sums())
    /// What is wrong with vendors that do not answer.
    private var outages: [Vendor: Row.Outage] = [:]
    private var now: Timestamp
    private var cadences: Cadences

    /// What is summed up over all rows.
    private struct Sums: Equatable {
        /// By the rank of the kind.
        var counts = Kind.allCases.map { _ in Counts() }
        var contents = BatchColumn.Contents()

        mutating func add(_ row: Row, _ step: Int = 1) {
            counts[row.item.kind.rank].add(row, step)
            contents.add(row, step)
        }
    }

    /// A list of nothing.
    init(now: Timestamp, cadences: Cadences) {
        self.now = now
        self.cadences = cadences
    }

    /// The item of a key, when it is tracked.
    subscript(key: ItemKey) -> TrackedItem? { rows[key]?.item }

    /// The rows that a view shows, in its order.
    func rows(of view: View) -> ShownRows {
        Self.place(of: view).map { lists[$0].rows } ?? ShownRows()
    }

    /// Where a view shows an item.
    func index(of key: ItemKey, in view: View) -> Int? {
        guard let row = rows[key], let place = Self.place(of: view) else { return nil }
        return lists[place].index(of: row)
    }

    /// How wide the columns of the Batches table are.
    var contents: BatchColumn.Contents { sums.contents }

    /// How all items stand, or those of some kinds.
    func counts(where isWanted: (Kind) -> Bool = { _ in true }) -> Counts {
        var counts = Counts()
        for kind in Kind.allCases where isWanted(kind) { counts.add(sums.counts[kind.rank]) }
        return counts
    }

    /// Filters and sorts a view in another way; nil keeps the order.
    mutating func arrange(_ view: View, filter: Filter, by sort: Sort? = nil) {
        guard let place = Self.place(of: view) else { return }
        lists[place].arrange(filter, by: sort ?? lists[place].sort, from: rows.values)
    }

    /// Keeps the row that a view shows at an index there, while the others move; nil lets go.
    mutating func hold(at index: Int?, in view: View) {
        if let place = Self.place(of: view) { lists[place].hold(at: index) }
    }

    /// Judges items that are about to be loaded, so that little is left to be done then; none of
    /// them is shown or counted yet.
    mutating func prepare(_ items: [TrackedItem]) {
        for item in items {
            let row = row(item)
            if let known = prepared.rows[item.key] { prepared.sums.add(known, -1) }
            prepared.rows[item.key] = row
            prepared.sums.add(row)
        }
    }

    /// Begins again with these items.
    mutating func replaceAll(_ items: [TrackedItem]) {
        (rows, sums) = prepared
        forgetPrepared()
        let isPrepared = rows.values.elementsEqual(items) { row, item in
            row.item == item && row.nextFlagChange.map { now < $0 } ?? true
        }
        if !isPrepared {
            rows = ItemTable()
            rows.reserve(items.count)
            for item in items { rows[item.key] = row(item) }
            sumUp()
        }
        rebuild()
    }

    /// Takes in an item that is new or changed.
    mutating func put(_ item: TrackedItem) { replace(item.key, by: row(item)) }

    /// Forgets an item.
    mutating func remove(_ key: ItemKey) { replace(key, by: nil) }

    /// Judges the rows by other cadences.
    mutating func go(by cadences: Cadences) {
        self.cadences = cadences
        forgetPrepared()
        replaceAll(rows.values.map(\.item))
    }

    /// Takes in how a vendor stands; its rows say so once their answers have grown old.
    mutating func mark(_ vendor: Vendor, _ condition: VendorCondition) {
        guard condition.outage != outages[vendor] else { return }
        outages[vendor] = condition.outage
        forgetPrepared()
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
            forgetPrepared()
            replaceAll(rows.values.map(\.item))
            return []
        }
        guard let nextFlagChange, nextFlagChange <= moment else { return [] }
        var due: [Row] = []
        var next: Timestamp?
        for row in rows.values {
            guard let change = row.nextFlagChange else { continue }
            if change <= moment { due.append(row) } else { next = min(next ?? change, change) }
        }
        self.nextFlagChange = next
        if due.count > max(16, rows.count / 16) {
            for old in due { rows[old.item.key] = row(old.item) }
            recount()
        } else {
            for old in due { put(old.item) }
        }
        return due.compactMap { rows[$0.item.key] }
    }

    /// Whether two lists are the same whatever led to them; the moment at which they look at their
    /// flags again is not part of that.
    static func == (left: Watchlist, right: Watchlist) -> Bool {
        left.rows == right.rows && left.lists == right.lists && left.sums == right.sums
            && left.answers == right.answers && left.now == right.now
            && left.cadences == right.cadences
    }

    private func row(_ item: TrackedItem) -> Row {
        Row(
            item, at: now, cadence: cadences[item.kind],
            outage: outages.isEmpty ? nil : outages[item.kind.vendor])
    }

    private mutating func replace(_ key: ItemKey, by new: Row?) {
        let old = rows[key]
        if let new { rows.set(new) } else { rows[key] = nil }
        for place in lists.indices where lists[place].takes(key.kind) {
            switch (old, new) {
            case (let old?, let new?):
                lists[place].replace(old, by: new, among: rows.place(of: key) ?? 0)
            case (let old?, nil): lists[place].remove(old)
            case (nil, let new?): lists[place].insert(new)
            case (nil, nil): break
            }
        }
        let vendor = key.kind.vendor
        if let old {
            sums.add(old, -1)
            answers[vendor].add(old, -1)
        }
        if let new {
            sums.add(new)
            answers[vendor].add(new, 1)
        }
        if answers[vendor].needsRecount { answers[vendor] = answers(of: vendor) }
        if let first = new?.nextFlagChange {
            nextFlagChange = min(nextFlagChange ?? first, first)
        }
    }

    /// Which of the lists a view shows; nil for a view that shows something else.
    private static func place(of view: View) -> Int? {
        switch view {
        case .batches: 0
        case .stamps: 1
        case .kyc: 2
        case .activity, .vendors: nil
        }
    }

    private mutating func forgetPrepared() { prepared = (ItemTable(), Sums()) }

    private mutating func recount() {
        sumUp()
        rebuild()
    }

    private mutating func sumUp() {
        sums = Sums()
        for row in rows.values { sums.add(row) }
    }

    private mutating func rebuild() {
        for place in lists.indices { lists[place].rebuild(from: rows.values) }
        for vendor in Vendor.allCases { answers[vendor] = answers(of: vendor) }
        nextFlagChange = rows.values.lazy.compactMap(\.nextFlagChange).min()
    }

    /// What all rows of a vendor tell.
    private func answers(of vendor: Vendor) -> VendorAnswers {
        VendorAnswers(rows.values.lazy.filter { $0.item.kind.vendor == vendor })
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
