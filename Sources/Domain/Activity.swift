/// One thing that happened, for the record.
public struct ActivityEntry: Equatable, Sendable {
    /// When.
    public var at: Timestamp
    /// What sort of thing.
    public var event: Event
    /// The item it happened to.
    public var key: ItemKey?
    /// One sentence; no secret, no personal data, no control characters.
    public var text: String
    /// Who did it; nil when Vigil did it by itself.
    public var operatorName: String?
    /// The state the item came to; nil for anything but a change of state.
    public var state: WorkState?
    /// How many of its records had failed by then, where that is known.
    public var failed: Int?
    /// How it ended.
    public var outcome: Outcome

    /// An entry; without an outcome of its own it has the one that its event tells.
    public init(
        at: Timestamp, event: Event, key: ItemKey?, text: String, operatorName: String? = nil,
        state: WorkState? = nil, failed: Int? = nil, outcome: Outcome? = nil
    ) {
        self.at = at
        self.event = event
        self.key = key
        self.text = text
        self.operatorName = operatorName
        self.state = state
        self.failed = failed
        self.outcome = outcome ?? event.outcome
    }

    /// The sorts of thing; the raw value is what the store keeps.
    public enum Event: String, CaseIterable, Sendable {
        case tracked
        case untracked
        case stateChanged = "state_changed"
        case checkFailed = "check_failed"
        case recovered
        case submissionSent = "submission_sent"
        case submissionAccepted = "submission_accepted"
        case submissionRejected = "submission_rejected"
        case submissionUnknown = "submission_unknown"
        case submissionPrepared = "submission_prepared"
        case submissionReleased = "submission_released"
        case submissionWithdrawn = "submission_withdrawn"
        case correctionSent = "correction_sent"
        case correctionAccepted = "correction_accepted"
        case correctionRejected = "correction_rejected"
        case correctionUnknown = "correction_unknown"
        case customerCreated = "customer_created"
        case ordered
        case reportRequested = "report_requested"
        case uploaded
        case downloaded
        case noted
        case revealed
        case locked
        case unlocked
        case unlockRefused = "unlock_refused"
        case alertAcknowledged = "alert_acknowledged"
        case alertsMuted = "alerts_muted"
        case configurationChanged = "configuration_changed"
    }
}

extension ActivityEntry {
    /// The ways in which things end; the raw value is what the store keeps.
    public enum Outcome: String, CaseIterable, Sendable {
        case done
        case sent
        case accepted
        case rejected
        /// Nobody knows yet whether it arrived.
        case unknown
        case failed
    }
}

extension ActivityEntry.Event {
    /// How a thing of this sort ends unless its entry says otherwise.
    fileprivate var outcome: ActivityEntry.Outcome {
        switch self {
        case .checkFailed: .failed
        case .submissionSent, .correctionSent: .sent
        case .submissionAccepted, .correctionAccepted: .accepted
        case .submissionRejected, .correctionRejected, .unlockRefused: .rejected
        case .submissionUnknown, .correctionUnknown: .unknown
        default: .done
        }
    }
}
