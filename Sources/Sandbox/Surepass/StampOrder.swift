/// What will become of one bulk order of stamps at Surepass. Moments in the vendor's seconds.
struct StampOrder: Sendable {
    var quantity: Int
    /// Stamps that cannot be generated.
    var failed = 0
    /// Stamps of the quantity that no list names.
    var unaccounted = 0
    var created: Double
    /// From the order until the last stamp is there.
    var length: Double

    /// The stamps' numbers by group.
    struct Groups {
        var pending: [Int] = []
        var available: [Int] = []
        var failed: [Int] = []
    }

    /// What became of a stamp that was available.
    enum Use { case none, onHold, used }

    func groups(at moment: Double, chance: Chance) -> Groups {
        let listed = quantity - unaccounted
        // Stamps come in clumps of about thirty.
        let curve = Curve(.clumped, steps: listed / 30 + 3, chance: chance)
        let settled = Int(Double(listed) * curve.done(after: (moment - created) / length))
        let sample = Sample(failed, of: listed, chance: chance)
        var groups = Groups(pending: Array(settled..<max(listed, settled)))
        for stamp in 0..<settled {
            if sample.contains(stamp) {
                groups.failed.append(stamp)
            } else {
                groups.available.append(stamp)
            }
        }
        return groups
    }

    /// An available stamp in twenty is on hold, two are used.
    static func use(of stamp: Int, chance: Chance) -> Use {
        switch chance.number(1_000_000 + stamp, below: 20) {
        case 0: .onHold
        case 1, 2: .used
        default: .none
        }
    }
}
