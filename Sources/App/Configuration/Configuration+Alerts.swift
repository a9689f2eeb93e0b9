extension Configuration {
    /// What reaches the operator when something happens.
    struct Alerts: Equatable, Sendable {
        /// Whether the terminal's bell rings.
        var bell = true
        /// Whether the terminal is asked to show a notification.
        var desktop = true
        /// A program to run and its arguments.
        var command: [String]?
        /// The part of one, from 0 to 1, above which failures raise an alert.
        var failureRate = 0.1

        init() {}

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            bell = try keys[.bell]?.boolean() ?? bell
            desktop = try keys[.desktop]?.boolean() ?? desktop
            command = try keys[.command]?.command()
            failureRate = try keys[.failureRate]?.percentage() ?? failureRate
        }

        private enum Key: String, ConfigurationKey {
            case bell, desktop, command
            case failureRate = "failure_rate"
        }
    }
}
