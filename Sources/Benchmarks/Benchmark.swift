/// One thing that is measured.
struct Benchmark: Sendable {
    /// What `--only` takes.
    let name: String
    /// Measures it, saying how far it is; gives figures in the order to print them.
    let run:
        @Sendable (_ progress: (String) -> Void) async throws -> [(name: String, value: Double)]

    /// One line a figure.
    func text(_ figures: [(name: String, value: Double)]) -> String {
        figures.map { "\(name) \($0.name): \(Self.written($0.value))" }.joined(separator: "\n")
    }

    /// One object on one line.
    func json(_ figures: [(name: String, value: Double)]) -> String {
        let members = figures.map { "\"\($0.name)\": \(Self.written($0.value))" }
        return "{\"benchmark\": \"\(name)\", \(members.joined(separator: ", "))}"
    }

    private static func written(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String((value * 1000).rounded() / 1000)
    }
}
