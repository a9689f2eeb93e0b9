/// A fixed number of a row's places, picked by lot but spread evenly: which records of a batch
/// fail, which stamps of an order.
struct Sample: Sendable {
    private let total: Int
    private let picked: Int
    private let chance: Chance

    init(_ picked: Int, of total: Int, chance: Chance) {
        self.total = max(total, 0)
        self.picked = min(max(picked, 0), self.total)
        self.chance = chance
    }

    /// How many of the first `places` are picked.
    func count(inFirst places: Int) -> Int {
        guard picked > 0, places > 0 else { return 0 }
        guard places < total else { return picked }
        // The row is cut into as many stretches as there are picks, one pick in each.
        var stretch = places * picked / total
        while start(of: stretch + 1) <= places { stretch += 1 }
        let length = start(of: stretch + 1) - start(of: stretch)
        let pick = start(of: stretch) + chance.number(stretch, below: length)
        return stretch + (pick < places ? 1 : 0)
    }

    func contains(_ place: Int) -> Bool {
        count(inFirst: place + 1) > count(inFirst: place)
    }

    private func start(of stretch: Int) -> Int { stretch * total / picked }
}
