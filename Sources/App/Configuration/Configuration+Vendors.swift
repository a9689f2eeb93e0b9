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
}

extension Vendor: ConfigurationKey {}
