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

    var kind: String {
        switch self {
        case .reap: "reap"
        case .deepvue: "deepvue"
        case .stamps: "stamps"
        case .report: "report"
        case .kyc: "kyc"
        }
    }
}
