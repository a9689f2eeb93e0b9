import Domain

/// How many items stand how.
struct Counts: Equatable {
    /// Items by standing.
    private(set) var standings: [Standing: Int] = [:]
    /// Items with at least one flag.
    private(set) var flagged = 0
    /// Items whose last asking failed.
    private(set) var failing = 0

    /// Counts rows.
    init(_ rows: [Row]) {
        for row in rows {
            standings[row.standing, default: 0] += 1
            if !row.flags.isEmpty { flagged += 1 }
            if row.isFailing { failing += 1 }
        }
    }

    /// The counts that are not zero, failing and flagged first: a sign, a number, a word.
    func parts(_ symbols: Symbols) -> [(symbol: String, count: Int, word: String, role: Role)] {
        func standing(_ which: Standing) -> (String, Int, String, Role) {
            (symbols.of(which), standings[which] ?? 0, which.summary, which.role)
        }
        let parts: [(String, Int, String, Role)] =
            [
                standing(.failed),
                (symbols.failing, failing, "unanswered", .warning),
                (symbols.flag, flagged, "flagged", .warning),
                standing(.completedWithFailures), standing(.unknown), standing(.inProgress),
                standing(.pending), standing(.completed),
            ]
        return parts.filter { $0.1 > 0 }
    }
}
