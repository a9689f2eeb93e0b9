import HTTP
import JSON

/// The method and path of a call whose page does not show its path, so that both can be corrected
/// in the configuration.
public struct SurepassRoute: Equatable, Sendable {
    /// `GET` or `POST`.
    public let method: String
    /// From `/` on, below the base URL.
    public let path: String

    /// The report download as the vendor's other pages suggest it.
    public static let reportDownload = SurepassRoute(
        method: "GET", path: "/api/v1/stamper-v2/bulk-usage-report/download")
    /// The making of a bulk order: the likeliest of several.
    public static let orderCreate = SurepassRoute(
        method: "POST", path: "/api/v1/stamper-v2/bulk-order-stamp")
    /// The list of bulk orders: the likeliest of several.
    public static let orderList = SurepassRoute(
        method: "POST", path: "/api/v1/stamper-v2/bulk-stamp-orders-list")

    /// Reads `GET /path` or `POST /path`, or nil. GET takes its parameters in the query, POST in a
    /// JSON body; `{name}` in the path is replaced by the parameter of that name instead.
    public init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, words[0] == "GET" || words[0] == "POST", words[1].hasPrefix("/"),
            words[1].utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
        else { return nil }
        self.init(method: String(words[0]), path: String(words[1]))
    }

    init(method: String, path: String) {
        self.method = method
        self.path = path
    }

    /// The URL and the body of a call with these parameters.
    func request(
        _ base: BaseURL, _ parameters: [JSON.Member]
    ) -> (url: String, body: [UInt8]) {
        var path = path
        var rest: [JSON.Member] = []
        for parameter in parameters {
            let placeholder = "{\(parameter.name)}"
            let value = PercentEncoding.encode(parameter.value.plainText ?? "")
            let parts = path.split(separator: placeholder, omittingEmptySubsequences: false)
            if parts.count > 1 {
                path = parts.joined(separator: value)
            } else if method == "POST" {
                rest.append(parameter)
            } else {
                path += (path.contains("?") ? "&" : "?") + "\(parameter.name)=\(value)"
            }
        }
        let body = rest.isEmpty ? [] : Array(JSON.object(rest).text().utf8)
        return (base.appending(path), body)
    }
}
