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
            clients[.reap] = ReapClient(
                baseURL: account.baseURL, apiKey: try secrets.resolve(account.apiKey),
                transport: transport, timeout: timeout, now: now)
        }
        if let account = configuration.vendors.deepvue {
            clients[.deepvue] = DeepvueClient(
                baseURL: account.baseURL, clientID: try secrets.resolve(account.clientID),
                clientSecret: try secrets.resolve(account.clientSecret), transport: transport,
                timeout: timeout, resultHosts: ResultHosts(account.resultHosts), now: now)
        }
        if let account = configuration.vendors.surepass {
            let client = SurepassClient(
                baseURL: account.baseURL, token: try secrets.resolve(account.token),
                transport: transport, timeout: timeout, routes: account.routes,
                resultHosts: ResultHosts(account.resultHosts), now: now)
            clients[.surepass] = client
            reports = client
        }
        if let account = configuration.vendors.dollarpe {
            let client = DollarPeClient(
                baseURL: account.baseURL, apiKey: try secrets.resolve(account.apiKey),
                apiSecret: try secrets.resolve(account.apiSecret), transport: transport,
                timeout: timeout, signingProfile: account.signingProfile, now: now)
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

extension Configuration.Network {
    /// How the transport is to reach servers.
    var transport: CurlTransport.Configuration {
        CurlTransport.Configuration(
            connectionsPerHost: connectionsPerVendor, caFile: caFile,
            proxy: proxy?.revealed())
    }
}
