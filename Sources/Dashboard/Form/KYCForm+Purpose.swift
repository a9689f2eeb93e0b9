public import Domain

extension KYCForm {
    /// What the form is for; it decides which fields there are.
    public enum Purpose: Hashable, Sendable {
        /// A whole KYC.
        case submission
        /// The correction of one part of it.
        case correction(KYCUpdate.Part)

        /// The fields that do not depend on the customer, in the order of the screen.
        public var fields: [KYCField] {
            switch self {
            case .submission: KYCField.standard
            case .correction(let part): [.customerID] + part.fields
            }
        }

        /// Whether the extra fields of the customer's configuration belong to it.
        var hasAdditionalFields: Bool {
            self == .submission || self == .correction(.additionalInfo)
        }

        /// Whether the vendor has to say first what it demands.
        var needsRequirements: Bool {
            hasAdditionalFields || self == .correction(.document)
        }

        /// The name in the form's title.
        var title: String {
            switch self {
            case .submission: "New submission"
            case .correction(.document): "Correct the document"
            case .correction(.taxNumber): "Correct the tax number"
            case .correction(.selfie): "Correct the selfie"
            case .correction(.additionalInfo): "Correct the additional information"
            }
        }

        /// The word under which drafts of it are kept.
        var word: String {
            switch self {
            case .submission: "submission"
            case .correction(let part): part.rawValue
            }
        }
    }

    /// What is sent: everything in it is right.
    enum Payload: Equatable, Sendable {
        case submission(KYCSubmission)
        case correction(KYCUpdate, customer: String)

        /// Whose it is.
        var customer: String {
            switch self {
            case .submission(let submission): submission.customerID
            case .correction(_, let customer): customer
            }
        }

        /// Its fields, masked.
        var masked: [Snapshot.Fact] {
            switch self {
            case .submission(let submission): submission.masked
            case .correction(let update, let customer):
                [Snapshot.Fact(name: KYCField.customerID.name, value: customer)] + update.masked
            }
        }

        /// One of them in clear.
        func revealed(_ name: String) -> String? {
            switch self {
            case .submission(let submission): submission.revealed(name)
            case .correction(let update, let customer):
                name == KYCField.customerID.name ? customer : update.revealed(name)
            }
        }
    }

    /// What the form would send, or everything that is wrong.
    var payload: Result<Payload, KYCFaults> {
        switch purpose {
        case .submission:
            draft.validated(requirements: knownRequirements, today: today)
                .map(Payload.submission)
        case .correction(let part):
            draft.validatedUpdate(part, requirements: knownRequirements, today: today)
                .map { Payload.correction($0.update, customer: $0.customer) }
        }
    }
}
