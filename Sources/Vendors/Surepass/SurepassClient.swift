public import Domain
public import HTTP
import JSON

/// Surepass's bulk e-stamps: orders and usage reports (stamper-v2).
public struct SurepassClient: VendorClient, ReportDesk {
    private let exchange: VendorExchange
    private let token: Secret
    private let reportDownload: ReportRoute

    /// A client of the API at `baseURL`, such as `https://sandbox.surepass.app`.
    public init(
        baseURL: String, token: Secret, transport: any HTTPTransport,
        timeout: Duration = .seconds(20), reportDownload: ReportRoute = .standard,
        now: @escaping @Sendable () -> Timestamp
    ) {
        exchange = VendorExchange(
            vendor: .surepass, base: BaseURL(baseURL), transport: transport, timeout: timeout,
            now: now, secrets: [token])
        self.token = token
        self.reportDownload = reportDownload
    }

    /// Surepass.
    public var vendor: Vendor { .surepass }

    /// Asks how far an order or a report is.
    public func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        key.kind == .report ? try await checkReport(key) : try await checkOrder(key)
    }

    /// Starts a usage report: `POST …/bulk-usage-report/initiate`. `client_id` means the order in
    /// the request and the report in the answer.
    public func startReport(on order: ItemKey) async throws(CheckFailure) -> ItemKey {
        let (response, data) = try await send(
            "POST", exchange.base.appending("/api/v1/stamper-v2/bulk-usage-report/initiate"),
            clientID: order.id, subject: "order")
        if let id = data["bulk_stamp_client_id"]?.string, id != order.id {
            throw exchange.mismatch(response)
        }
        guard let id = data["client_id"]?.string, let report = ItemKey(kind: .report, id: id) else {
            throw exchange.malformed(response, "without a report id")
        }
        return report
    }

    /// `POST …/bulk-stamp-order-summary`.
    private func checkOrder(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        let (response, data) = try await send(
            "POST", exchange.base.appending("/api/v1/stamper-v2/bulk-stamp-order-summary"),
            clientID: key.id, subject: "order")
        try demand(key, of: data, response)
        guard let snapshot = Snapshot(surepassOrder: data) else {
            throw exchange.malformed(response, "without a summary")
        }
        return snapshot
    }

    /// The report download, whose route is configured.
    private func checkReport(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        let isBodied = reportDownload.takesBody
        let (response, data) = try await send(
            reportDownload.method, reportDownload.url(exchange.base, clientID: key.id),
            clientID: isBodied ? key.id : nil, subject: "report")
        try demand(key, of: data, response)
        return Snapshot(surepassReport: data)
    }

    private func demand(
        _ key: ItemKey, of data: JSON, _ response: HTTPResponse
    ) throws(CheckFailure) {
        if let id = data["client_id"]?.string, id != key.id { throw exchange.mismatch(response) }
    }

    /// Sends and takes `data` out of the envelope
    /// `{data, status_code, success, message, message_code}`.
    private func send(
        _ method: String, _ url: String, clientID: String?, subject: String
    ) async throws(CheckFailure) -> (HTTPResponse, JSON) {
        let body = clientID.map {
            Array(JSON.object([.init("client_id", .string($0))]).text().utf8)
        }
        let response = try await exchange.send(
            method, url,
            headers: [
                "Authorization": "Bearer \(token.revealed())", "Content-Type": "application/json",
            ], body: body ?? [])
        let answer = exchange.json(response)
        let code = answer?["message_code"]?.plainText ?? answer?["error"]?.plainText
        let detail = answer?["message"]?.string
        if let failure = exchange.failure(response, code: code, detail: detail, unknown: subject) {
            throw failure
        }
        let envelope = try exchange.object(response)
        let inner = envelope["status_code"]?.integer ?? response.status
        if envelope["success"]?.bool == false || !(200..<300).contains(inner) {
            throw exchange.failure(
                AnswerClass.reason(of: inner) ?? .malformed, response, code: code,
                sentence: "Surepass reports no success", detail: detail)
        }
        guard let data = envelope["data"], data.object != nil else {
            throw exchange.malformed(response, "without data")
        }
        return (response, data)
    }
}
