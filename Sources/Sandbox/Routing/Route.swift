import HTTP

/// One endpoint: a method, a path and how it is answered.
struct Route: Sendable {
    let method: String
    /// Whose endpoint it is; nil for the sandbox's own.
    let vendor: Faults.Vendor?
    let answer: @Sendable (Call) -> HTTPResponse
    private let pattern: [String]

    /// A path may hold one parameter, written `{}` or `{}.csv`.
    init(
        _ method: String, _ path: String, vendor: Faults.Vendor?,
        answer: @escaping @Sendable (Call) -> HTTPResponse
    ) {
        self.method = method
        self.vendor = vendor
        self.answer = answer
        pattern = path.split(separator: "/").map(String.init)
    }

    /// The parameter of a path that fits, empty when there is none to fill; nil if it does not.
    func match(_ path: [String]) -> String? {
        guard path.count == pattern.count else { return nil }
        var parameter = ""
        for (segment, wanted) in zip(path, pattern) where segment != wanted {
            guard wanted.hasPrefix("{}") else { return nil }
            let ending = wanted.dropFirst(2)
            guard segment.hasSuffix(ending) else { return nil }
            parameter = String(segment.dropLast(ending.count))
        }
        return parameter
    }
}
