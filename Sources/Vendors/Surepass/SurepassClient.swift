public import Domain
public import HTTP
import JSON

/// Surepass's e-stamps: orders, usage reports and the account's stock (stamper-v2).
public struct SurepassClient: VendorClient, ReportDesk {
    let exchange: VendorExchange
    let routes: Routes
    private let token: Secret
    private let resultHosts: ResultHosts
    private let started = StartedReports()

    /// The calls whose paths the vendor does not document.
    public struct Routes: Equatable, Sendable {
        /// The report download.
        public var reportDownload = SurepassRoute.reportDownload
        /// The making of a bulk order.
        public var orderCreate = SurepassRoute.orderCreate
        /// The list of bulk orders.
        public var orderList = SurepassRoute.orderList

        /// The likeliest routes.
        public init() {}
    }

    /// A client of the API at `baseURL`, such as `https://sandbox.surepass.app`. Report files come
    /// from `resultHosts` only; `pause` waits before the one second attempt that there is.
    public init(
        baseURL: String, token: Secret, transport: any HTTPTransport,
        timeout: Duration = .seconds(20), routes: Routes = Routes(),
        resultHosts: ResultHosts = .surepass, now: @escaping @Sendable () -> Timestamp,
        pause: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) {
        exchange = VendorExchange(
            vendor: .surepass, base: BaseURL(baseURL), transport: transport, timeout: timeout,
            now: now, secrets: [token], pause: pause)
        self.token = token
        self.routes = routes
        self.resultHosts = resultHosts
    }

    /// Surepass.
    public var vendor: Vendor { .surepass }

    /// With which credential it asks, and what that may use.
    public var account = VendorAccount()

    /// What the token says of its own end.
    public func credentialEnd() async -> CredentialEnd? {
        TokenExpiry.of(token).map { CredentialEnd(at: $0, isRenewed: false) }
    }

    /// Asks how far an order or a report is.
    public func check(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        try await exchange.perform(.check) { _ throws(CheckFailure) in
            key.kind == .report ? try await checkReport(key) : try await checkOrder(key)
        }
    }

    /// Starts a usage report: `POST …/bulk-usage-report/initiate`. `client_id` means the order in
    /// the request and the report in the answer. Tried at most twice: a report too many is no
    /// harm.
    public func startReport(on order: ItemKey) async throws(CheckFailure) -> ItemKey {
        try await exchange.perform(.startReport) { _ throws(CheckFailure) in
            let (response, data) = try await object(
                Self.route("POST", "bulk-usage-report/initiate"), order, subject: "order")
            if let id = data["bulk_stamp_client_id"]?.string, id != order.id {
                throw exchange.mismatch(response)
            }
            guard let id = data["client_id"]?.string, let report = ItemKey(kind: .report, id: id)
            else { throw exchange.malformed(response, "without a report id") }
            started.add(report, at: exchange.now())
            return report
        }
    }

    /// `POST …/bulk-stamp-order-summary`.
    private func checkOrder(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        let (response, data) = try await object(
            Self.route("POST", "bulk-stamp-order-summary"), key, subject: "order")
        try demand(key, of: data, response)
        guard let snapshot = Snapshot(surepassOrder: data) else {
            throw exchange.malformed(response, "without a summary")
        }
        return snapshot
    }

    private func checkReport(_ key: ItemKey) async throws(CheckFailure) -> Snapshot {
        do {
            return Snapshot(surepassReport: try await report(key))
        } catch {
            // A report that was just started may not be there yet.
            let isEarly = error.httpStatus == 404 || error.httpStatus == 422
            guard isEarly, started.contains(key, at: exchange.now()) else { throw error }
            return Snapshot(state: .pending)
        }
    }

    /// The report download, whose route is configured. What it says before the report is done is
    /// not documented: a success that expressly has no data is a report with nothing to tell yet.
    private func report(_ key: ItemKey) async throws(CheckFailure) -> JSON {
        let answer = try await send(
            routes.reportDownload, [.init("client_id", .string(key.id))], subject: "report")
        if answer.envelope["success"]?.bool == true, answer.envelope["data"]?.isNull == true {
            return [:]
        }
        let data = try object(answer)
        try demand(key, of: data, answer.response)
        return data
    }

    private func demand(
        _ key: ItemKey, of data: JSON, _ response: HTTPResponse
    ) throws(CheckFailure) {
        if let id = data["client_id"]?.string, id != key.id { throw exchange.mismatch(response) }
    }

    private func object(
        _ route: SurepassRoute, _ key: ItemKey, subject: String
    ) async throws(CheckFailure) -> (HTTPResponse, JSON) {
        let answer = try await send(
            route, [.init("client_id", .string(key.id))], subject: subject)
        return (answer.response, try self.object(answer))
    }

    var credentials: HTTPHeaders {
        ["Authorization": "Bearer \(token.revealed())", "Content-Type": "application/json"]
    }
}

extension SurepassClient: ResultDesk {
    /// Fetches a finished report's CSV; nil while there is none.
    public func result(
        of key: ItemKey, sizeLimit: Int = ResultFile.standardLimit
    ) async throws(CheckFailure) -> ResultFile? {
        try await exchange.result(from: resultHosts, sizeLimit: sizeLimit) {
            () throws(CheckFailure) in try await link(of: key)
        }
    }

    /// Fetches a finished report's CSV piece by piece; false while there is none.
    public func result(
        of key: ItemKey, into sink: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) async throws(CheckFailure) -> Bool {
        try await exchange.result(from: resultHosts, into: sink) {
            () throws(CheckFailure) in try await link(of: key)
        } != nil
    }

    private func link(of key: ItemKey) async throws(CheckFailure) -> String? {
        let link = try await report(key)["link"]?.string
        return link?.isEmpty == false ? link : nil
    }
}
