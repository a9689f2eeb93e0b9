import Domain

extension Cadences {
    /// Reads `polling`: what is absent stays at the vendors' documented cadences.
    init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
        self.init()
        let keys = try value.section(Kind.self)
        for kind in Kind.allCases {
            if let value = keys[kind] { self[kind] = try Cadence(value, standard: self[kind]) }
        }
    }
}

extension Cadence {
    fileprivate init(
        _ value: ConfigurationValue, standard: Cadence
    ) throws(ConfigurationFailure) {
        // An interval of nothing would ask without end.
        let shortest = Duration.milliseconds(100)
        let keys = try value.section(Key.self)
        self.init(
            first: try keys[.first]?.duration() ?? standard.first,
            every: try keys[.every]?.duration(atLeast: shortest) ?? standard.every,
            overdueAfter: try keys[.overdueAfter]?.duration(atLeast: shortest)
                ?? standard.overdueAfter,
            thenEvery: try keys[.thenEvery]?.duration(atLeast: shortest) ?? standard.thenEvery,
            stuckAfter: try keys[.stuckAfter]?.duration(atLeast: shortest) ?? standard.stuckAfter)
    }

    private enum Key: String, ConfigurationKey {
        case first, every
        case overdueAfter = "overdue_after"
        case thenEvery = "then_every"
        case stuckAfter = "stuck_after"
    }
}

extension Kind: ConfigurationKey {}
