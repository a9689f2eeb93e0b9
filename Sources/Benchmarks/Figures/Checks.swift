import Glibc
import TestSupport

/// Checks from end to end, request, decoding, store and screen, beside curl fetching the same URLs.
enum Checks {
    static let benchmark = Benchmark(
        name: "checks", measures: "checks a second and CPU for each, beside curl --parallel",
        run: run)

    /// So many, half of them going on, that the interval never holds the checks back.
    private static let items = 80_000
    /// How many connections both sides may have.
    private static let connections = 8

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        let vendor = try BatchVendor()
        defer { vendor.stop() }
        let home = try await bench.home(
            named: "checks", items: items, port: vendor.port, every: "1s", isDue: true)
        // Before and after, for machines are slower one minute than the next.
        let curlBefore = try curlRate(bench, vendor, home)
        let own = try ScreenProgram(bench.vigil, home.arguments)
        defer { own.close() }
        try own.wait("the list") { $0.isAt("1/\(grouped(items))") }
        own.watch(for: .seconds(3))
        bench.progress("checks: 10 s beside a loopback server")
        let before = (vendor.answered, own.figures.cpu, own.figures.residentMegabytes)
        let begun = ContinuousClock.now
        own.watch(for: .seconds(10))
        let seconds = (ContinuousClock.now - begun).inMilliseconds / 1000
        let count = Double(vendor.answered - before.0)
        let cpu = (own.figures.cpu - before.1).inMilliseconds * 1000 / max(1, count)
        own.close()
        let curl = try [curlBefore, curlRate(bench, vendor, home)].compactMap(\.self)
        return [
            Figure(
                name: "checks a second", vigil: count / seconds,
                yardstick: curl.isEmpty
                    ? nil : ("curl", curl.reduce(0, +) / Double(curl.count)), unit: "/s",
                bound: .ratioAtLeast(0.8)),
            Figure(name: "CPU of a check", vigil: cpu, unit: "µs", bound: .atMost(60)),
        ]
    }

    /// Requests a second of `curl --parallel`; nil where it is not installed.
    private static func curlRate(
        _ bench: Workbench, _ vendor: BatchVendor, _ home: Home
    ) throws -> Double? {
        guard let curl = Workbench.find("curl") else { return nil }
        let count = 20_000
        let list = "\(home.path)/urls"
        var text = ""
        for number in 0..<count {
            let id = Home.batchID(number % items)
            text += "url=http://127.0.0.1:\(vendor.port)/entity/kyc/import/batch/\(id)\n"
            text += "output=/dev/null\n"
        }
        try home.write(text, to: "urls")
        let begun = ContinuousClock.now
        let arguments = [
            "--silent", "--parallel", "--parallel-max", "\(connections)", "--config", list,
        ]
        let program = try ScreenProgram(curl, arguments)
        program.settle(quiet: .seconds(60), deadline: .seconds(60))
        program.close()
        let seconds = (program.endedAt - begun).inMilliseconds / 1000
        return Double(count) / seconds
    }
}
