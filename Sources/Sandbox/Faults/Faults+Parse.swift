/// Why a list of faults cannot be understood.
public struct FaultsFailure: Error, Equatable, Sendable {
    /// What was typed where a name or a value was expected.
    public var text: String
    /// One sentence without that text.
    public var message: String
    /// What could have stood there.
    public var known: [String]
}

extension Faults {
    /// Every name that can be typed, without the vendors' prefixes.
    public static var names: [String] {
        Scenario.allCases.map(\.rawValue) + Switch.allCases.map(\.rawValue)
    }

    /// Reads `NAME[,NAME...]`: scenarios, each for one vendor when it has the form
    /// `vendor:name`, and switches, some of which take a value as `name=value`.
    public init(parsing list: String) throws(FaultsFailure) {
        for item in list.split(separator: ",", omittingEmptySubsequences: false) {
            let item = item.filter { $0 != " " }
            let sides = item.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let parts = (sides.first ?? "").split(
                separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts.last ?? "")
            let vendor = parts.count > 1 ? try Self.vendor(String(parts[0])) : nil
            let value = sides.count > 1 ? String(sides[1]) : nil
            if let scenario = Scenario(rawValue: name) {
                guard value == nil else {
                    throw FaultsFailure(text: name, message: "takes no value", known: [])
                }
                add(scenario, vendor: vendor)
            } else if let name = Switch(rawValue: name) {
                try turnOn(name, vendor: vendor, value: value)
            } else {
                throw FaultsFailure(text: name, message: "is no fault", known: Self.names)
            }
        }
    }

    private static func vendor(_ text: String) throws(FaultsFailure) -> Vendor {
        if let vendor = Vendor(rawValue: text) { return vendor }
        throw FaultsFailure(
            text: text, message: "is no vendor", known: Vendor.allCases.map(\.rawValue))
    }

    private mutating func turnOn(
        _ name: Switch, vendor: Vendor?, value: String?
    ) throws(FaultsFailure) {
        if let vendor, let own = name.vendor, vendor != own {
            throw FaultsFailure(
                text: name.rawValue, message: "belongs to another vendor",
                known: ["\(own.rawValue):\(name.rawValue)"])
        }
        switch name.value {
        case .none:
            guard value == nil else {
                throw FaultsFailure(text: name.rawValue, message: "takes no value", known: [])
            }
        case .seconds:
            guard let value, let number = Int64(value), (1...1_000_000).contains(number) else {
                throw FaultsFailure(
                    text: name.rawValue, message: "needs a number of seconds",
                    known: ["\(name.rawValue)=60"])
            }
        case .choice(let choices):
            guard let value, choices.contains(value) else {
                throw FaultsFailure(
                    text: value ?? "", message: "is no value of \(name.rawValue)", known: choices)
            }
        }
        turnOn(name, value: value ?? "")
    }
}
