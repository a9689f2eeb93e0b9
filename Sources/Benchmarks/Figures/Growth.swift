import TestSupport

/// What each further item costs, from a hundred items to a hundred thousand.
enum Growth {
    static let benchmark = Benchmark(
        name: "growth", measures: "cost for each item with 100 to 100,000 items", run: run)

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        var figures: [Figure] = []
        var last: (items: Int, start: Double, memory: Double)?
        for items in [100, 1000, 10_000, 100_000] {
            let home = try await bench.home(items: items)
            bench.progress("growth: \(items) items")
            var starts: [Double] = []
            var memory: [Double] = []
            for _ in 0..<(items > 10_000 ? 3 : 7) {
                let own = try ScreenProgram(bench.vigil, home.arguments)
                defer { own.close() }
                let end = try own.wait("the list") { $0.isAt("1/\(grouped(items))") }
                starts.append((end - own.startedAt).inMilliseconds)
                own.watch(for: .seconds(1))
                memory.append(own.figures.residentMegabytes)
            }
            if let last {
                let more = Double(items - last.items)
                figures.append(
                    Figure(
                        name: "start for each item, to \(grouped(items))",
                        vigil: (starts.median - last.start) / more * 1000, unit: "µs"))
                figures.append(
                    Figure(
                        name: "memory for each item, to \(grouped(items))",
                        vigil: (memory.median - last.memory) / more * 1_048_576, unit: "B"))
            }
            last = (items, starts.median, memory.median)
        }
        return figures
    }
}
