import Glibc
import TestSupport

/// How many instructions five central operations take, which no other work on the machine changes.
enum Instructions {
    static let benchmark = Benchmark(
        name: "instructions", measures: "instructions of five operations, beside the stored counts",
        run: run)

    /// How far a count may be above the stored one.
    private static let tolerance = 1.05

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        guard let valgrind = Workbench.find("valgrind"), Workbench.find("strip") != nil else {
            return []
        }
        let program = try stripped(bench)
        let stored = try Self.stored()
        return try Operation.allCases.map { operation in
            bench.progress("instructions: \(operation.rawValue)")
            // Seldom and often: what starting costs is in both, and what differs between two
            // starts is spread over so many that it does not count.
            let few = try count(valgrind, program, bench, operation, times: 5)
            let many = try count(
                valgrind, program, bench, operation, times: 5 + operation.repetitions)
            return Figure(
                name: title + operation.rawValue,
                vigil: (many - few) / Double(operation.repetitions) / 1000,
                yardstick: stored[operation.rawValue].map { ("stored", $0) }, unit: "thousand",
                bound: .ratioAtMost(tolerance))
        }
    }

    private static func count(
        _ valgrind: String, _ program: String, _ bench: Workbench, _ operation: Operation,
        times: Int
    ) throws -> Double {
        let arguments = [
            "--tool=callgrind", "--callgrind-out-file=\(bench.folder)/callgrind",
            program, "--operation", operation.rawValue, "\(times)", bench.folder,
        ]
        // The same order of the same dictionaries each time.
        let counter = try ScreenProgram(
            valgrind, arguments, environment: ["SWIFT_DETERMINISTIC_HASHING": "1"])
        defer { counter.close() }
        counter.settle(quiet: .seconds(100), deadline: .seconds(100))
        let line = counter.screen.rows.first { $0.contains("Collected :") } ?? ""
        guard let number = line.split(separator: " ").last.flatMap({ Double($0) }) else {
            throw BenchmarkFailure("callgrind said nothing:\n\(counter.screen.text)")
        }
        return number
    }

    /// A copy of this program without what debuggers read, which valgrind takes for damaged.
    private static func stripped(_ bench: Workbench) throws -> String {
        let copy = "\(bench.folder)/operations"
        let strip = try ScreenProgram(
            Workbench.find("strip") ?? "strip", ["-o", copy, try Workbench.ownPath()])
        defer { strip.close() }
        strip.settle(quiet: .seconds(60), deadline: .seconds(60))
        guard access(copy, X_OK) == 0 else {
            throw BenchmarkFailure("strip made no copy:\n\(strip.screen.text)")
        }
        return copy
    }

    /// Where the counts are that runs are compared with.
    private static var file: String {
        #filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)
            + "/instructions.txt"
    }

    /// Makes these the counts that later runs are compared with.
    static func keep(_ figures: [Figure]) throws {
        let lines = figures.compactMap { figure -> String? in
            guard figure.name.hasPrefix(title) else { return nil }
            return "\(figure.name.dropFirst(title.count)) \(Report.short(figure.vigil))\n"
        }
        let bytes = Array(lines.joined().utf8)
        let target = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard target >= 0, write(target, bytes, bytes.count) == bytes.count else {
            throw BenchmarkFailure("\(file) cannot be written")
        }
        close(target)
    }

    private static let title = "instructions of "

    /// The counts that are kept, in thousands, by operation.
    private static func stored() throws -> [String: Double] {
        var counts: [String: Double] = [:]
        let text = ProcessFigures.content(of: file) ?? ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2 { counts[String(words[0])] = Double(words[1]) }
        }
        return counts
    }
}
