import Domain
import HTTP
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
    /// The credentials as they were fetched, by the keys that lead to them.
    private(set) var credentials: [String: Secret] = [:]
    /// What counts Deepvue's requests, the one vendor that names limits.
    private(set) var meter: RateMeter?

    /// Clients that share one transport; every credential is fetched here, once.
    init(
        _ configuration: Configuration, transport: any HTTPTransport, host: Host
    ) throws(ProgramFailure) {
        do throws(ConfigurationFailure) {
            try self.init(
                configuration, transport: transport,
                secrets: SecretResolver(environment: host.environment))
        } catch {
            throw ProgramFailure(error)
        }
    }

    /// The same with credentials from elsewhere.
    init(
        _ configuration: Configuration, transport: any HTTPTransport, secrets: SecretResolver
    ) throws(ConfigurationFailure) {
        var resolver = secrets
        resolver.withheld.formUnion(configuration.vendors.secretVariables)
        let secrets = FetchedSecrets(resolver: resolver)
        defer { credentials = secrets.byName }
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

/// Fetches credentials and remembers them.
private final class FetchedSecrets {
    private let resolver: SecretResolver
    private(set) var byName: [String: Secret] = [:]

    init(resolver: SecretResolver) {
        self.resolver = resolver
    }

    func resolve(_ source: SecretSource) throws(ConfigurationFailure) -> Secret {
        let secret = try resolver.resolve(source)
        byName[source.name] = secret
        return secret
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

extension Configuration.Network {
    /// How the transport is to reach servers.
    var transport: CurlTransport.Configuration {
        CurlTransport.Configuration(
            connectionsPerHost: connectionsPerVendor, caFile: caFile,
            proxy: proxy?.revealed())
    }
}
