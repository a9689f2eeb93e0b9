import Domain

/// The symbol of an entry of the activity record: one for each sort of event.
struct ActivitySign: Equatable {
    /// The character.
    let symbol: String
    /// What it looks like.
    let role: Role
    /// Whether the sentence is told in that look too.
    var isLoud: Bool { role == .failed || role == .warning || role == .unknown }

    /// The symbol for an entry whose sentence, without the item's name, is `words`.
    init(_ event: ActivityEntry.Event, saying words: String, _ symbols: Symbols) {
        (symbol, role) =
            switch event {
            case .tracked: ("+", .text)
            case .untracked: (symbols.none, .muted)
            case .stateChanged: Self.sign(of: Self.standing(saidBy: words), symbols)
            case .checkFailed: (symbols.failing, .failed)
            case .recovered: (symbols.recovered, .completed)
            case .submissionSent, .correctionSent, .submissionReleased:
                (symbols.sent, .inProgress)
            case .submissionPrepared: (symbols.of(.pending), .pending)
            case .submissionAccepted, .correctionAccepted: (symbols.of(.completed), .completed)
            case .submissionRejected, .correctionRejected: (symbols.of(.failed), .failed)
            case .submissionUnknown, .correctionUnknown: ("?", .unknown)
            case .customerCreated, .ordered, .reportRequested, .uploaded: (symbols.sent, .text)
            case .downloaded, .alertAcknowledged, .alertsMuted, .locked, .unlocked:
                (symbols.none, .text)
            case .revealed, .unlockRefused, .configurationChanged: ("!", .warning)
            }
    }

    private static func sign(of standing: Standing, _ symbols: Symbols) -> (String, Role) {
        (symbols.of(standing), standing.role)
    }

    /// How an item stands since a change of state. The record keeps the sentence and not the
    /// state, so the sentence's verb is read again: the last one before the counts, because an
    /// item that is not tracked any more leaves its label in the sentence.
    private static func standing(saidBy words: String) -> Standing {
        let verbs: [(words: String, standing: Standing)] = [
            ("is completed", .completed), ("failed", .failed), ("is in progress", .inProgress),
            ("is pending", .pending),
        ]
        let parts = words.split(separator: ": ", maxSplits: 1)
        guard let first = parts.first,
            let found = verbs.first(where: { first.hasSuffix($0.words) })?.standing
        else { return .unknown }
        let hasFailures = parts.count > 1 && parts[1].hasSuffix(" failed")
        return found == .completed && hasFailures ? .completedWithFailures : found
    }
}
