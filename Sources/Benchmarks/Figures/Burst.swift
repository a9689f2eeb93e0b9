/// A thousand keys written at once, as a held key or a paste into the wrong window does.
enum Burst {
    static let benchmark = Benchmark(
        name: "burst", measures: "1,000 keys written at once", run: run)

    private static let items = 10_000

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        let home = try await bench.home(items: items)
        bench.progress("burst")
        let own = try ScreenProgram(bench.vigil, home.arguments)
        defer { own.close() }
        let floor = try ScreenProgram(bench.floor, ["\(items)"])
        defer { floor.close() }
        var mine: [Double] = []
        var least: [Double] = []
        for round in 0..<9 {
            mine.append(try time(own, from: round * 1000))
            least.append(try time(floor, from: round * 1000))
        }
        return [
            Figure(
                name: "1,000 keys at once, none lost", vigil: mine.median,
                yardstick: ("floor", least.median), unit: "ms", bound: .ratioAtMost(5))
        ]
    }

    private static func time(_ program: ScreenProgram, from row: Int) throws -> Double {
        try program.wait("row \(row + 1)") { $0.isAt("\(grouped(row + 1))/\(grouped(items))") }
        program.settle()
        let begun = ContinuousClock.now
        try program.sendAll(String(repeating: "j", count: 1000))
        let end = try program.wait("1,000 rows further down") {
            $0.isAt("\(grouped(row + 1001))/\(grouped(items))")
        }
        return (end - begun).inMilliseconds
    }
}
