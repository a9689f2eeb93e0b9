import TestSupport

/// What watching costs while nothing moves but the clock.
enum Idle {
    static let benchmark = Benchmark(
        name: "idle", measures: "CPU, wake-ups and bytes with 1,000 still items", run: run)

    private static let seconds = 60

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        let home = try await bench.home(items: 1000)
        let own = try ScreenProgram(bench.vigil, home.arguments)
        defer { own.close() }
        try own.wait("the list") { $0.isAt("1/1,000") }
        own.watch(for: .seconds(3))
        bench.progress("idle: \(seconds) s of watching nothing")
        let before = (cpu: own.figures.cpu, wakeUps: own.figures.wakeUps, bytes: own.bytes)
        own.watch(for: .seconds(seconds))
        let cpu = (own.figures.cpu - before.cpu).inMilliseconds * 60 / Double(seconds)
        let wakeUps = Double(own.figures.wakeUps - before.wakeUps) / Double(seconds)
        let bytes = Double(own.bytes - before.bytes) / Double(seconds)
        return [
            Figure(name: "idle: CPU a minute", vigil: cpu, unit: "ms", bound: .atMost(25)),
            Figure(name: "idle: wake-ups a second", vigil: wakeUps, unit: "", bound: .atMost(2)),
            Figure(name: "idle: bytes a second", vigil: bytes, unit: "B", bound: .atMost(50)),
        ]
    }
}
