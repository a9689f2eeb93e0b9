import Domain
import HTTP
import JSON

extension SurepassClient {
    /// An answer that says success, and what it holds.
    struct Answer {
        let response: HTTPResponse
        let envelope: JSON
    }

    /// A documented call below stamper-v2.
    static func route(_ method: String, _ path: String) -> SurepassRoute {
        SurepassRoute(method: method, path: "/api/v1/stamper-v2/" + path)
    }

    /// Sends and judges the envelope `{data, status_code, success, message, message_code}`, of
    /// which the balance has only some. `subject` is what an unknown id would name.
    func send(
        _ route: SurepassRoute, _ parameters: [JSON.Member], subject: String,
        hiding personal: [String] = []
    ) async throws(CheckFailure) -> Answer {
        let (url, body) = route.request(exchange.base, parameters)
        let response = try await exchange.send(
            route.method, url, headers: credentials, body: body)
        // An order can have a hundred thousand ids.
        let answer = exchange.json(response, packsTexts: true)
        let code =
            answer?["message_code"]?.plainText ?? answer?["error_code"]?.plainText
            ?? answer?["error"]?.plainText
        let detail = answer?["message"]?.string
        if let reason = AnswerClass.reason(of: response.status) {
            throw exchange.failure(
                reason, response, code: code,
                sentence: exchange.sentence(reason, response.status, subject), detail: detail,
                hiding: personal)
        }
        let envelope = try exchange.object(answer, of: response)
        let inner = envelope["status_code"]?.integer ?? response.status
        if envelope["success"]?.bool == false || !(200..<300).contains(inner) {
            throw exchange.failure(
                AnswerClass.reason(of: inner) ?? .malformed, response, code: code,
                sentence: "Surepass reports no success", detail: detail, hiding: personal)
        }
        return Answer(response: response, envelope: envelope)
    }

    /// The answer's `data` as an object.
    func object(_ answer: Answer) throws(CheckFailure) -> JSON {
        guard let data = answer.envelope["data"], data.object != nil else {
            throw exchange.malformed(answer.response, "without data")
        }
        return data
    }

    /// Sends to a route that the vendor does not document and that no id can be missing from.
    func sendUndocumented(
        _ route: SurepassRoute, _ parameters: [JSON.Member], called name: String, _ what: String,
        hiding personal: [String] = []
    ) async throws(CheckFailure) -> Answer {
        do {
            return try await send(route, parameters, subject: what, hiding: personal)
        } catch {
            guard let status = error.httpStatus, status == 404 || status == 405 else { throw error }
            throw CheckFailure(
                .malformed, httpStatus: status, code: error.code,
                message: "Surepass has no \(what) at the configured path",
                hint: "The vendor does not document the path: correct "
                    + "vendors.surepass.paths.\(name) in the configuration file.")
        }
    }
}
