import TestSupport

/// What stays in memory once the list is on the screen.
enum Memory {
    static let benchmark = Benchmark(
        name: "memory", measures: "resident memory with 1,000 and 100,000 items", run: run)

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        var figures: [Figure] = []
        for (items, limit) in [(1000, 16.0), (100_000, 48.0)] {
            let home = try await bench.home(items: items)
            bench.progress("memory with \(items) items")
            let floor = try resident(bench.floor, ["\(items)"], items: items)
            let own = try resident(bench.vigil, home.arguments, items: items)
            figures.append(
                Figure(
                    name: "resident, \(grouped(items)) items", vigil: own,
                    yardstick: ("floor", floor), unit: "MiB", bound: .atMost(limit)))
        }
        return figures
    }

    private static func resident(
        _ path: String, _ arguments: [String], items: Int
    ) throws -> Double {
        let program = try ScreenProgram(path, arguments)
        defer { program.close() }
        try program.wait("the list") { $0.isAt("1/\(grouped(items))") }
        program.watch(for: .seconds(3))
        return program.figures.residentMegabytes
    }
}
