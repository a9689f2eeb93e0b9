/// Which of the known names a person probably meant.
enum Spelling {
    /// The known name nearest to a misspelt one, or nil when none is near: case, `_` and `-` do not
    /// count, otherwise one slip in three characters may.
    static func nearest(to name: String, among known: some Sequence<String>) -> String? {
        let wanted = letters(name)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (name: String, slips: Int)?
        for candidate in known {
            let slips = slips(from: wanted, to: letters(candidate))
            if slips <= max(1, max(wanted.count, candidate.count) / 3), slips < best?.slips ?? .max
            {
                best = (candidate, slips)
            }
        }
        return best?.name
    }

    /// `; did you mean NAME?`, or `; known are A, B, C` when no known name is near.
    static func advice(for name: String, among known: [String]) -> String {
        if let near = nearest(to: name, among: known) { return "; did you mean \(near)?" }
        return "; known are " + known.joined(separator: ", ")
    }

    private static func letters(_ name: String) -> [Character] {
        name.lowercased().filter { $0 != "_" && $0 != "-" }.map { $0 }
    }

    /// Characters added, left out, exchanged or swapped with their neighbour (optimal string
    /// alignment distance).
    private static func slips(from left: [Character], to right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                var cost = min(
                    last[column + 1] + 1, current[column] + 1,
                    last[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last.last ?? 0
    }
}
