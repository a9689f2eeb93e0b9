import HTTP

/// A vendor's base URL, to which paths and queries are added; the one place that does so.
struct BaseURL: Sendable {
    private let text: String

    /// The URL as configured; it may carry a path prefix and trailing slashes.
    init(_ text: String) {
        var trimmed = text[...]
        while trimmed.last == "/" { trimmed.removeLast() }
        self.text = String(trimmed)
    }

    /// Whether an absolute URL leads to the same server, so that a credential may go there.
    func hasOrigin(of url: String) -> Bool {
        guard let other = WebOrigin(url), !other.hasUserInfo else { return false }
        return other == WebOrigin(text)
    }

    /// The absolute URL of a path whose segments are encoded already, with a query encoded here.
    func appending(_ path: String, query: KeyValuePairs<String, String> = [:]) -> String {
        var url = text
        url.reserveCapacity(text.utf8.count + 1 + path.utf8.count)
        if !path.hasPrefix("/") { url += "/" }
        url += path
        if query.isEmpty { return url }
        let pairs = query.map { "\(PercentEncoding.encode($0))=\(PercentEncoding.encode($1))" }
        return url + "?" + pairs.joined(separator: "&")
    }
}
