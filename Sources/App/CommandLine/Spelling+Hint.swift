extension Spelling {
    /// The hint line that offers the nearest name, or nil when none is near.
    static func hint(for typed: String, among known: [String]) -> String? {
        nearest(to: typed, among: known.filter { !$0.isEmpty }).map { "did you mean \($0)?" }
    }
}
