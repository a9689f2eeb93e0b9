extension Configuration {
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
}
