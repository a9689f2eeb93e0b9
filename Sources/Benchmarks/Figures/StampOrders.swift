import TestSupport

/// An order of very many stamps: from its answer's bytes to the screen, and moving about in it.
enum StampOrders {
    static let benchmark = Benchmark(
        name: "order", measures: "a stamp order of 100,000 and of 1,000,000 ids", run: run)

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        var figures: [Figure] = []
        for order in [
            Order(count: 100_000, arrival: .atMost(50), letter: .atMost(16.7)),
            // Ten times as many stay usable.
            Order(count: 1_000_000, arrival: .none, letter: .atMost(100)),
        ] {
            bench.progress("order of \(order.count) ids")
            figures += try await measure(bench, order)
        }
        return figures
    }

    /// An order's size, and what holds its way to the screen and each letter of a search.
    private struct Order {
        let count: Int
        let arrival: Figure.Bound
        let letter: Figure.Bound
    }

    private static func measure(
        _ bench: Workbench, _ order: Order
    ) async throws -> [Figure] {
        let count = order.count
        let vendor = try BatchVendor()
        defer { vendor.stop() }
        let home = try await bench.home(
            named: "order-\(count)", items: 0, port: vendor.port, every: "300d")
        // Not due by itself: only the key asks.
        try await home.trackOrder()
        let own = try ScreenProgram(bench.vigil, home.arguments + ["--view", "stamps"])
        defer { own.close() }
        try own.wait("the order") { $0.shows("Order") }
        own.watch(for: .seconds(1))
        own.send("r")
        try own.wait("the small order") { $0.shows("IN-KA0") }
        own.settle(quiet: .milliseconds(200), deadline: .seconds(3))
        vendor.setStamps(count)
        own.send("r")
        let shown = try own.wait("the large order") { $0.shows(grouped(count)) }
        guard let sent = vendor.orderAnsweredAt else {
            throw BenchmarkFailure("the order was not asked about")
        }
        own.settle(quiet: .milliseconds(300), deadline: .seconds(5))
        // Into the group of available stamps, and through it.
        own.send("\u{1B}OC\u{1B}OC")
        own.settle(quiet: .milliseconds(100), deadline: .seconds(5))
        func time(_ keys: String) -> Double {
            let begun = ContinuousClock.now
            own.send(keys)
            return max(0, (own.settle(quiet: .milliseconds(150)) - begun).inMilliseconds)
        }
        let times = ["G", "g", "\u{1B}[6~", "j", "k", "G", "\u{1B}[5~", "g"].map(time)
        // Nearly every id has the first letters, a hundredth of them the last.
        func search() throws -> [Double] {
            _ = time("/")
            let letters = ["i", "n", "-", "d", "l", "0", "0"].map(time)
            try own.wait("what was looked for") { $0.shows("in-dl00") }
            _ = time("\u{1B}")
            return letters
        }
        // Twice, for an age that steps just then is drawn too and is no letter's time.
        let letters = zip(try search(), try search()).map(min)
        let name = grouped(count)
        return [
            Figure(
                name: "order of \(name): bytes to screen", vigil: (shown - sent).inMilliseconds,
                unit: "ms", bound: order.arrival),
            Figure(
                name: "order of \(name): a move in it", vigil: times.median, unit: "ms",
                bound: .atMost(16.7)),
            Figure(
                name: "order of \(name): a letter of a search in it", vigil: letters.max() ?? 0,
                unit: "ms", bound: order.letter),
            Figure(
                name: "order of \(name): resident", vigil: own.figures.residentMegabytes,
                unit: "MiB"),
        ]
    }
}
