/// One of the dashboard's five views; the raw value is the word that `--view` takes.
public enum View: String, CaseIterable, Hashable, Sendable {
    /// Everything that is tracked.
    case batches
    /// E-stamp orders and their stamps.
    case stamps
    /// Customers and their KYC.
    case kyc
    /// What happened, newest first.
    case activity
    /// The vendors and how they answer.
    case vendors

    /// The name on its tab.
    var title: String {
        switch self {
        case .batches: "Batches"
        case .stamps: "Stamps"
        case .kyc: "KYC"
        case .activity: "Activity"
        case .vendors: "Vendors"
        }
    }

    /// The digit that opens it.
    var digit: Character {
        switch self {
        case .batches: "1"
        case .stamps: "2"
        case .kyc: "3"
        case .activity: "4"
        case .vendors: "5"
        }
    }

    /// The view this many places along, round the end.
    func moved(by steps: Int) -> View {
        let all = View.allCases
        let place = (all.firstIndex(of: self) ?? 0) + steps
        return all[((place % all.count) + all.count) % all.count]
    }
}
