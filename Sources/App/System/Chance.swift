import Synchronization

/// Numbers that are random enough to spread requests over time, without asking the system for each:
/// SplitMix64 from a seed of the system's.
final class Chance: Sendable {
    private let state = Mutex(UInt64.random(in: .min ... .max))

    /// A number from 0 up to but not including 1.
    func next() -> Double {
        let bits = state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
        return Double(bits >> 11) * 0x1p-53
    }
}
