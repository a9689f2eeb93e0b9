import Domain
import HTTPClient
import Vendors

/// The clients of the configured vendors: the one place where configuration meets clients.
struct VendorSet: Sendable {
    /// A client for each configured vendor.
    private(set) var clients: [Vendor: any VendorClient] = [:]
    /// DollarPe's, which takes submissions.
    private(set) var kyc: DollarPeClient?
    /// Surepass's, which makes usage reports.
    private(set) var reports: SurepassClient?
    /// What counts Deepvue's requests, the one vendor that names limits.
    private(set) var meter: RateMeter?

    /// Clients that share one transport; every credential is fetched here, once.
    init(
        _ configuration: Configuration, transport: CurlTransport, host: Host
    ) throws(ProgramFailure) {
        do throws(ConfigurationFailure) {
            try self.init(
                configuration, transport: transport,
                secrets: SecretResolver(environment: host.environment))
        } catch {
            throw ProgramFailure(error)
        }
    }

    private init(
        _ configuration: Configuration, transport: CurlTransport, secrets: SecretResolver
    ) throws(ConfigurationFailure) {
        let now: @Sendable () -> Timestamp = { SystemClock.now() }
        let timeout = configuration.network.timeout
        if let account = configuration.vendors.reap {
            let apiKey = try secrets.resolve(account.apiKey)
            var client = ReapClient(
                baseURL: account.baseURL, apiKey: apiKey, transport: transport, timeout: timeout,
                now: now)
            client.account.credential = Self.credential(of: .reap, at: account.baseURL, apiKey)
            clients[.reap] = client
        }
        if let account = configuration.vendors.deepvue {
            let (id, secret) = (
                try secrets.resolve(account.clientID), try secrets.resolve(account.clientSecret)
            )
            let limited = VendorAccount(
                credential: Self.credential(of: .deepvue, at: account.baseURL, id, secret),
                limits: account.plan.limits)
            let meter = RateMeter(limited)
            self.meter = meter
            var client = DeepvueClient(
                baseURL: account.baseURL, clientID: id, clientSecret: secret,
                transport: MeteredTransport(
                    transport, meter: meter, prefix: account.baseURL + "/v1/", now: now),
                timeout: timeout, resultHosts: ResultHosts(account.resultHosts), now: now)
            client.account = limited
            clients[.deepvue] = client
        }
        if let account = configuration.vendors.surepass {
            let token = try secrets.resolve(account.token)
            var client = SurepassClient(
                baseURL: account.baseURL, token: token, transport: transport, timeout: timeout,
                routes: account.routes, resultHosts: ResultHosts(account.resultHosts), now: now)
            client.account.credential = Self.credential(
                of: .surepass, at: account.baseURL, token)
            clients[.surepass] = client
            reports = client
        }
        if let account = configuration.vendors.dollarpe {
            let (key, secret) = (
                try secrets.resolve(account.apiKey), try secrets.resolve(account.apiSecret)
            )
            var client = DollarPeClient(
                baseURL: account.baseURL, apiKey: key, apiSecret: secret, transport: transport,
                timeout: timeout, signingProfile: account.signingProfile, now: now)
            client.account.credential = Self.credential(
                of: .dollarpe, at: account.baseURL, key, secret)
            clients[.dollarpe] = client
            kyc = client
        }
    }
}

extension Configuration.Vendors {
    /// The vendors that are configured.
    var names: Set<Vendor> {
        var names: Set<Vendor> = []
        if reap != nil { names.insert(.reap) }
        if surepass != nil { names.insert(.surepass) }
        if deepvue != nil { names.insert(.deepvue) }
        if dollarpe != nil { names.insert(.dollarpe) }
        return names
    }
}

extension Configuration.Surepass {
    /// The configured calls as the client takes them.
    fileprivate var routes: SurepassClient.Routes {
        var routes = SurepassClient.Routes()
        routes.reportDownload = SurepassRoute(reportDownload.text) ?? routes.reportDownload
        routes.orderCreate = SurepassRoute(orderCreate.text) ?? routes.orderCreate
        routes.orderList = SurepassRoute(orderList.text) ?? routes.orderList
        return routes
    }
}

extension Configuration.Endpoint {
    /// `METHOD PATH`, as the configuration writes it.
    fileprivate var text: String { "\(method) \(path)" }
}

extension Configuration.Network {
    /// How the transport is to reach servers.
    var transport: CurlTransport.Configuration {
        CurlTransport.Configuration(
            connectionsPerHost: connectionsPerVendor, caFile: caFile,
            proxy: proxy?.revealed())
    }
}
