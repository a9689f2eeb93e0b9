import HTTP
import JSON

/// One request on its way through an endpoint.
struct Call: Sendable {
    let request: HTTPRequest
    /// What stands in the place of `{}` in the route.
    let parameter: String
    let query: [(name: String, value: String)]
    /// Read once for each request, so that an answer agrees with itself.
    let now: Int64
    /// How many requests the vendor got before this one.
    let number: Int

    func header(_ name: String) -> String? { request.headers[name] }

    /// The token of `Authorization: Bearer`; nil without that header.
    var bearer: String? {
        guard let value = header("Authorization") else { return nil }
        guard value.lowercased().hasPrefix("bearer ") else { return "" }
        return String(value.dropFirst("bearer ".count))
    }

    func query(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// The members of a JSON object as body; nil for anything else.
    var json: JSON? {
        guard let json = try? JSON(parsing: request.body), json.object != nil else { return nil }
        return json
    }

    /// Where the client reached this sandbox; nothing but a host and port gets through.
    var host: String {
        let host = header("Host") ?? ""
        let isPlain = host.utf8.allSatisfy { byte in
            switch byte {
            case 48...58, 65...91, 93, 97...122, 45, 46: true
            default: false
            }
        }
        return isPlain && !host.isEmpty ? host : "localhost"
    }
}
