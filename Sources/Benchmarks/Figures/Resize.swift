import TerminalUI
import TestSupport

/// From a resized window to its last byte.
enum Resize {
    static let benchmark = Benchmark(
        name: "resize", measures: "from a resize to the full repaint", run: run)

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        let home = try await bench.home(items: 1000)
        bench.progress("resize")
        let own = try ScreenProgram(bench.vigil, home.arguments)
        defer { own.close() }
        let floor = try ScreenProgram(bench.floor, ["1000"])
        defer { floor.close() }
        var mine: [Double] = []
        var least: [Double] = []
        for program in [own, floor] { try program.wait("the list") { $0.isAt("1/1,000") } }
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
