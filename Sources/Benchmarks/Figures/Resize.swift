import TerminalUI
import TestSupport

/// From a resized window to its last byte.
enum Resize {
    static let benchmark = Benchmark(
        name: "resize", measures: "from a resize to the full repaint", run: run)

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        let (own, floor) = try await bench.pair(items: 1000)
        defer {
            own.close()
            floor.close()
        }
        bench.progress("resize")
        var mine: [Double] = []
        var least: [Double] = []
        for round in 0..<40 {
            let size = Size(width: 100 + round % 2 * 30, height: 30 + round % 3 * 5)
            mine.append(try time(own, size))
            least.append(try time(floor, size))
        }
        return [
            Figure(
                name: "resize to repaint", vigil: mine.median, yardstick: ("floor", least.median),
                unit: "ms", bound: .ratioAtMost(1.5))
        ]
    }

    private static func time(_ program: ScreenProgram, _ size: Size) throws -> Double {
        program.settle()
        let begun = ContinuousClock.now
        try program.resize(size)
        try program.wait("the list in its new size") { $0.isAt("1/1,000") && $0.size == size }
        return (program.settle(quiet: .milliseconds(15)) - begun).inMilliseconds
    }
}
