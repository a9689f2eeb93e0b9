import HTTP
import JSON

extension Faults.Vendor {
    /// The vendor's own way to say that it cannot answer.
    func fault(_ status: Int) -> HTTPResponse {
        switch self {
        case .reap:
            .json(
                status,
                [
                    "code": "0601001400",
                    "message": "An unexpected error occurred. Please try again later.",
                    "parameter": "",
                ])
        case .deepvue:
            .json(
                status,
                ["detail": status == 503 ? "Source Unavailable" : "Internal Server Error"])
        case .surepass: surepass(status, "Internal Server Error", "internal_server_error")
        case .dollarpe:
            .json(
                status,
                [
                    "success": false, "message": "Internal Server Error",
                    "errors": "An unexpected error occurred.", "data": nil,
                ])
        }
    }

    /// The vendor's 429; the seconds only when it tells them.
    func tooMany(retryAfter seconds: Int?) -> HTTPResponse {
        var response: HTTPResponse =
            switch self {
            case .reap:
                .json(
                    429, ["code": "0601001429", "message": "Too many requests", "parameter": ""])
            case .deepvue:
                .json(
                    429, ["detail": "Rate limit exceeded. Please retry after some time."])
            case .surepass: surepass(429, "Rate limit exceeded", "rate_limit_exceeded")
            case .dollarpe:
                .json(
                    429,
                    [
                        "status": false, "message": "Too Many Requests", "data": nil,
                        "errors": ["detail": ["Request was throttled."]],
                    ])
            }
        if let seconds { response.headers.append(name: "Retry-After", value: String(seconds)) }
        return response
    }

    private func surepass(_ status: Int, _ message: String, _ code: String) -> HTTPResponse {
        .json(
            status,
            [
                "data": nil, "status_code": .integer(status), "success": false,
                "message": .string(message), "message_code": .string(code),
            ])
    }
}
