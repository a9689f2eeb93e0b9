/// The hosts that result files may come from.
public struct ResultHosts: Equatable, Sendable {
    private let patterns: [String]

    /// Patterns in the configuration's form: `host` on the scheme's own port, `host:port`, or
    /// `*.suffix` for everything below it on the scheme's own port.
    public init(_ patterns: [String]) {
        self.patterns = patterns.map { $0.lowercased() }
    }

    /// Where Deepvue's files come from by its pages.
    public static let deepvue = ResultHosts(["bulk-data-processing.s3.ap-south-1.amazonaws.com"])
    /// Where Surepass's files come from by its pages.
    public static let surepass = ResultHosts(["*.amazonaws.com"])

    func allow(_ origin: WebOrigin) -> Bool {
        let isOwnPort = origin.port == (origin.scheme == "https" ? 443 : 80)
        return patterns.contains { pattern in
            if pattern == "\(origin.host):\(origin.port)" { return true }
            guard isOwnPort else { return false }
            return pattern.hasPrefix("*.")
                ? origin.host.hasSuffix(pattern.dropFirst()) : pattern == origin.host
        }
    }
}
