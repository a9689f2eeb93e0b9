/// A company whose API Vigil watches and feeds.
public enum Vendor: String, CaseIterable, Hashable, Sendable {
    case reap
    case surepass
    case deepvue
    case dollarpe

    /// The name as the company writes it.
    public var title: String {
        switch self {
        case .reap: "Reap"
        case .surepass: "Surepass"
        case .deepvue: "Deepvue"
        case .dollarpe: "DollarPe"
        }
    }
}
