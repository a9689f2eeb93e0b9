/// Numbers that look drawn by lot and are the same each time for the same seed and subject.
struct Chance: Sendable {
    private let state: UInt64

    init(seed: UInt64, _ subject: UInt64...) {
        state = subject.reduce(Chance.mix(seed)) { Chance.mix($0 ^ Chance.mix($1)) }
    }

    /// The number at a place of this subject's endless row.
    func number(_ place: Int) -> UInt64 {
        Chance.mix(state ^ Chance.mix(UInt64(truncatingIfNeeded: place)))
    }

    /// From 0 up to, but not, 1.
    func fraction(_ place: Int) -> Double { Double(number(place) >> 11) / 9_007_199_254_740_992 }

    /// From 0 up to, but not, `bound`.
    func number(_ place: Int, below bound: Int) -> Int {
        Int(number(place) % UInt64(max(bound, 1)))
    }

    /// SplitMix64's output function (Steele, Lea, Flood 2014).
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
