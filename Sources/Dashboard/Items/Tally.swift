/// How often each small number occurs, so that the largest is known without looking at all that
/// were counted.
struct Tally: Equatable, Sendable {
    private var counts: [Int] = []

    /// Larger numbers are counted as this one.
    private static let limit = 512

    /// The largest number that occurs; zero when none does.
    var largest: Int { max(0, counts.count - 1) }

    /// Counts a number, or with -1 takes it back.
    mutating func add(_ number: Int, _ step: Int = 1) {
        let place = min(max(0, number), Self.limit)
        if place >= counts.count {
            counts += [Int](repeating: 0, count: place + 1 - counts.count)
        }
        counts[place] += step
        while counts.last == 0 { counts.removeLast() }
    }
}
