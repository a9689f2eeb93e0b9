extension Configuration {
    /// What protects people's data on the screen and on its way out.
    struct Privacy: Equatable, Sendable {
        /// Whether a form's review masks personal data; everything else always does.
        var mask = true
        /// The time without a key after which the dashboard locks.
        var lockAfter = Duration.seconds(600)
        /// Whether what is written to a vendor is prepared by one login and released by another.
        var fourEyes = false

        init() {}

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            mask = try keys[.mask]?.boolean() ?? mask
            lockAfter = try keys[.lockAfter]?.duration(atLeast: .seconds(1)) ?? lockAfter
            fourEyes = try keys[.fourEyes]?.boolean() ?? fourEyes
        }

        private enum Key: String, ConfigurationKey {
            case mask
            case lockAfter = "lock_after"
            case fourEyes = "four_eyes"
        }
    }
}
