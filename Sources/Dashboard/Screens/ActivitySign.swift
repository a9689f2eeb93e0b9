import Domain

/// The symbol of an entry of the activity record: one for each sort of event.
struct ActivitySign: Equatable {
    /// The character.
    let symbol: String
    /// What it looks like.
    let role: Role
    /// Whether the sentence is told in that look too.
    var isLoud: Bool { role == .failed || role == .warning || role == .unknown }

    /// The symbol for an entry.
    init(_ entry: ActivityEntry, _ symbols: Symbols) {
        (symbol, role) =
            switch entry.event {
            case .tracked: ("+", .text)
            case .untracked: (symbols.none, .muted)
            case .stateChanged: Self.sign(of: Self.standing(entry), symbols)
            case .checkFailed: (symbols.failing, .failed)
            case .recovered: (symbols.recovered, .completed)
            case .submissionSent, .correctionSent, .submissionReleased:
                (symbols.sent, .inProgress)
            case .submissionPrepared: (symbols.of(.pending), .pending)
            case .submissionAccepted, .correctionAccepted: (symbols.of(.completed), .completed)
            case .submissionRejected, .correctionRejected: (symbols.of(.failed), .failed)
            case .submissionUnknown, .correctionUnknown: ("?", .unknown)
            case .customerCreated, .ordered, .reportRequested, .uploaded:
                Self.sign(ofWrite: entry.outcome, symbols)
            case .submissionWithdrawn: (symbols.none, .muted)
            case .downloaded, .alertAcknowledged, .alertsMuted, .locked, .unlocked:
                (symbols.none, .text)
            case .noted: (symbols.note, .text)
            case .revealed, .unlockRefused, .configurationChanged: ("!", .warning)
            }
    }

    private static func sign(
        ofWrite outcome: ActivityEntry.Outcome, _ symbols: Symbols
    ) -> (String, Role) {
        switch outcome {
        case .rejected, .failed: (symbols.of(.failed), .failed)
        case .unknown: ("?", .unknown)
        case .done, .sent, .accepted: (symbols.sent, .text)
        }
    }

    private static func sign(of standing: Standing?, _ symbols: Symbols) -> (String, Role) {
        guard let standing else { return (symbols.none, .text) }
        return (symbols.of(standing), standing.role)
    }

    /// How an item stands since a change of state; nil when the entry does not tell.
    private static func standing(_ entry: ActivityEntry) -> Standing? {
        switch entry.state {
        case .pending: .pending
        case .inProgress: .inProgress
        case .completed: (entry.failed ?? 0) > 0 ? .completedWithFailures : .completed
        case .failed: .failed
        case .unknown: .unknown
        case nil: nil
        }
    }
}
