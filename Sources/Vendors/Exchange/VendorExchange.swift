import Domain
import HTTP
import JSON

/// Sends one vendor's requests and reads its answers; what all vendors have in common.
struct VendorExchange: Sendable {
    let vendor: Vendor
    let base: BaseURL
    let transport: any HTTPTransport
    let timeout: Duration
    let now: @Sendable () -> Timestamp
    /// What no message may contain, whatever the vendor echoes.
    let secrets: [Secret]
    /// Waits before a second attempt.
    var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// Sends once; a failure here means that no whole answer came.
    func send(
        _ method: String, _ url: String, headers: HTTPHeaders, body: [UInt8] = [],
        timeout: Duration? = nil, answerLimit: Int? = nil, into sink: HTTPBodySink? = nil
    ) async throws(CheckFailure) -> HTTPResponse {
        var headers = headers
        if headers["Accept"] == nil {
            headers.append(name: "Accept", value: "application/json")
        }
        var request = HTTPRequest(
            method: method, url: url, headers: headers, body: body,
            timeout: timeout ?? self.timeout)
        if let answerLimit { request.answerLimit = answerLimit }
        do {
            if let sink { return try await transport.send(request, into: sink) }
            return try await transport.send(request)
        } catch {
            throw CheckFailure(
                error.reason == .tooLarge ? .malformed : .network, message: error.message,
                mayHaveArrived: error.mayHaveArrived, hint: Self.hint(error.reason))
        }
    }

    /// What to do where asking again would meet the same; nil where the class says it.
    private static func hint(_ reason: TransportFailure.Reason) -> String? {
        switch reason {
        case .insecure:
            "Check the base URL and this machine's clock; network.ca_file names other certificates."
        case .unknownHost: "Check the base URL and that this machine finds host names."
        default: nil
        }
    }

    /// The failure that an answer's status means, or nil when it means success. `code` and
    /// `detail` are the vendor's own.
    func failure(
        _ response: HTTPResponse, code: String? = nil, detail: String? = nil,
        unknown subject: String, hiding personal: [String] = []
    ) -> CheckFailure? {
        guard let reason = AnswerClass.reason(of: response.status) else { return nil }
        return failure(
            reason, response, code: code,
            sentence: sentence(reason, response.status, subject), detail: detail,
            hiding: personal)
    }

    /// A failure with a sentence, to which the vendor's own text is added when it has one.
    func failure(
        _ reason: CheckFailure.Reason, _ response: HTTPResponse, code: String? = nil,
        sentence: String, detail: String? = nil, hiding personal: [String] = [],
        hint: String? = nil
    ) -> CheckFailure {
        let hidden = secrets.map { $0.revealed() } + personal
        let detail = detail.map { VendorText.safe($0, hiding: hidden) } ?? ""
        let code = code.map { VendorText.plain($0, hiding: hidden) } ?? ""
        return CheckFailure(
            reason, httpStatus: response.status, code: code.isEmpty ? nil : code,
            message: detail.isEmpty ? sentence : "\(sentence): \(detail)",
            retryAfter: AnswerClass.retryAfter(response.headers, now: now()),
            mayHaveArrived: AnswerClass.mayHaveArrived(response.status), hint: hint)
    }

    /// The failure of a call that the server does not have: no id was asked for.
    func noSuchCall(
        _ response: HTTPResponse, _ what: String, code: String? = nil, hint: String? = nil
    ) -> CheckFailure {
        failure(
            .malformed, response, code: code,
            sentence: "\(vendor.title) has no \(what) there: the address is not right",
            hint: hint ?? "Check vendors.\(vendor.rawValue).base_url in the configuration file.")
    }

    /// How long an upload may take.
    var uploadTimeout: Duration { max(timeout, .seconds(120)) }

    /// The failure of an answer that says success but cannot be understood.
    func malformed(_ response: HTTPResponse, _ what: String) -> CheckFailure {
        failure(.malformed, response, sentence: "\(vendor.title) gave an answer \(what)")
    }

    /// The failure of an answer about another piece of work than was asked for.
    func mismatch(_ response: HTTPResponse) -> CheckFailure {
        malformed(response, "about another id than was asked for")
    }

    /// The body as JSON, or nil; with arrays of plain texts packed where that is asked for.
    func json(_ response: HTTPResponse, packsTexts: Bool = false) -> JSON? {
        try? JSON(parsing: response.body, packsTexts: packsTexts)
    }

    /// The body of a success as a JSON object.
    func object(_ response: HTTPResponse) throws(CheckFailure) -> JSON {
        try object(json(response), of: response)
    }

    /// The same for a body that has been read already, which takes its time when it is large.
    func object(_ body: JSON?, of response: HTTPResponse) throws(CheckFailure) -> JSON {
        guard let body else { throw malformed(response, "that is not JSON") }
        guard body.object != nil else { throw malformed(response, "that is not an object") }
        return body
    }

    /// What a class of failure means, in an operator's words.
    func sentence(
        _ reason: CheckFailure.Reason, _ status: Int, _ subject: String
    ) -> String {
        switch reason {
        case .auth: "\(vendor.title) refused the credentials"
        case .notFound: "\(vendor.title) does not know this \(subject)"
        case .rateLimited: "\(vendor.title) was asked too often"
        case .invalid: "\(vendor.title) refused the request"
        case .vendor: "\(vendor.title) is out of order (HTTP \(status))"
        case .network: "\(vendor.title) could not be reached"
        case .malformed where (300..<400).contains(status):
            "\(vendor.title) redirects elsewhere: the base URL is not right"
        case .malformed: "\(vendor.title) gave an answer that is not understood (HTTP \(status))"
        }
    }
}
