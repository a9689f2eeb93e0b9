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
        guard let valgrind = Workbench.find("valgrind") else { return [] }
        let stored = try Self.stored()
        return try Operation.allCases.map { operation in
            bench.progress("instructions: \(operation.rawValue)")
            // Twice as often and once: what starting costs is in both.
            let few = try count(valgrind, bench, operation, times: 5)
            let many = try count(valgrind, bench, operation, times: 25)
            return Figure(
                name: "instructions of \(operation.rawValue)", vigil: (many - few) / 20 / 1000,
                yardstick: stored[operation.rawValue].map { ("stored", $0) }, unit: "thousand",
                bound: .ratioAtMost(tolerance))
        }
    }

    private static func count(
        _ valgrind: String, _ bench: Workbench, _ operation: Operation, times: Int
    ) throws -> Double {
        let arguments = [
            "--tool=callgrind", "--callgrind-out-file=\(bench.folder)/callgrind",
            try Workbench.ownPath(), "--operation", operation.rawValue, "\(times)", bench.folder,
        ]
        // The same order of the same dictionaries each time.
        let program = try ScreenProgram(
            valgrind, arguments, environment: ["SWIFT_DETERMINISTIC_HASHING": "1"])
        defer { program.close() }
        program.settle(quiet: .seconds(100), deadline: .seconds(100))
        let line = program.screen.rows.first { $0.contains("Collected :") } ?? ""
        guard let number = line.split(separator: " ").last.flatMap({ Double($0) }) else {
            throw BenchmarkFailure("callgrind said nothing:\n\(program.screen.text)")
        }
        return number
    }

    /// The counts in `instructions.txt`, in thousands, by operation.
    private static func stored() throws -> [String: Double] {
        var counts: [String: Double] = [:]
        let path = #filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)
        let text = ProcessFigures.content(of: "\(path)/instructions.txt") ?? ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2 { counts[String(words[0])] = Double(words[1]) }
        }
        return counts
    }
}
