import Dashboard

extension Options {
    /// What a configuration says about how the dashboard is used.
    init(_ configuration: Configuration) {
        self.init()
        keys = configuration.keys
        savedFilters = configuration.filters
        failureRate = configuration.alerts.failureRate
        needsFourEyes = configuration.privacy.fourEyes
        isMasking = configuration.privacy.mask
    }
}
