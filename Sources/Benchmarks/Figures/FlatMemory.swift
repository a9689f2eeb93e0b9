import TestSupport

/// Whether what stays in memory is the same after a million checks as after the first of them.
enum FlatMemory {
    static let benchmark = Benchmark(
        name: "flat", measures: "resident memory over --checks N, a million unless told",
        run: run)

    /// Few enough that each item's latest counts are complete before the first quarter ends.
    private static let items = 1000
    private static let samples = 40

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        let vendor = try BatchVendor()
        defer { vendor.stop() }
        let home = try await bench.home(
            named: "flat", items: items, port: vendor.port, every: "100ms", isDue: true)
        let own = try ScreenProgram(bench.vigil, home.arguments)
        defer { own.close() }
        try own.wait("the list") { $0.isAt("1/\(grouped(items))") }
        let begun = ContinuousClock.now
        var memory: [Double] = []
        for sample in 1...samples {
            let goal = bench.options.checks * sample / samples
            let deadline = ContinuousClock.now + .seconds(600)
            while vendor.answered < goal {
                guard ContinuousClock.now < deadline else {
                    throw BenchmarkFailure("no more checks after \(vendor.answered)")
                }
                own.watch(for: .milliseconds(200))
            }
            memory.append(own.figures.residentMegabytes)
            bench.progress(
                "flat: \(grouped(vendor.answered)) checks, \(Report.short(memory.last ?? 0)) MiB")
        }
        let seconds = (ContinuousClock.now - begun).inMilliseconds / 1000
        let quarter = samples / 4
        let first = Array(memory.prefix(quarter)).median
        let last = Array(memory.suffix(quarter)).median
        return [
            Figure(
                name: "resident over \(grouped(vendor.answered)) checks: the last quarter's",
                vigil: last, yardstick: ("the first's", first), unit: "MiB",
                bound: .ratioAtMost(1.02)),
            Figure(
                name: "checks a second meanwhile", vigil: Double(vendor.answered) / seconds,
                unit: "/s"),
        ]
    }
}
