import Domain

extension Configuration {
    /// How vendors are reached.
    struct Network: Equatable, Sendable {
        /// From the start of a request until its answer's last byte.
        var timeout = Duration.seconds(20)
        /// Connections open to one vendor at a time.
        var connectionsPerVendor = 8
        /// A file of certificates to trust in place of the system's.
        var caFile: String?
        /// A proxy's URL, which may carry a password; nil leaves `HTTPS_PROXY` to decide.
        var proxy: Secret?

        init() {}

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            timeout = try keys[.timeout]?.duration(atLeast: .milliseconds(100)) ?? timeout
            connectionsPerVendor =
                try keys[.connectionsPerVendor]?.integer(in: 1...64) ?? connectionsPerVendor
            caFile = try keys[.caFile]?.path()
            proxy = try keys[.proxy]?.proxy()
        }

        private enum Key: String, ConfigurationKey {
            case timeout
            case connectionsPerVendor = "connections_per_vendor"
            case caFile = "ca_file"
            case proxy
        }
    }
}
