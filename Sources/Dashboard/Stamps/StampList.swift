import Domain

/// The ids of one group of an order, or those of them that a search found, without a copy of
/// either.
struct StampList {
    private let stamps: StampIDs
    private let found: [Int32]?

    /// All ids of a group, or those at these places.
    init(_ stamps: StampIDs, found: [Int32]? = nil) {
        self.stamps = stamps
        self.found = found
    }

    /// How many there are.
    var count: Int { found?.count ?? stamps.count }

    /// How many there are without the search.
    var countBeforeSearch: Int { stamps.count }

    /// One of them, counted from 0; the caller keeps within `count`.
    subscript(place: Int) -> String { stamps[found.map { Int($0[place]) } ?? place] }

    /// All of them, one a line, or nil when that takes more than so many bytes.
    func text(atMost limit: Int) -> String? {
        var text = ""
        for place in 0..<count {
            let stamp = self[place]
            guard text.utf8.count + stamp.utf8.count < limit else { return nil }
            text += stamp + "\n"
        }
        return text
    }
}
