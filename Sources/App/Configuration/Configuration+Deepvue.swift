extension Configuration {
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
}
