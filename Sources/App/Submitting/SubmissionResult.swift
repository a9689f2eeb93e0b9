import Domain
import JSON

/// What became of one submission of a file.
struct SubmissionResult: Sendable {
    /// Where it stands in the file; empty for the only one.
    var place: String
    /// Whose it is.
    var customer: ItemKey
    /// What became of it.
    var outcome: Outcome
    /// SHA-256 of the body, 64 hex digits.
    var digest: String

    /// What can become of it; the raw value is the word in JSON.
    enum Outcome: Equatable, Sendable {
        /// The vendor took it now; its word.
        case accepted(String)
        /// It was accepted by an earlier run, or had arrived as a later look showed; the words.
        case acceptedBefore(String)
        /// The vendor refused it, or it could not be sent.
        case rejected(CheckFailure)
        /// It may have arrived.
        case unknown(String)
        /// Nothing was sent, and what to do about it.
        case refused(String, hint: String)
        /// Not its turn: the run ended before.
        case notSent
    }

    /// How a command that did nothing else ends; nil when all is well.
    var status: ExitStatus? {
        switch outcome {
        case .accepted, .acceptedBefore, .notSent: nil
        case .rejected(let failure): ProgramFailure.status(of: failure)
        case .unknown: .vendor
        case .refused: .refused
        }
    }

    /// The outcome in a word, as in JSON.
    var word: String {
        switch outcome {
        case .accepted, .acceptedBefore: "accepted"
        case .rejected(let failure):
            ProgramFailure.status(of: failure) == .vendor ? "not_sent" : "rejected"
        case .unknown: "unknown"
        case .refused: "refused"
        case .notSent: "not_sent"
        }
    }

    /// What there is to say beside the word.
    var message: String? {
        switch outcome {
        case .accepted(let word): word
        case .acceptedBefore(let words): words
        case .rejected(let failure): failure.message
        case .unknown(let message): message
        case .refused(let message, _): message
        case .notSent: nil
        }
    }

    /// What to do about it.
    var hint: String? {
        switch outcome {
        case .accepted, .acceptedBefore, .notSent: nil
        case .rejected(let failure): failure.hint
        case .unknown:
            "run the same command again: it asks DollarPe first and sends nothing by itself"
        case .refused(_, let hint): hint
        }
    }

    /// One line for people.
    var line: String {
        let place = place.isEmpty ? "" : "\(place): "
        return "\(place)\(word): \(customer)\(message.map { ": \($0)" } ?? "")"
    }

    /// The result in JSON.
    var json: JSON {
        [
            "place": JSON(place.isEmpty ? nil : place), "customer_id": .string(customer.id),
            "outcome": .string(word), "message": JSON(message), "hint": JSON(hint),
            "sha256": .string(digest),
        ]
    }
}
