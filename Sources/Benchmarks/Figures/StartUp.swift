import TestSupport

/// From starting the process to the last byte of the full screen.
enum StartUp {
    static let benchmark = Benchmark(
        name: "start", measures: "from starting to the full screen", run: run)

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        var figures: [Figure] = []
        for (items, limit) in [(100, 10.0), (10_000, 30.0)] {
            let home = try await bench.home(items: items)
            bench.progress("start with \(items) items")
            var own: [Double] = []
            var floor: [Double] = []
            // In turns, so that a slow moment of the machine falls on both.
            for _ in 0..<15 {
                own.append(try time(bench.vigil, home.arguments, items: items))
                floor.append(try time(bench.floor, ["\(items)"], items: items))
            }
            figures.append(
                Figure(
                    name: "start, \(grouped(items)) items", vigil: own.median,
                    yardstick: ("floor", floor.median), unit: "ms", bound: .atMost(limit)))
            for tool in ["htop", "tig"] where items == 100 {
                guard let path = Workbench.find(tool) else { continue }
                guard let times = try? (0..<5).map({ _ in try timeUntilQuiet(path, bench) }) else {
                    bench.missing.append("\(tool) showing anything here")
                    continue
                }
                figures.append(
                    Figure(
                        name: "start beside \(tool)", vigil: own.median,
                        yardstick: (tool, times.median), unit: "ms", bound: .ratioAtMost(1)))
            }
        }
        return figures
    }

    private static func time(
        _ path: String, _ arguments: [String], items: Int
    ) throws -> Double {
        let program = try ScreenProgram(path, arguments)
        defer { program.close() }
        let end = try program.wait("the full screen of \(path)") {
            $0.isAt("1/\(grouped(items))")
        }
        return (end - program.startedAt).inMilliseconds
    }

    /// Tools whose screen is not known are done when they have been silent for a while.
    private static func timeUntilQuiet(_ path: String, _ bench: Workbench) throws -> Double {
        // tig needs a repository: the one it is started in, if it is one.
        let program = try ScreenProgram(path, [], home: bench.folder)
        defer { program.close() }
        try program.wait("anything of \(path)", deadline: .seconds(5)) { $0.isOnAlternateScreen }
        return (program.settle(quiet: .milliseconds(300)) - program.startedAt).inMilliseconds
    }
}
