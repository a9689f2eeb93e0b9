import Dashboard
import Domain

/// What became of a submission that was asked to be sent.
struct Dispatch: Sendable {
    /// What became of it.
    var outcome: Outcome
    /// What the activity record got.
    var entries: [ActivityEntry]

    init(_ outcome: Outcome, entries: [ActivityEntry] = []) {
        self.outcome = outcome
        self.entries = entries
    }

    /// What can become of it.
    enum Outcome: Equatable, Sendable {
        /// The vendor took it.
        case accepted(KYCReceipt)
        /// The vendor refused it, or it never left.
        case rejected(CheckFailure)
        /// It may have arrived.
        case unknown(CheckFailure)
        /// Nothing was sent: the gate or the journal says why.
        case refused(String)

        /// What the journal keeps.
        var settled: SubmissionRecord.Outcome {
            switch self {
            case .accepted: .accepted
            case .rejected, .refused: .rejected
            case .unknown: .unknown
            }
        }
    }

    /// The same in the form's words.
    var answer: SubmissionAnswer {
        switch outcome {
        case .accepted(let receipt): .accepted(receipt)
        case .rejected(let failure): .rejected(failure.message, fields: failure.refusals)
        case .unknown(let failure): .unknown(failure.message)
        case .refused(let reason): .rejected(reason)
        }
    }
}

extension SubmissionAnswer {
    /// The vendor went out of the configuration while the form was open.
    static let notConfigured = SubmissionAnswer.rejected("DollarPe is not configured.")
}

/// What a later read of the customer says of a submission of unknown outcome.
enum Arrival: Equatable, Sendable {
    /// It arrived: the vendor's word.
    case arrived(String)
    /// It did not.
    case notArrived
    /// The vendor's word says neither.
    case undecided(String)

    /// Reads the vendor's word for the customer (contract, section 6).
    init(_ word: String) {
        switch word.uppercased() {
        case "PROCESSING", "VERIFIED", "FAILED": self = .arrived(PlainText.of(word))
        case "UNVERIFIED": self = .notArrived
        default: self = .undecided(PlainText.of(word))
        }
    }
}
