import CSQLite
import Domain

/// A table as a rescue sees it: its columns and the number by which its rows are walked.
struct Table {
    let name: String
    let columns: [String]
    /// The columns of its key, the last of which is a number that rows are walked by.
    let key: [String]

    init(_ name: String, in connection: Connection) throws(StoreFailure) {
        self.name = name
        let columns = try connection.rows("SELECT name, pk FROM pragma_table_info('\(name)')") {
            row throws(StoreFailure) in
            (name: try row.required(row.text()), place: try row.required(row.count()))
        }
        self.columns = columns.map(\.name)
        key = columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }.map(\.name)
    }
}

/// Carries the rows of one table over, walking by key past pages that cannot be read: where the
/// walk from below ends, one from above begins, and what lies between is searched with growing
/// strides.
struct Salvage {
    let table: Table
    let old: Connection
    let new: Connection
    private(set) var saved = 0
    /// Whether a stretch was met that could not be read.
    private var hasGaps = false

    init(table: Table, from old: Connection, to new: Connection) {
        self.table = table
        self.old = old
        self.new = new
    }

    mutating func run() throws(StoreFailure) {
        guard table.key.count > 1 else {
            try walk(within: nil)
            return
        }
        // Rows that belong to an item are walked item by item.
        for item in 1...max(1, try newestItem()) { try walk(within: Int64(item)) }
    }

    /// How many rows are missing; nil when some are and nobody can count them.
    func lost() throws(StoreFailure) -> Int? {
        let whole = try? old.number("SELECT count(*) FROM \(table.name)")
        if let whole, !hasGaps || whole > saved { return max(0, whole - saved) }
        guard table.columns.first == "sequence", table.key == ["sequence"] else {
            return hasGaps ? nil : 0
        }
        // Rows of such a table are numbered from 1 and never taken away.
        let last = try new.number("SELECT coalesce(max(sequence), 0) FROM \(table.name)")
        return last > saved ? last - saved : hasGaps ? nil : 0
    }

    /// The highest number an item can have: rows are left of some that are lost themselves.
    private func newestItem() throws(StoreFailure) -> Int {
        let known = try new.number("SELECT coalesce(max(sequence), 0) FROM item")
        let used = try? old.number("SELECT coalesce(max(item), 0) FROM \(table.name)")
        // A number from a damaged page may be anything.
        return max(known, min(used ?? 0, known + 100_000))
    }

    private mutating func walk(within item: Int64?) throws(StoreFailure) {
        guard let low = try climb(from: 0, within: item) else { return }
        hasGaps = true
        guard let high = try descend(above: low, within: item) else { return }
        // Between the two ends, strides that double until something can be read again.
        var edge = low
        while edge < high {
            guard let next = firstReadable(after: edge, below: high, within: item),
                let stop = try climb(from: next, upTo: high, within: item)
            else { return }
            edge = max(stop, next)
        }
    }

    /// Copies upwards from a number on; gives the number behind which it could not read, or nil
    /// at the end.
    private mutating func climb(
        from start: Int64, upTo end: Int64 = .max, within item: Int64?
    ) throws(StoreFailure) -> Int64? {
        var next = start
        while true {
            guard let row = read(">=", next, "ASC", item) else { return next }
            guard let row = row.first, row.number <= end else { return nil }
            try keep(row.values)
            guard row.number < .max else { return nil }
            next = row.number + 1
        }
    }

    /// Copies downwards from the highest number; gives the number that it did not get below, or
    /// nil when nothing is left.
    private mutating func descend(
        above low: Int64, within item: Int64?
    ) throws(StoreFailure) -> Int64? {
        var next = Int64.max
        while true {
            guard let row = read("<=", next, "DESC", item) else { return next }
            guard let row = row.first, row.number >= low else { return nil }
            try keep(row.values)
            guard row.number > .min else { return nil }
            next = row.number - 1
        }
    }

    /// The lowest number from which on rows can be read again.
    private func firstReadable(
        after edge: Int64, below high: Int64, within item: Int64?
    ) -> Int64? {
        var stride: Int64 = 1
        var last = edge
        while true {
            let (far, overflow) = edge.addingReportingOverflow(stride)
            let sum = overflow ? high : min(far, high)
            if read(">=", sum, "ASC", item) != nil {
                // The damaged stretch ends between the last two tries.
                var (bad, good) = (last, sum)
                while good - bad > 1 {
                    let middle = bad + (good - bad) / 2
                    if read(">=", middle, "ASC", item) == nil {
                        bad = middle
                    } else {
                        good = middle
                    }
                }
                return good
            }
            guard sum < high else { return nil }
            last = sum
            stride = stride > .max / 2 ? .max : stride * 2
        }
    }

    /// One row, or none at the end; nil when it cannot be read.
    private func read(
        _ comparison: String, _ number: Int64, _ order: String, _ item: Int64?
    ) -> [(number: Int64, values: [Value])]? {
        let key = table.key.last ?? "rowid"
        let prefix = item == nil ? "" : "\(table.key[0]) = ?2 AND"
        let sql = """
            SELECT \(key), \(table.columns.joined(separator: ", ")) FROM \(table.name)
            WHERE \(prefix) \(key) \(comparison) ?1 ORDER BY \(key) \(order) LIMIT 1
            """
        let count = table.columns.count
        return try? old.rows(sql, [.integer(number)] + (item.map { [.integer($0)] } ?? [])) {
            row throws(StoreFailure) in
            (
                number: try row.required(row.integer()),
                values: (0..<count).map { _ in row.value() }
            )
        }
    }

    /// A row whose values make no sense in the new store is lost; a full disk ends the rescue.
    private mutating func keep(_ values: [Value]) throws(StoreFailure) {
        let marks = (1...values.count).map { "?\($0)" }.joined(separator: ", ")
        do throws(StoreFailure) {
            saved += try new.run(
                """
                INSERT OR IGNORE INTO \(table.name) (\(table.columns.joined(separator: ", ")))
                VALUES (\(marks))
                """, values)
        } catch  where error.reason == .other {
            hasGaps = true
        }
    }
}
