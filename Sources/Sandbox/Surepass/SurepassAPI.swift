import HTTP
import JSON

/// Surepass's stamps: bulk orders, their usage reports, single stamps, stock and credits.
struct SurepassAPI: Sendable {
    let world: World

    static let root = "/api/v1/stamper-v2"

    /// Where the pages do not show a path, every one that fits the others is served.
    var routes: [Route] {
        [
            route("POST", "\(Self.root)/bulk-stamp-order-summary", summary),
            route("POST", "\(Self.root)/bulk-order-stamp", create),
            route("POST", "\(Self.root)/order-bulk-stamp", create),
            route("POST", "\(Self.root)/bulk-order", create),
            route("POST", "\(Self.root)/bulk-stamp-orders-list", list),
            route("POST", "\(Self.root)/bulk-stamp-orders/list", list),
            route("POST", "\(Self.root)/bulk-usage-report/initiate", initiate, .expired),
            route("GET", "\(Self.root)/bulk-usage-report/download", download, .expired),
            route("GET", "\(Self.root)/bulk-usage-report/download/{}", download, .expired),
            route("POST", "\(Self.root)/bulk-usage-report/download", download, .expired),
            route("GET", "\(Self.root)/order-status", stamp),
            route("GET", "\(Self.root)/fetch-stamp/{}", stamp),
            route("GET", "\(Self.root)/stats", stats, .failed),
            route("GET", "\(Self.root)/list-articles", articles),
            route("GET", "/api/v1/utils/usage/balance", balance, .bare),
            Route("GET", "\(Self.reportFiles){}.csv", vendor: .surepass, answer: reportFile),
            Route("GET", "\(Self.stampFiles){}.pdf", vendor: .surepass, answer: stampFile),
        ]
    }

    /// The shapes in which the pages show a 401.
    private enum Refusal { case unauthorized, expired, failed, bare }

    /// A route behind the token.
    private func route(
        _ method: String, _ path: String,
        _ answer: @escaping @Sendable (Call) -> HTTPResponse, _ shape: Refusal = .unauthorized
    ) -> Route {
        Route(method, path, vendor: .surepass) { call in
            if world.faults.has(.surepassHtml502), call.number % 3 == 2 {
                return .page(502, "Bad Gateway")
            }
            guard call.bearer == world.configuration.credentials.surepassToken,
                !world.faults.has(.expiredTokens, .surepass)
            else { return refused(shape) }
            return answer(call)
        }
    }

    private func refused(_ shape: Refusal) -> HTTPResponse {
        let expired = "Unauthorized - Invalid or expired token"
        if world.faults.has(.surepass401Bare) {
            return .json(
                401,
                ["data": [:], "status_code": 401, "success": false, "message": .string(expired)])
        }
        switch shape {
        case .bare:
            return .json(
                401, ["success": false, "error": "unauthorized", "message": .string(expired)])
        case .expired:
            return .json(
                401,
                [
                    "success": false, "status_code": 401, "message": .string(expired),
                    "message_code": "unauthorized",
                ])
        case .unauthorized, .failed:
            return .json(
                401,
                [
                    "status_code": 401, "success": false,
                    "message": "Unauthorized. Invalid or missing authentication token.",
                    "message_code": shape == .failed ? "authentication_failed" : "unauthorized",
                ])
        }
    }

    // MARK: The envelope

    func success(_ data: JSON) -> HTTPResponse {
        let isOdd = world.faults.has(.surepassMessageNull)
        var body: [JSON.Member] = [
            .init("data", data),
            .init("status_code", world.faults.has(.surepassStatusDisagrees) ? 422 : 200),
            .init("success", true), .init("message", isOdd ? nil : "Success"),
            .init("message_code", "success"),
        ]
        if isOdd { body.append(.init("errors", nil)) }
        return .json(200, .object(body))
    }

    var unknown: HTTPResponse { fault(404, "Client ID not found", "client_id_not_found") }

    func invalid(_ message: String = "client_id is required") -> HTTPResponse {
        fault(422, message, "validation_error")
    }

    private func fault(_ status: Int, _ message: String, _ code: String) -> HTTPResponse {
        let is400 = world.faults.has(.surepass400)
        let status = is400 ? 400 : status
        return .json(
            status,
            [
                "data": nil, "status_code": .integer(status), "success": false,
                "message": .string(message),
                "message_code": .string(is400 ? "invalid_client_id" : code),
            ])
    }
}
