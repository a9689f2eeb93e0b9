import Vendors

extension Configuration {
    /// An account with DollarPe.
    struct DollarPe: Equatable, Sendable {
        /// Without a `/` at its end.
        var baseURL: String
        var apiKey: SecretSource
        var apiSecret: SecretSource
        /// Which of the vendor's contradicting samples a body is written like to be signed.
        var signingProfile = SigningProfile.compactSorted

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            baseURL = try keys.required(.baseURL).baseURL()
            apiKey = try keys.required(.apiKey).secret()
            apiSecret = try keys.required(.apiSecret).secret()
            signingProfile =
                try keys[.signingProfile]?.choice(SigningProfile.self) ?? signingProfile
        }

        private enum Key: String, ConfigurationKey {
            case baseURL = "base_url"
            case apiKey = "api_key"
            case apiSecret = "api_secret"
            case signingProfile = "signing_profile"
        }
    }
}
