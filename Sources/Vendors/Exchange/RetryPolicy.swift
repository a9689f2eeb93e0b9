public import Domain

/// What is done about a failure: one table for every operation and every class of failure.
public enum RetryPolicy {
    /// What is done about one failure.
    public enum Rule: Equatable, Sendable {
        /// Nothing: the failure is the answer.
        case never
        /// The poller asks again when the item is next due.
        case onSchedule
        /// Asked once more at once or after a while; a second failure is the answer.
        case once(Remedy, after: Duration)
    }

    /// What is different about the second time.
    public enum Remedy: String, Sendable {
        /// Nothing but the time.
        case nothing = "as it was"
        /// A new access token.
        case newToken = "with a new token"
        /// A new link to the file.
        case freshLink = "with a fresh link"
        /// The credentials in the vendor's other form.
        case otherForm = "in the other form"
    }

    /// One operation's rules: those of some classes, and that of all others.
    private struct Row {
        var rules: [CheckFailure.Reason: Rule] = [:]
        var otherwise: Rule
    }

    /// The rule for a failure of an operation.
    public static func rule(_ operation: VendorOperation, _ reason: CheckFailure.Reason) -> Rule {
        let row = row(operation)
        return row.rules[reason] ?? row.otherwise
    }

    private static func row(_ operation: VendorOperation) -> Row {
        switch operation {
        case .check: Row(otherwise: .onSchedule)
        case .deepvueCheck:
            Row(rules: [.auth: .once(.newToken, after: .zero)], otherwise: .onSchedule)
        case .authorize:
            Row(
                rules: [
                    .invalid: .once(.otherForm, after: .zero),
                    .notFound: .once(.otherForm, after: .zero),
                ], otherwise: .never)
        case .lookUp: Row(otherwise: .never)
        case .resultFile: Row(rules: [.auth: .once(.freshLink, after: .zero)], otherwise: .never)
        case .startReport:
            Row(
                rules: [
                    .vendor: .once(.nothing, after: .seconds(2)),
                    .network: .once(.nothing, after: .seconds(2)),
                    .malformed: .once(.nothing, after: .seconds(2)),
                ], otherwise: .never)
        case .upload, .order, .createCustomer, .submit, .update, .reset: Row(otherwise: .never)
        }
    }
}
