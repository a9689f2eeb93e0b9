import Glibc

/// `swift run -c release benchmarks`: measures the program beside yardsticks and prints a table.
@main
enum Benchmarks {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        Task.detached { exit(await run()) }
        // An asynchronous main would end this thread, which valgrind does not survive.
        while true { pause() }
    }

    /// Does what the arguments ask for and gives the exit status.
    private static func run() async -> Int32 {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            if options.wantsHelp {
                tell(Options.help, to: STDOUT_FILENO)
                return 0
            }
            if let (operation, times, folder) = options.operation {
                try await operation.run(times: times, folder: folder)
                return 0
            }
            let chosen = Benchmark.all.filter { options.isWanted($0.name) }
            let bench = try Workbench(options: options)
            defer { bench.clear() }
            var report = Report()
            for benchmark in chosen {
                bench.progress(benchmark.name)
                report.figures += try await benchmark.run(bench)
            }
            bench.progress(nil)
            report.missing = bench.missing
            tell(options.isJSON ? report.json : report.table, to: STDOUT_FILENO)
            if options.keepsCounts { try Instructions.keep(report.figures) }
            let isMissed = report.figures.contains { $0.isKept == false }
            return options.isChecked && isMissed ? 1 : 0
        } catch {
            tell("benchmarks: \(error)\n")
            return 1
        }
    }
}

/// What was asked for on the command line.
struct Options {
    var isJSON = false
    var wantsHelp = false
    /// Whether a figure that misses its bound is a failure of the program.
    var isChecked = false
    /// Whether the counted instructions are what later runs are compared with.
    var keepsCounts = false
    /// How long the endurance run lasts.
    var minutes = 60
    /// How many checks the memory is watched over.
    var checks = 1_000_000
    /// What to do and nothing else, for the counter of instructions: what, how often, and where
    /// its files may be.
    var operation: (Operation, times: Int, folder: String)?
    private var only: [String] = []

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--json": isJSON = true
            case "--help": wantsHelp = true
            case "--check": isChecked = true
            case "--keep-counts": keepsCounts = true
            case "--only":
                guard let name = rest.popFirst(), Benchmark.all.contains(where: { $0.name == name })
                else { throw BenchmarkFailure("--only takes one of \(Self.names)") }
                only.append(name)
            case "--minutes":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else {
                    throw BenchmarkFailure("--minutes takes a number")
                }
                minutes = number
            case "--checks":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number >= 40 else {
                    throw BenchmarkFailure("--checks takes a number, at least 40")
                }
                checks = number
            case "--operation":
                guard let name = rest.popFirst(), let operation = Operation(rawValue: name),
                    let times = rest.popFirst().flatMap({ Int($0) }), let folder = rest.popFirst()
                else { throw BenchmarkFailure("--operation takes a name, a number and a folder") }
                self.operation = (operation, times, folder)
            default: throw BenchmarkFailure("\(argument) is not an option; there is --help")
            }
        }
    }

    /// Whether a benchmark is to be run: those named, or all that take minutes at most.
    func isWanted(_ name: String) -> Bool {
        only.isEmpty ? !Benchmark.onRequest.contains(name) : only.contains(name)
    }

    private static var names: String { Benchmark.all.map(\.name).joined(separator: ", ") }

    static var help: String {
        let lines = Benchmark.all.map { benchmark in
            let note = Benchmark.onRequest.contains(benchmark.name) ? " (only when named)" : ""
            let padding = String(repeating: " ", count: max(1, 12 - benchmark.name.count))
            return "  \(benchmark.name)\(padding)\(benchmark.measures)\(note)\n"
        }
        return """
            usage: benchmarks [--only NAME]… [--minutes N] [--checks N] [--json] [--check]
                              [--keep-counts]

            --check         exit with 1 when a figure misses its bound
            --keep-counts   compare later runs with the instructions counted by this one


            """ + lines.joined()
    }
}

extension Benchmark {
    /// What runs for so long that it has to be asked for by name.
    static let onRequest: Set<String> = ["endurance", "flat"]
}
