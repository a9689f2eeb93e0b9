import Glibc
import Simulation

/// Thirty days of five thousand items, with outages, throttling, restarts and clocks that jump.
enum WeeksOfPolling {
    static let benchmark = Benchmark(
        name: "weeks", measures: "thirty simulated days of polling, counted at the vendors' side",
        run: run)

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        var template = Array("/tmp/vigil-weeks-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw BenchmarkFailure("no folder can be made in /tmp")
        }
        let folder = String(
            decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer {
            for name in ["vigil.db", "vigil.db-wal", "vigil.db-shm", "vigil.db-audit", ""] {
                remove("\(folder)/\(name)")
            }
        }
        let days = 30
        let begun = ContinuousClock.now
        let report = try await Weeks(days: days, items: 5000, folder: folder).run { day in
            bench.progress("weeks: day \(day) of \(days)")
        }
        let spent = (ContinuousClock.now - begun) / .seconds(1)
        func size(_ sizes: [Int], _ day: Int) -> Double {
            Double(sizes[min(day, sizes.count - 1)]) / Double(1 << 20)
        }
        let requests = report.requests.sorted { $0.key < $1.key }.map { vendor, count in
            Figure(name: "requests to \(vendor)", vigil: Double(count), unit: "")
        }
        let first = "after day 1"
        return [
            Figure(name: "30 days of 5,000 items", vigil: spent, unit: "s"),
            Figure(name: "checks", vigil: Double(report.checks), unit: ""),
        ] + requests + [
            Figure(name: "final at the vendors", vigil: Double(report.finals), unit: ""),
            Figure(
                name: "final and not seen", vigil: Double(report.unseen.count), unit: "",
                bound: .atMost(0)),
            Figure(
                name: "limits exceeded", vigil: Double(report.violations.count), unit: "",
                bound: .atMost(0)),
            Figure(
                name: "checked after the end", vigil: Double(report.checkedAfterEnd.count),
                unit: "", bound: .atMost(0)),
            Figure(
                name: "memory after day 30", vigil: size(report.memory, days),
                yardstick: (first, size(report.memory, 1)), unit: "MiB", bound: .ratioAtMost(1.1)),
            Figure(
                name: "store after day 30", vigil: size(report.storeSize, days),
                yardstick: (first, size(report.storeSize, 1)), unit: "MiB",
                bound: .ratioAtMost(1.1)),
        ]
    }
}
