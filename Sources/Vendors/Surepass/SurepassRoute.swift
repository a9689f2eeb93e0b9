import HTTP

/// How a usage report is asked for. The vendor's page on it does not show the path, so it can be
/// corrected in the configuration.
public struct ReportRoute: Equatable, Sendable {
    let method: String
    let path: String

    /// The route that the vendor's other pages suggest.
    public static let standard = ReportRoute(
        method: "GET", path: "/api/v1/stamper-v2/bulk-usage-report/download")

    /// Reads `GET /path` or `POST /path`, or nil. GET takes the id in the query as `client_id`,
    /// POST in a JSON body; `{client_id}` in the path is replaced by it instead.
    public init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, words[0] == "GET" || words[0] == "POST", words[1].hasPrefix("/"),
            words[1].utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
        else { return nil }
        self.init(method: String(words[0]), path: String(words[1]))
    }

    private init(method: String, path: String) {
        self.method = method
        self.path = path
    }

    /// Whether the id goes into the body.
    var takesBody: Bool { method == "POST" }

    func url(_ base: BaseURL, clientID: String) -> String {
        let parts = path.split(separator: Self.placeholder, omittingEmptySubsequences: false)
        if parts.count > 1 {
            return base.appending(parts.joined(separator: PercentEncoding.encode(clientID)))
        }
        return takesBody
            ? base.appending(path) : base.appending(path, query: ["client_id": clientID])
    }

    private static let placeholder = "{client_id}"
}
