public import Domain
import TerminalUI

extension KYCForm {
    /// Validates everything: opens the review, or goes to the first fault.
    mutating func openReview() -> Outcome {
        let leaving = setFocus(.review)
        if leaving != .stay { return leaving }
        left = Set(fields)
        switch draft.validated(requirements: knownRequirements, today: today) {
        case .failure(let faults):
            let count = faults.all.count
            banner = Banner(
                text: count == 1
                    ? "One field needs attention." : "\(count) fields need attention.",
                role: .failed)
            focus = faults.all.first.map { .field($0.field) } ?? .review
        case .success(let submission):
            guard knownRequirements != nil else {
                banner = Banner(
                    text: "DollarPe has not said yet what it needs of this customer.",
                    role: .warning)
                return .stay
            }
            phase = .reviewing(submission)
            banner = nil
            reviewRow = 0
        }
        return .stay
    }

    mutating func review(_ key: Key, _ submission: KYCSubmission) -> Outcome {
        scrollReview(key)
        switch key {
        case .escape:
            phase = .editing
            focus = .review
            return .stay
        case .enter:
            phase = .sending(submission)
            return .submit(submission)
        default: return .stay
        }
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
        case .reviewing(let submission), .sending(let submission): submission.masked
        case .accepted(let submission, _), .unknown(let submission, _): submission.masked
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
        guard case .sending(let submission) = phase, submission.customerID == customer else {
            return
        }
        banner = nil
        switch answer {
        case .accepted(let receipt): phase = .accepted(submission, receipt)
        case .unknown(let sentence): phase = .unknown(submission, sentence)
        case .rejected(let sentence):
            phase = .editing
            focus = .review
            banner = Banner(text: "Not accepted: \(sentence)", role: .failed)
        }
    }
}
