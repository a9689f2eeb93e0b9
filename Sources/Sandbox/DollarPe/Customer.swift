/// What will become of one customer's KYC at DollarPe. Moments in the vendor's seconds.
struct Customer: Sendable {
    var course: Course

    enum Course: Sendable {
        /// Nothing submitted yet; once it is, checked for that long with that outcome.
        case unverified(length: Double, outcome: Outcome)
        case processing(until: Double, outcome: Outcome)
        /// Stays that way under a status the pages do not know.
        case word(String)
    }

    enum Outcome: Sendable, Equatable {
        case verified
        case failed(String)
    }

    /// Where a customer stands because of what a client did.
    enum Phase: Sendable {
        case unverified
        case processing(until: Double, outcome: Outcome)
    }

    /// What is so at a moment.
    func status(at moment: Double, phase: Phase?) -> (status: String, failureReason: String?) {
        switch (phase, course) {
        case (.unverified, _), (nil, .unverified): return ("UNVERIFIED", nil)
        case (.processing(let end, let outcome), _), (nil, .processing(let end, let outcome)):
            guard moment >= end else { return ("PROCESSING", nil) }
            switch outcome {
            case .verified: return ("VERIFIED", nil)
            case .failed(let reason): return ("FAILED", reason)
            }
        case (nil, .word(let word)): return (word, nil)
        }
    }

    /// How a submission made at a moment goes on.
    func phase(submittedAt moment: Double) -> Phase {
        switch course {
        case .unverified(let length, let outcome):
            .processing(until: moment + length, outcome: outcome)
        case .processing, .word: .processing(until: moment + 300, outcome: .verified)
        }
    }

    /// How it goes on after a correction: good when that was the failure.
    func phase(
        correctedAt moment: Double, by update: KYCUpdate, after reason: String?
    ) -> Phase {
        let outcome: Outcome =
            reason.map { $0 == update.reason ? .verified : .failed($0) } ?? .verified
        return .processing(until: moment + 240, outcome: outcome)
    }
}
