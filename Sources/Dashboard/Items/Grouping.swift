import Domain

/// What stands together in the Batches table.
enum Grouping: String, CaseIterable, Hashable, Sendable {
    case none
    case vendor
    case state

    /// The next way, round the end.
    var next: Grouping {
        switch self {
        case .none: .vendor
        case .vendor: .state
        case .state: .none
        }
    }

    /// Where a row's group stands among the groups.
    func place(of row: Row) -> Int {
        switch self {
        case .none: 0
        case .vendor: Vendor.allCases.firstIndex(of: row.item.key.kind.vendor) ?? 0
        case .state: row.standing.rawValue
        }
    }

    /// What a row's group is called.
    func title(of row: Row) -> String {
        switch self {
        case .none: ""
        case .vendor: row.item.key.kind.vendor.title
        case .state: row.standing.summary
        }
    }
}
