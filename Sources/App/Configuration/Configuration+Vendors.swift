import Domain

extension Configuration {
    /// The vendors there are accounts with; a kind whose vendor is absent cannot be tracked.
    struct Vendors: Equatable, Sendable {
        var reap: Reap?
        var surepass: Surepass?
        var deepvue: Deepvue?
        var dollarpe: DollarPe?

        init() {}

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Vendor.self)
            if let value = keys[.reap] { reap = try Reap(value) }
            if let value = keys[.surepass] { surepass = try Surepass(value) }
            if let value = keys[.deepvue] { deepvue = try Deepvue(value) }
            if let value = keys[.dollarpe] { dollarpe = try DollarPe(value) }
        }
    }

    /// An account with Reap.
    struct Reap: Equatable, Sendable {
        /// Without a `/` at its end.
        var baseURL: String
        var apiKey: SecretSource

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            baseURL = try keys.required(.baseURL).baseURL()
            apiKey = try keys.required(.apiKey).secret()
        }

        private enum Key: String, ConfigurationKey {
            case baseURL = "base_url"
            case apiKey = "api_key"
        }
    }

    /// An account with Surepass.
    struct Surepass: Equatable, Sendable {
        /// Without a `/` at its end.
        var baseURL: String
        var token: SecretSource
        /// Where report files may come from: `host`, `host:port` or `*.suffix`, in lower case.
        var resultHosts = ["*.amazonaws.com"]
        /// The report download, which the vendor does not document.
        var reportDownload = Endpoint(
            method: "GET", path: "/api/v1/stamper-v2/bulk-usage-report/download")

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            baseURL = try keys.required(.baseURL).baseURL()
            token = try keys.required(.token).secret()
            resultHosts = try keys[.resultHosts]?.hosts() ?? resultHosts
            if let paths = try keys[.paths]?.section(Path.self) {
                reportDownload = try paths[.reportDownload]?.endpoint() ?? reportDownload
            }
        }

        private enum Key: String, ConfigurationKey {
            case baseURL = "base_url"
            case token
            case resultHosts = "result_hosts"
            case paths
        }

        private enum Path: String, ConfigurationKey {
            case reportDownload = "report_download"
        }
    }

    /// A method and a path below a base URL.
    struct Endpoint: Equatable, Sendable {
        /// `GET` or `POST`.
        var method: String
        /// From `/` on.
        var path: String
    }

    /// An account with Deepvue.
    struct Deepvue: Equatable, Sendable {
        /// Without a `/` at its end.
        var baseURL: String
        var clientID: SecretSource
        var clientSecret: SecretSource
        var plan = Plan.starter
        /// Where result files may come from: `host`, `host:port` or `*.suffix`, in lower case.
        var resultHosts = ["bulk-data-processing.s3.ap-south-1.amazonaws.com"]

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            baseURL = try keys.required(.baseURL).baseURL()
            clientID = try keys.required(.clientID).secret()
            clientSecret = try keys.required(.clientSecret).secret()
            plan = try keys[.plan]?.choice(Plan.self) ?? plan
            resultHosts = try keys[.resultHosts]?.hosts() ?? resultHosts
        }

        /// What was bought, which sets the rate budget.
        enum Plan: String, CaseIterable, Sendable {
            case starter, business, growth, enterprise
        }

        private enum Key: String, ConfigurationKey {
            case baseURL = "base_url"
            case clientID = "client_id"
            case clientSecret = "client_secret"
            case plan
            case resultHosts = "result_hosts"
        }
    }

    /// An account with DollarPe.
    struct DollarPe: Equatable, Sendable {
        /// Without a `/` at its end.
        var baseURL: String
        var apiKey: SecretSource
        var apiSecret: SecretSource
        var signingProfile = SigningProfile.compactSorted

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            baseURL = try keys.required(.baseURL).baseURL()
            apiKey = try keys.required(.apiKey).secret()
            apiSecret = try keys.required(.apiSecret).secret()
            signingProfile =
                try keys[.signingProfile]?.choice(SigningProfile.self) ?? signingProfile
        }

        /// Which of the vendor's contradicting samples a body is written like before it is signed.
        enum SigningProfile: String, CaseIterable, Sendable {
            case compactSorted = "compact_sorted"
            case compactSortedUTF8 = "compact_sorted_utf8"
            case pythonDefault = "python_default"
            case nodeSample = "node_sample"
            case javaSample = "java_sample"
        }

        private enum Key: String, ConfigurationKey {
            case baseURL = "base_url"
            case apiKey = "api_key"
            case apiSecret = "api_secret"
            case signingProfile = "signing_profile"
        }
    }
}

extension Vendor: ConfigurationKey {}
