public import Domain
import TerminalUI

extension KYCForm {
    /// Validates everything: opens the review, or goes to the first fault.
    mutating func openReview() -> Outcome {
        let leaving = setFocus(.review)
        if leaving != .stay { return leaving }
        left = Set(fields)
        switch payload {
        case .failure(let faults):
            let count = faults.all.count
            banner = Banner(
                text: count == 1
                    ? "One field needs attention." : "\(count) fields need attention.",
                role: .failed)
            focus = faults.all.first.map { .field($0.field) } ?? .review
        case .success(let payload):
            guard knownRequirements != nil || !purpose.needsRequirements else {
                banner = Banner(
                    text: "DollarPe has not said yet what it needs of this customer.",
                    role: .warning)
                return .stay
            }
            phase = .reviewing(payload)
            banner = nil
            reviewRow = 0
            if !isMasking { return .reveal(field: "the whole review") }
        }
        return .stay
    }

    mutating func review(_ key: Key, _ payload: Payload) -> Outcome {
        banner = nil
        scrollReview(key)
        switch key {
        case .escape:
            phase = .editing
            focus = .review
            reveal = nil
            return .stay
        case .character("v"):
            guard preview.indices.contains(reviewRow) else { return .stay }
            let fact = preview[reviewRow]
            guard isMasking, payload.revealed(fact.name) != fact.value else { return .stay }
            return .reveal(field: fact.name)
        case .enter:
            phase = .sending(payload)
            reveal = nil
            switch payload {
            case .submission(let submission): return .submit(submission)
            case .correction(let update, let customer):
                return .correct(update, customer: customer)
            }
        default: return .stay
        }
    }

    /// Shows a field of the review in clear for a while: it is on record that it was asked for.
    mutating func show(_ field: String, at now: Timestamp) {
        guard case .reviewing = phase, isMasking else { return }
        reveal = Reveal(field: field, until: now + Self.revealTime)
    }

    mutating func scrollReview(_ key: Key) {
        switch key {
        case .up: moveReview(by: -1)
        case .down: moveReview(by: 1)
        case .pageUp: moveReview(by: -5)
        case .pageDown: moveReview(by: 5)
        case .home: moveReview(by: -reviewRow)
        case .end: moveReview(by: Int(Int16.max))
        default: break
        }
    }

    mutating func moveReview(by step: Int) {
        reviewRow = min(max(0, reviewRow + step), max(0, preview.count - 1))
    }

    /// The fixed submission's fields, masked; empty while editing.
    var preview: [Snapshot.Fact] {
        switch phase {
        case .editing: []
        case .reviewing(let payload), .sending(let payload): payload.masked
        case .accepted(let payload, _), .unknown(let payload, _), .prepared(let payload, _):
            payload.masked
        }
    }

    // MARK: Answers

    /// Takes what the vendor demands, or why that is not known. An answer about a customer that
    /// is no longer chosen changes nothing.
    public mutating func take(
        requirements answer: Result<KYCRequirements, CheckFailure>, for customer: String
    ) {
        guard customer == self.customer.chosen, case .editing = phase else { return }
        switch answer {
        case .failure(let failure):
            // What is known stays known when asking again fails.
            if knownRequirements == nil { requirements = .failed(failure) }
        case .success(let known):
            requirements = .loaded(known)
            documentType.options = known.documentTypes.map { type in
                ChoiceField.Option(value: type, label: type)
            }
            if let chosen = documentType.chosen, !known.documentTypes.isEmpty,
                !known.documentTypes.contains(chosen)
            {
                documentType.choose(nil)
            }
            if case .field(let field) = focus, !fields.contains(field) { focus = .review }
        }
    }

    /// Takes what became of the submission being sent. An answer that was not waited for changes
    /// nothing.
    public mutating func take(answer: SubmissionAnswer, for customer: String) {
        guard case .sending(let submission) = phase, submission.customer == customer else {
            return
        }
        banner = nil
        switch answer {
        case .accepted(let receipt): phase = .accepted(submission, receipt)
        case .unknown(let sentence): phase = .unknown(submission, sentence)
        case .prepared(let id): phase = .prepared(submission, id: id)
        case .rejected(let sentence, let refusals):
            phase = .editing
            take(refusals)
            let lead = needsFourEyes ? "Not prepared" : "Not accepted"
            banner = Banner(text: "\(lead): \(sentence)", role: .failed)
        }
    }
}
