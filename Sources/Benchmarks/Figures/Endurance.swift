import Domain
import Glibc
import TerminalUI
import TestSupport

/// A long shift: everything moves, vendors fail in turns, the window is pulled, views are switched.
/// Once a minute what the process holds is noted; the table has the slope over the second half.
enum Endurance {
    static let benchmark = Benchmark(
        name: "endurance", measures: "--minutes N of real time with everything moving", run: run)

    private static let items = 1000

    /// What is noted once a minute.
    private struct Sample {
        var cpu: Double
        var memory: Double
        var openFiles: Double
        var threads: Double
        var store: Double
    }

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        let vendor = try BatchVendor()
        defer { vendor.stop() }
        let home = try await bench.home(
            named: "endurance", items: items, port: vendor.port, every: "2s", isDue: true,
            asksAll: true)
        try await home.trackOrder()
        try await home.trackOthers(10)
        let own = try ScreenProgram(bench.vigil, home.arguments)
        defer { own.close() }
        try own.wait("the list") { $0.shows("Import") }
        var samples: [Sample] = []
        var cpu = own.figures.cpu
        let checksBefore = vendor.answered
        for minute in 1...bench.options.minutes {
            for part in 0..<20 {
                live(own, vendor, moment: minute * 20 + part)
                own.watch(for: .seconds(3))
            }
            let now = own.figures.cpu
            samples.append(
                Sample(
                    cpu: (now - cpu).inMilliseconds, memory: own.figures.residentMegabytes,
                    openFiles: Double(own.figures.openFiles), threads: Double(own.figures.threads),
                    store: Double(size(of: home.store) + size(of: home.store + "-wal")) / 1e6))
            cpu = now
            if let last = samples.last {
                bench.progress(
                    "minute \(minute): \(Report.short(last.cpu)) ms CPU, "
                        + "\(Report.short(last.memory)) MiB, \(Int(last.openFiles)) files, "
                        + "\(Int(last.threads)) threads, store \(Report.short(last.store)) MB")
            }
        }
        let checks = Double(vendor.answered - checksBefore)
        let settled = Array(samples.suffix(max(2, samples.count / 2)))
        /// A value's middle and its slope, with which it may grow by so much in the settled half.
        func figure(
            _ name: String, _ unit: String, mayGrow limit: Double? = nil,
            _ value: (Sample) -> Double
        ) -> [Figure] {
            let values = settled.map(value)
            return [
                Figure(name: "endurance: \(name)", vigil: values.median, unit: unit),
                Figure(
                    name: "endurance: \(name), slope", vigil: slope(values), unit: "\(unit)/min",
                    bound: limit.map { .atMost($0 / Double(values.count)) } ?? .none),
            ]
        }
        // A step of one anywhere has at most this slope: libdispatch keeps another worker when its
        // own were held up.
        let one = 1.5
        return [Figure(name: "endurance: checks", vigil: checks, unit: "")]
            + figure("CPU a minute", "ms", \.cpu)
            + figure("resident", "MiB", mayGrow: settled.map(\.memory).median * 0.02, \.memory)
            + figure("open files", "files", mayGrow: one, \.openFiles)
            + figure("threads", "threads", mayGrow: one, \.threads)
            + figure("store", "MB", \.store)
    }

    /// One step of the script.
    private static func live(_ own: ScreenProgram, _ vendor: BatchVendor, moment: Int) {
        own.send(ShiftScript.keys(at: moment))
        if let size = ShiftScript.size(at: moment) { try? own.resize(size) }
        // Fifteen seconds of trouble at one vendor, fifteen without any, then the next vendor's;
        // each comes to every sort of trouble.
        let part = moment / 5
        let vendors = Vendor.allCases
        let troubles = BatchVendor.Mood.allCases.filter { $0 != .well }
        for (place, one) in vendors.enumerated() {
            let hasTrouble = part % (2 * vendors.count) == 2 * place
            vendor.set(
                hasTrouble ? troubles[part / (2 * vendors.count) % troubles.count] : .well,
                of: one)
        }
        if moment % 30 == 0 { vendor.setStamps(moment % 7 * 100) }
    }

    /// The least-squares slope for each step.
    private static func slope(_ values: [Double]) -> Double {
        let count = Double(values.count)
        let middle = (count - 1) / 2
        let mean = values.reduce(0, +) / count
        var above = 0.0
        var below = 0.0
        for (place, value) in values.enumerated() {
            above += (Double(place) - middle) * (value - mean)
            below += (Double(place) - middle) * (Double(place) - middle)
        }
        return below > 0 ? above / below : 0
    }

    private static func size(of path: String) -> Int {
        var information = stat()
        return stat(path, &information) == 0 ? Int(information.st_size) : 0
    }
}
