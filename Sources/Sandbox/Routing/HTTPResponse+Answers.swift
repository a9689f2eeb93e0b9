import HTTP
import JSON

extension HTTPResponse {
    static func json(_ status: Int, _ body: JSON) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: ["Content-Type": "application/json"],
            body: Array(body.text().utf8))
    }

    static func text(_ status: Int, _ body: String) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: ["Content-Type": "text/plain; charset=utf-8"],
            body: Array(body.utf8))
    }

    /// What a proxy in front of a vendor answers when there is no answer behind it.
    static func page(_ status: Int, _ title: String) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: ["Content-Type": "text/html; charset=utf-8"],
            body: Array(
                """
                <!DOCTYPE html><html><head><title>\(status) \(title)</title></head>
                <body><h1>\(status) \(title)</h1><hr>nginx</body></html>
                """.utf8))
    }

    /// A result file. As at the vendors' stores, credentials meant for an API are refused: they
    /// must never be sent there.
    static func file(_ csv: String, for call: Call) -> HTTPResponse {
        guard call.header("Authorization") == nil, call.header("x-api-key") == nil else {
            return .storeFault(
                400, "InvalidArgument", "Only one auth mechanism allowed; send no credentials")
        }
        return HTTPResponse(
            status: 200, headers: ["Content-Type": "text/csv"], body: Array(csv.utf8))
    }

    /// How an S3 bucket says no.
    static func storeFault(_ status: Int, _ code: String, _ message: String) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: ["Content-Type": "application/xml"],
            body: Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>\(code)</Code><Message>\(message)</Message></Error>
                """.utf8))
    }

    /// No endpoint of any vendor.
    static let notFound = HTTPResponse.json(
        404, ["error": "not_found", "message": "No such endpoint; GET / lists them."])

    static func methodNotAllowed(_ allowed: [String]) -> HTTPResponse {
        var response = HTTPResponse.json(
            405, ["error": "method_not_allowed", "message": "Method not allowed."])
        response.headers.append(name: "Allow", value: allowed.joined(separator: ", "))
        return response
    }
}
