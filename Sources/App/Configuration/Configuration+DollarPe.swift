extension Configuration {
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
