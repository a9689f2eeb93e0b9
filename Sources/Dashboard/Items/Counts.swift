import Domain

/// How many items stand how; kept up to date row by row.
struct Counts: Equatable, Sendable {
    /// All items.
    private(set) var all = 0
    /// Items with at least one flag.
    private(set) var flagged = 0
    /// Items past their vendor's own limit.
    private(set) var overdue = 0
    /// Items whose last asking failed.
    private(set) var failing = 0
    /// Records of the work that goes on, where the vendor counts them.
    private var liveRecords = 0.0
    /// Those of them that are handled.
    private var liveProcessed = 0.0
    /// By the number of the standing; plain memory, for every frame asks.
    private var standings = SIMD8<Int32>()

    /// Takes a row in, or with -1 out again.
    mutating func add(_ row: Row, _ step: Int = 1) {
        all += step
        standings[row.standing.rawValue] += Int32(step)
        if !row.flagSet.isEmpty { flagged += step }
        if row.flagSet.contains(.overdue) { overdue += step }
        if row.isFailing { failing += step }
        let item = row.item
        guard !item.state.isFinal, let all = item.total, all > 0, let done = item.processed
        else { return }
        liveRecords += Double(all) * Double(step)
        liveProcessed += Double(min(max(0, done), all)) * Double(step)
    }

    /// Takes in what others counted.
    mutating func add(_ other: Counts) {
        all += other.all
        flagged += other.flagged
        overdue += other.overdue
        failing += other.failing
        liveRecords += other.liveRecords
        liveProcessed += other.liveProcessed
        standings &+= other.standings
    }

    /// Items that stand this way.
    subscript(standing: Standing) -> Int { Int(standings[standing.rawValue]) }

    /// Items whose work goes on.
    var live: Int { self[.pending] + self[.inProgress] + self[.unknown] }

    /// The processed share of all work that goes on and is counted, in whole percent; nil when
    /// none is.
    var percentOfLive: Int? {
        liveRecords >= 1 ? min(100, Int(liveProcessed / liveRecords * 100)) : nil
    }

    /// The same without the records, of which each answer counts others.
    var withoutRecords: Counts {
        var counts = self
        counts.liveRecords = 0
        counts.liveProcessed = 0
        return counts
    }

    /// The counts that are not zero, failed and overdue first: a sign, a number, a word.
    func parts(_ symbols: Symbols) -> [(symbol: String, count: Int, word: String, role: Role)] {
        func standing(_ which: Standing) -> (String, Int, String, Role) {
            (symbols.of(which), self[which], which.summary, which.role)
        }
        let parts: [(String, Int, String, Role)] =
            [
                standing(.failed),
                (symbols.flag, overdue, "overdue", .warning),
                (symbols.failing, failing, "unanswered", .warning),
                (symbols.flag, flagged - overdue, "flagged", .warning),
                standing(.completedWithFailures), standing(.unknown), standing(.inProgress),
                standing(.pending), standing(.completed),
            ]
        return parts.filter { $0.1 > 0 }
    }
}
