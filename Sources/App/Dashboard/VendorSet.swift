import Domain
import HTTP
import HTTPClient
import Vendors

/// The clients of the configured vendors: the one place where configuration meets clients.
struct VendorSet: Sendable {
    /// What carries all their requests.
    let transport: any HTTPTransport
    /// A client for each configured vendor.
    private(set) var clients: [Vendor: any VendorClient] = [:]
    /// DollarPe's, which takes submissions.
    private(set) var kyc: DollarPeClient?
    /// Surepass's, which makes usage reports.
    private(set) var reports: SurepassClient?
    /// The credentials as they were fetched, by the keys that lead to them.
    private(set) var credentials: [String: Secret] = [:]
    /// What holds requests back that are no checks, one for each vendor.
    private(set) var meters: [RateMeter] = []
    /// The configured vendors left out because a credential cannot be had, and why.
    private(set) var faults: [Vendor: ConfigurationFailure] = [:]
    /// The vendors that nobody wants to ask: their credentials were not fetched.
    private(set) var leftOut: Set<Vendor> = []

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
        self.init(readable: configuration, transport: transport, secrets: secrets)
        try demandAll()
    }

    /// The wanted vendors whose credentials can be had; the others are among the faults.
    init(
        readable configuration: Configuration, transport: any HTTPTransport,
        secrets: SecretResolver, only wanted: Set<Vendor> = Set(Vendor.allCases)
    ) {
        self.transport = transport
        var resolver = secrets
        resolver.withheld.formUnion(configuration.vendors.secretVariables)
        let secrets = FetchedSecrets(resolver: resolver)
        let wire = Wire(
            transport: transport, timeout: configuration.network.timeout, secrets: secrets)
        leftOut = Set(Vendor.allCases).subtracting(wanted)
        for vendor in Vendor.allCases where wanted.contains(vendor) {
            do throws(ConfigurationFailure) {
                switch vendor {
                case .reap: try connect(configuration.vendors.reap, wire)
                case .deepvue: try connect(configuration.vendors.deepvue, wire)
                case .surepass: try connect(configuration.vendors.surepass, wire)
                case .dollarpe: try connect(configuration.vendors.dollarpe, wire)
                }
            } catch {
                faults[vendor] = error
            }
        }
        credentials = secrets.byName
    }

    /// Fails with the first fault there is.
    func demandAll() throws(ConfigurationFailure) {
        if let fault = Vendor.allCases.lazy.compactMap({ faults[$0] }).first { throw fault }
    }
}

/// What every client is made with.
private struct Wire {
    var transport: any HTTPTransport
    var timeout: Duration
    var secrets: FetchedSecrets
    let now: @Sendable () -> Timestamp = { SystemClock.now() }
}

extension VendorSet {
    private mutating func connect(
        _ account: Configuration.Reap?, _ wire: Wire
    ) throws(ConfigurationFailure) {
        guard let account else { return }
        let apiKey = try wire.secrets.resolve(account.apiKey)
        let own = VendorAccount(
            credential: Self.credential(of: .reap, at: account.baseURL, apiKey))
        var client = ReapClient(
            baseURL: account.baseURL, apiKey: apiKey,
            transport: meter(own, of: .reap, wire, prefix: account.baseURL + "/"),
            timeout: wire.timeout, now: wire.now)
        client.account = own
        clients[.reap] = client
    }

    private mutating func connect(
        _ account: Configuration.Deepvue?, _ wire: Wire
    ) throws(ConfigurationFailure) {
        guard let account else { return }
        let (id, secret) = (
            try wire.secrets.resolve(account.clientID),
            try wire.secrets.resolve(account.clientSecret)
        )
        let own = VendorAccount(
            credential: Self.credential(of: .deepvue, at: account.baseURL, id, secret),
            limits: account.plan.limits)
        var client = DeepvueClient(
            baseURL: account.baseURL, clientID: id, clientSecret: secret,
            transport: meter(own, of: .deepvue, wire, prefix: account.baseURL + "/v1/"),
            timeout: wire.timeout, resultHosts: ResultHosts(account.resultHosts), now: wire.now)
        client.account = own
        clients[.deepvue] = client
    }

    private mutating func connect(
        _ account: Configuration.Surepass?, _ wire: Wire
    ) throws(ConfigurationFailure) {
        guard let account else { return }
        let token = try wire.secrets.resolve(account.token)
        let own = VendorAccount(
            credential: Self.credential(of: .surepass, at: account.baseURL, token))
        var client = SurepassClient(
            baseURL: account.baseURL, token: token,
            transport: meter(own, of: .surepass, wire, prefix: account.baseURL + "/"),
            timeout: wire.timeout, routes: account.routes,
            resultHosts: ResultHosts(account.resultHosts), now: wire.now)
        client.account = own
        clients[.surepass] = client
        reports = client
    }

    private mutating func connect(
        _ account: Configuration.DollarPe?, _ wire: Wire
    ) throws(ConfigurationFailure) {
        guard let account else { return }
        let (key, secret) = (
            try wire.secrets.resolve(account.apiKey), try wire.secrets.resolve(account.apiSecret)
        )
        let own = VendorAccount(
            credential: Self.credential(of: .dollarpe, at: account.baseURL, key, secret))
        var client = DollarPeClient(
            baseURL: account.baseURL, apiKey: key, apiSecret: secret,
            transport: meter(own, of: .dollarpe, wire, prefix: account.baseURL + "/"),
            timeout: wire.timeout, signingProfile: account.signingProfile, now: wire.now)
        client.account = own
        clients[.dollarpe] = client
        kyc = client
    }

    /// A transport to one vendor that goes by its limits and wishes.
    private mutating func meter(
        _ account: VendorAccount, of vendor: Vendor, _ wire: Wire, prefix: String
    ) -> MeteredTransport {
        let meter = RateMeter(account, of: vendor)
        meters.append(meter)
        return MeteredTransport(wire.transport, meter: meter, prefix: prefix, now: wire.now)
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
