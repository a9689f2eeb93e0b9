import Glibc
import Simulation

/// `swift run -c release benchmarks`: figures that a change may move, one entry each.
@main
enum Main {
    /// Every figure; another one is a line here and a file beside this one.
    static let all: [Benchmark] = [Weeks.benchmark]

    static func main() async {
        var arguments = CommandLine.arguments.dropFirst()
        var only: String?
        var isJSON = false
        while let argument = arguments.popFirst() {
            switch argument {
            case "--only": only = arguments.popFirst()
            case "--json": isJSON = true
            default: fail("usage: benchmarks [--only NAME] [--json]")
            }
        }
        let chosen = all.filter { only == nil || $0.name == only }
        if chosen.isEmpty { fail("no such benchmark; there are: " + names) }
        for benchmark in chosen {
            do {
                let figures = try await benchmark.run { text in
                    say("\r\u{1B}[K\(benchmark.name): \(text)")
                }
                say("\r\u{1B}[K")
                print(isJSON ? benchmark.json(figures) : benchmark.text(figures))
            } catch {
                fail("\(benchmark.name): \(error)")
            }
        }
    }

    private static var names: String { all.map(\.name).joined(separator: ", ") }

    /// Writes to standard error.
    private static func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    private static func fail(_ message: String) -> Never {
        say("benchmarks: \(message)\n")
        exit(2)
    }
}
