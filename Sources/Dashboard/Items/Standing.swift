import Domain

/// How an item stands for the operator: its state, with completed work told apart by whether
/// everything passed.
enum Standing: Int, CaseIterable, Comparable {
    case failed
    case unknown
    case inProgress
    case pending
    case completedWithFailures
    case completed

    /// The standing of an item.
    init(_ item: TrackedItem) {
        switch item.state {
        case .failed: self = .failed
        case .unknown: self = .unknown
        case .inProgress: self = .inProgress
        case .pending: self = .pending
        case .completed:
            let clean = (item.failed ?? 0) <= 0 && (item.unaccounted ?? 0) == 0
            self = clean ? .completed : .completedWithFailures
        }
    }

    /// What needs somebody most comes first.
    static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }

    /// How it looks.
    var role: Role {
        switch self {
        case .failed: .failed
        case .unknown: .unknown
        case .inProgress: .inProgress
        case .pending: .pending
        case .completedWithFailures: .warning
        case .completed: .completed
        }
    }

    /// The word in a table.
    var word: String {
        switch self {
        case .failed: "FAILED"
        case .unknown: "unknown"
        case .inProgress: "in progress"
        case .pending: "pending"
        case .completedWithFailures, .completed: "completed"
        }
    }

    /// The word in a summary of several.
    var summary: String {
        switch self {
        case .failed: "failed"
        case .completedWithFailures: "with failures"
        default: word
        }
    }
}
