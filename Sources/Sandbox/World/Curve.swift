/// How work gets done over its time: unevenly, but never backwards.
///
/// Both its time and its work are shares from 0 to 1, and it leads from (0, 0) to (1, 1).
struct Curve: Sendable {
    /// Records flow through at a changing rate, or stamps arrive many at once.
    enum Shape { case flowing, clumped }

    private let shape: Shape
    private let chance: Chance
    private let weights: [Double]
    private let sum: Double

    init(_ shape: Shape, steps: Int, chance: Chance) {
        self.shape = shape
        self.chance = chance
        let count = min(max(steps, 1), 400)
        weights = (0..<count).map { 0.2 + 1.6 * chance.fraction($0) }
        sum = weights.reduce(0, +)
    }

    /// The share of work done after a share of the time.
    func done(after time: Double) -> Double {
        guard time < 1 else { return 1 }
        guard time > 0 else { return 0 }
        let place = time * Double(weights.count)
        let step = min(Int(place), weights.count - 1)
        let before = weights[..<step].reduce(0, +)
        return min((before + weights[step] * part(of: step, after: place - Double(step))) / sum, 1)
    }

    /// The share of time after which a share of the work is done, where it flows.
    func time(until done: Double) -> Double {
        var left = done * sum
        for (step, weight) in weights.enumerated() {
            if left < weight { return (Double(step) + left / weight) / Double(weights.count) }
            left -= weight
        }
        return 1
    }

    private func part(of step: Int, after time: Double) -> Double {
        switch shape {
        case .flowing: time
        case .clumped: time >= 0.1 + 0.9 * chance.fraction(weights.count + step) ? 1 : 0
        }
    }
}
