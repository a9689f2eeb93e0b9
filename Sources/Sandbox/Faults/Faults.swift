/// What a sandbox does wrong, and how it decides what the vendors' pages leave open.
public struct Faults: Equatable, Sendable, CustomStringConvertible {
    /// Which scenarios each vendor is in.
    private var scenarios: [Vendor: Set<Scenario>] = [:]
    /// The switches that are on, with the value of those that take one.
    private var switches: [Switch: String] = [:]

    /// Everything works, as documented.
    public static let none = Faults()

    /// A vendor, by the name before a colon.
    public enum Vendor: String, CaseIterable, Sendable {
        case reap, deepvue, surepass, dollarpe
    }

    /// A ready kind of bad day.
    public enum Scenario: String, CaseIterable, Sendable {
        /// Every answer takes seconds, some longer than clients wait.
        case slow
        /// A third of the requests fail: server errors, cut answers, closed connections.
        case flaky
        /// Away for five minutes of every ten, beginning at once.
        case outage
        /// Rate limits are enforced.
        case throttled
        /// Tokens and keys are refused though they look good.
        case expiredTokens = "expired-tokens"
        /// Two thirds of the answers are damaged or lie.
        case hostile
        /// Clocks and time zones are odd.
        case midnight

        /// One line that says what it does.
        public var summary: String {
            switch self {
            case .slow: "every answer takes 0.5 to 6 seconds, one in twenty 25"
            case .flaky: "a third of the requests fail: 500, 502, 503, cut, closed unanswered"
            case .outage: "away for five of the vendor's minutes in every ten, from the start"
            case .throttled:
                "rate limits: Deepvue's plan, a customer of DollarPe once in 60 of the vendor's "
                    + "seconds, Reap and Surepass 5 a second (these two are invented)"
            case .expiredTokens:
                "Deepvue's tokens are refused after a minute, the others' credentials always"
            case .hostile:
                "two thirds of the answers are malformed, truncated, huge, deep, of wrong types, "
                    + "full of control sequences or contradict themselves"
            case .midnight:
                "times with offsets, without a zone, with microseconds, around midnight, in the "
                    + "future; the Date header is ten minutes off"
            }
        }
    }

    /// Whether a vendor is in a scenario.
    func has(_ scenario: Scenario, _ vendor: Vendor) -> Bool {
        scenarios[vendor]?.contains(scenario) ?? false
    }

    /// Whether a switch is on.
    func has(_ name: Switch) -> Bool { switches[name] != nil }

    /// The value of a switch that is on.
    func value(_ name: Switch) -> String? { switches[name] }

    /// The number a switch was set to.
    func number(_ name: Switch) -> Int64? { switches[name].flatMap { Int64($0) } }

    /// Puts a vendor, or without one every vendor, into a scenario.
    public mutating func add(_ scenario: Scenario, vendor: Vendor? = nil) {
        for vendor in vendor.map({ [$0] }) ?? Vendor.allCases {
            scenarios[vendor, default: []].insert(scenario)
        }
    }

    /// Turns a switch on; `value` is empty for those that take none.
    mutating func turnOn(_ name: Switch, value: String = "") { switches[name] = value }

    /// As it is typed, in a fixed order; `none` for nothing.
    public var description: String {
        let days = Vendor.allCases.flatMap { vendor in
            Scenario.allCases.filter { has($0, vendor) }
                .map { "\(vendor.rawValue):\($0.rawValue)" }
        }
        let decisions = Switch.allCases.compactMap { name in
            value(name).map { $0.isEmpty ? name.rawValue : "\(name.rawValue)=\($0)" }
        }
        let all = days + decisions
        return all.isEmpty ? "none" : all.joined(separator: ",")
    }
}
