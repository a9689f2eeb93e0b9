import Glibc
import Simulation

extension Weeks {
    /// Thirty days of five thousand items.
    static let benchmark = Benchmark(name: "weeks") { progress in
        var template = Array("/tmp/vigil-weeks-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure.noFolder }
        let folder = String(
            decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer {
            for name in ["vigil.db", "vigil.db-wal", "vigil.db-shm", ""] {
                remove("\(folder)/\(name)")
            }
        }
        let days = 30
        let begun = ContinuousClock.now
        let report = try await Weeks(days: days, items: 5000, folder: folder).run { day in
            progress("day \(day) of \(days)")
        }
        let spent = (ContinuousClock.now - begun) / .seconds(1)
        let mebibyte = Double(1 << 20)
        func size(_ sizes: [Int], _ day: Int) -> Double {
            (Double(sizes[min(day, sizes.count) - 1]) / mebibyte * 10).rounded() / 10
        }
        return [
            ("seconds", (spent * 10).rounded() / 10), ("days", Double(days)),
            ("items", 5000), ("checks", Double(report.checks)),
            ("requests_reap", Double(report.requests["reap"] ?? 0)),
            ("requests_deepvue", Double(report.requests["deepvue"] ?? 0)),
            ("requests_surepass", Double(report.requests["surepass"] ?? 0)),
            ("requests_dollarpe", Double(report.requests["dollarpe"] ?? 0)),
            ("final_at_vendors", Double(report.finals)),
            ("final_unseen", Double(report.unseen.count)),
            ("limits_exceeded", Double(report.violations.count)),
            ("checked_after_end", Double(report.checkedAfterEnd.count)),
            ("memory_mib_day_1", size(report.memory, 1)),
            ("memory_mib_last_day", size(report.memory, days)),
            ("store_mib_day_1", size(report.storeSize, 1)),
            ("store_mib_last_day", size(report.storeSize, days)),
        ]
    }

    private enum Failure: Error { case noFolder }
}
