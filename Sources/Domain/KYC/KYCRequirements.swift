/// What the vendor demands of one customer's submission (DollarPe, kyc/configuration).
public struct KYCRequirements: Equatable, Sendable {
    /// The document types that may be submitted.
    public var documentTypes: [String]
    /// The extra fields, in the vendor's order.
    public var additionalFields: [AdditionalField]
    /// How the extra fields combine.
    public var rule: Rule

    /// What is demanded.
    public init(documentTypes: [String], additionalFields: [AdditionalField], rule: Rule) {
        self.documentTypes = documentTypes
        self.additionalFields = additionalFields
        self.rule = rule
    }

    /// One extra field.
    public struct AdditionalField: Equatable, Sendable {
        /// The vendor's name of it.
        public var name: String
        /// Whether its value is a link.
        public var isURL: Bool
        /// Whether it must be given by itself.
        public var isRequired: Bool

        /// An extra field.
        public init(name: String, isURL: Bool, isRequired: Bool) {
            self.name = name
            self.isURL = isURL
            self.isRequired = isRequired
        }
    }

    /// How the extra fields combine.
    public enum Rule: Equatable, Sendable {
        /// All of them are needed.
        case allOf
        /// At least this many are needed.
        case anyOf(atLeast: Int)
    }
}

/// The vendor's answer to an accepted submission.
public struct KYCReceipt: Equatable, Sendable {
    /// The vendor's word, such as `PROCESSING`.
    public var status: String
    /// The vendor's reason when it failed at once.
    public var failureReason: String?

    /// An answer.
    public init(status: String, failureReason: String?) {
        self.status = status
        self.failureReason = failureReason
    }
}
