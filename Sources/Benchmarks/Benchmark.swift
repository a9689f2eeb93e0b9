/// One measurement that the table has lines of.
struct Benchmark: Sendable {
    /// The word that `--only` takes.
    let name: String
    /// What it measures, in a few words for `--help`.
    let measures: String
    /// Measures it; whatever takes long says so through the workbench's progress line.
    let run: @Sendable (Workbench) async throws -> [Figure]

    /// Every benchmark in the order of the table.
    static let all: [Benchmark] = [
        StartUp.benchmark, Keys.benchmark, Burst.benchmark, Bytes.benchmark, Resize.benchmark,
        Idle.benchmark, Memory.benchmark, FlatMemory.benchmark, Checks.benchmark,
        StampOrders.benchmark, Growth.benchmark, WeeksOfPolling.benchmark, Instructions.benchmark,
        Endurance.benchmark,
    ]
}

/// One line of the table.
struct Figure {
    /// What was measured.
    let name: String
    /// Vigil's figure.
    let vigil: Double
    /// What it is measured against, in the same run.
    var yardstick: (name: String, value: Double)?
    /// What the numbers count, such as `ms`.
    let unit: String
    /// What holds it, such as `at most 1.5 x`; empty when nothing does.
    var bound = Bound.none

    /// What a figure has to keep to.
    enum Bound {
        /// It is printed for its own sake.
        case none
        /// The figure itself is at most this.
        case atMost(Double)
        /// It is at most this many times the yardstick.
        case ratioAtMost(Double)
        /// It is at least this many times the yardstick.
        case ratioAtLeast(Double)
    }

    /// Vigil's figure over the yardstick's.
    var ratio: Double? {
        yardstick.flatMap { $0.value > 0 ? vigil / $0.value : nil }
    }

    /// Whether the figure keeps to its bound; nil when nothing holds it.
    var isKept: Bool? {
        switch bound {
        case .none: nil
        case .atMost(let limit): vigil <= limit
        case .ratioAtMost(let limit): ratio.map { $0 <= limit }
        case .ratioAtLeast(let limit): ratio.map { $0 >= limit }
        }
    }
}

/// Why a measurement could not be made.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension [Double] {
    /// The middle value; zero of nothing.
    var median: Double { percentile(0.5) }

    /// The value below which this part of the values lies; zero of nothing.
    func percentile(_ part: Double) -> Double {
        let ordered = sorted()
        guard !ordered.isEmpty else { return 0 }
        return ordered[Swift.min(ordered.count - 1, Int(Double(ordered.count) * part))]
    }
}

extension Duration {
    /// The duration in milliseconds with its fraction.
    var inMilliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
