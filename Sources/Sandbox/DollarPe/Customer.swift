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

    enum Outcome: Sendable {
        case verified
        case failed(String)
    }

    /// What is so at a moment, with a submission of that moment or without.
    func status(
        at moment: Double, submitted: Double?
    ) -> (status: String, failureReason: String?) {
        switch course {
        case .unverified(let length, let outcome):
            guard let submitted else { return ("UNVERIFIED", nil) }
            return checked(moment, until: submitted + length, outcome)
        case .processing(let until, let outcome): return checked(moment, until: until, outcome)
        case .word(let word): return (word, nil)
        }
    }

    private func checked(
        _ moment: Double, until end: Double, _ outcome: Outcome
    ) -> (status: String, failureReason: String?) {
        guard moment >= end else { return ("PROCESSING", nil) }
        switch outcome {
        case .verified: return ("VERIFIED", nil)
        case .failed(let reason): return ("FAILED", reason)
        }
    }
}
