extension Configuration {
    /// What protects people's data on the screen.
    struct Privacy: Equatable, Sendable {
        /// Whether personal data is masked.
        var mask = true
        /// The time without a key after which the dashboard locks.
        var lockAfter = Duration.seconds(600)

        init() {}

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            mask = try keys[.mask]?.boolean() ?? mask
            lockAfter = try keys[.lockAfter]?.duration(atLeast: .seconds(1)) ?? lockAfter
        }

        private enum Key: String, ConfigurationKey {
            case mask
            case lockAfter = "lock_after"
        }
    }
}
