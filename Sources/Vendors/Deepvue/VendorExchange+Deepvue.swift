import Domain
import HTTP
import JSON

extension VendorExchange {
    /// Deepvue's failures: `{"detail": …}` with an HTTP status, or a success status around a
    /// `code` or `sub_code` that says otherwise.
    func deepvueFailure(
        _ response: HTTPResponse, _ body: JSON?, hiding token: Secret? = nil,
        to file: UploadFile? = nil
    ) -> CheckFailure? {
        let detail = body?["detail"]?.detailText ?? body?["message"]?.string
        let subCode = body?["sub_code"]?.string
        let lowered = detail?.lowercased() ?? ""
        var status = response.status
        if AnswerClass.reason(of: status) == nil, let code = body?["code"]?.integer, code >= 400 {
            status = code
        }
        let hidden =
            [token?.revealed()].compactMap(\.self)
            + (file?.cells(repeatedIn: [detail, subCode]) ?? [])
        guard var reason = AnswerClass.reason(of: status) else {
            return subCodeFailure(response, subCode, detail, hiding: hidden)
        }
        switch status {
        case 400 where lowered.contains("client_id"): reason = .auth
        // Which status an unknown request_id gets is not documented.
        case 400 where lowered.contains("not found"), 422 where lowered.contains("not found"):
            reason = .notFound
        default: break
        }
        return failure(
            reason, response, code: subCode, sentence: sentence(reason, status, "request id"),
            detail: detail, hiding: hidden)
    }

    /// `SUCCESS` says only that the call worked; anything else that it did not.
    private func subCodeFailure(
        _ response: HTTPResponse, _ subCode: String?, _ detail: String?, hiding hidden: [String]
    ) -> CheckFailure? {
        switch subCode {
        case nil, "", "SUCCESS": nil
        case "NO_RECORDS_FOUND":
            failure(
                .notFound, response, code: subCode,
                sentence: sentence(.notFound, response.status, "request id"), detail: detail,
                hiding: hidden)
        default:
            failure(
                .malformed, response, code: subCode,
                sentence: "Deepvue gave no status", detail: detail, hiding: hidden)
        }
    }
}

extension JSON {
    /// Deepvue's `detail`: a text, a list of `{loc, msg, type}`, or an object.
    fileprivate var detailText: String? {
        switch self {
        case .string(let text): return text
        case .array(let problems):
            let texts = problems.prefix(5).compactMap { problem -> String? in
                guard let message = problem["msg"]?.string else { return problem.string }
                guard let field = problem["loc"]?.array?.last?.string else { return message }
                return "\(field): \(message)"
            }
            return texts.isEmpty ? nil : texts.joined(separator: "; ")
        case .object: return self["msg"]?.string ?? self["message"]?.string
        default: return nil
        }
    }
}
