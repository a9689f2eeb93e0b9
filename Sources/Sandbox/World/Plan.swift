/// What will become of one item, whenever it is asked for.
enum Plan: Sendable {
    case reap(ReapBatch)
    case deepvue(DeepvueBatch)
    case stamps(StampOrder)
    case report(UsageReport)
    case kyc(Customer)

    var subject: IDs.Subject {
        switch self {
        case .reap: .reap
        case .deepvue: .deepvue
        case .stamps: .stamps
        case .report: .report
        case .kyc: .kyc
        }
    }
}

extension IDs.Subject {
    /// The subjects of the catalogue's items.
    static let listed: [IDs.Subject] = [.reap, .deepvue, .stamps, .report, .kyc]

    /// What their kind is called.
    var kind: String { String(describing: self) }
}
