import TestSupport

/// From a key to the last byte that it paints, with 10,000 items of which half are changing.
enum Keys {
    static let benchmark = Benchmark(
        name: "keys", measures: "from a key to the last byte painted, and CPU per key", run: run)

    private static let items = 10_000
    /// Changes each second, here and in the floor.
    private static let changes = 500
    private static let keys = 600

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        let vendor = try BatchVendor()
        defer { vendor.stop() }
        // Half of the items go on and are asked about every ten seconds, one after the other as the
        // floor changes them.
        let seconds = items / 2 / changes
        let home = try await bench.home(
            named: "moving", items: items, port: vendor.port, every: "\(seconds)s", over: seconds)
        bench.progress("keys")
        var own = try ScreenProgram(bench.vigil, home.arguments)
        defer { own.close() }
        var floor = try ScreenProgram(bench.floor, ["\(items)", "\(changes)"])
        defer { floor.close() }
        let mine = try latencies(own)
        let least = try latencies(floor)
        own.close()
        floor.close()
        // CPU without the changes, so that nothing but the keys costs any.
        (own, floor) = try await bench.pair(items: items)
        let myCPU = try cpuPerKey(own)
        let leastCPU = try cpuPerKey(floor)
        return [
            Figure(
                name: "key to paint, median", vigil: mine.median,
                yardstick: ("floor", least.median), unit: "ms", bound: .ratioAtMost(1.5)),
            Figure(
                name: "key to paint, p99", vigil: mine.percentile(0.99),
                yardstick: ("floor", least.percentile(0.99)), unit: "ms", bound: .atMost(2)),
            Figure(
                name: "CPU per key", vigil: myCPU, yardstick: ("floor", leastCPU), unit: "µs",
                bound: .ratioAtMost(2)),
        ]
    }

    private static func latencies(_ program: ScreenProgram) throws -> [Double] {
        try arrive(program)
        program.watch(for: .seconds(1))
        var times: [Double] = []
        for place in 2...(keys + 1) {
            let begun = ContinuousClock.now
            program.send("j")
            let end = try program.wait("row \(place)") {
                $0.isAt("\(grouped(place))/\(grouped(items))")
            }
            times.append((end - begun).inMilliseconds)
            program.watch(for: .milliseconds(5 + place % 7))
        }
        return times
    }

    private static func cpuPerKey(_ program: ScreenProgram) throws -> Double {
        try arrive(program)
        program.watch(for: .seconds(1))
        let before = program.figures.cpu
        for place in 2...(keys + 1) {
            program.send("j")
            try program.wait("row \(place)") { $0.isAt("\(grouped(place))/\(grouped(items))") }
        }
        program.settle()
        return (program.figures.cpu - before).inMilliseconds * 1000 / Double(keys)
    }

    private static func arrive(_ program: ScreenProgram) throws {
        try program.wait("the list") { $0.isAt("1/\(grouped(items))") }
        program.settle(quiet: .milliseconds(20), deadline: .seconds(1))
    }
}
